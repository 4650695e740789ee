package org.cosearch.lab;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.cosearch.campaign.CampaignRun;
import org.cosearch.campaign.MeasurementHarness;
import org.cosearch.campaign.store.Lease;
import org.cosearch.campaign.store.MeasurementStore;
import org.cosearch.device.Device;
import org.cosearch.device.Measurement;
import org.cosearch.device.Status;

/** A campaign in its folder: measures what is missing, says how far it is, and hands out what was measured. */
public final class CampaignSession implements AutoCloseable {

    /** A device whose holder was killed is free after this. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(3);

    private final LabCampaign lab;
    private final MeasurementStore store;

    private CampaignSession(LabCampaign lab, MeasurementStore store) {
        this.lab = lab;
        this.store = store;
    }

    /** Who is told how a campaign goes. */
    public interface Watcher {

        /** Measuring begins. */
        void begun(int measured, int all);

        /** A measurement was kept. */
        void measured(Measurement measurement);

        /** Nothing is left but what others are at. */
        void waiting(List<Lease> others);
    }

    /**
     * Opens the campaign of a folder.
     *
     * @throws org.cosearch.campaign.store.StoreException if its store cannot be opened
     */
    public static CampaignSession open(CampaignFolder folder, InstantSource clock) throws IOException {
        LabCampaign lab = LabCampaign.of(folder.campaign());
        return new CampaignSession(lab, folder.open(lab.file(), clock));
    }

    /** Measures what is missing. Several processes may do so at a time; this one waits for what others are at. */
    public void run(Watcher watcher) throws InterruptedException {
        CampaignRun run = new CampaignRun(
                lab.campaign(), store, MeasurementHarness.of(lab.file().protocol()), holder(), LEASE);
        watcher.begun(measurements().size(), lab.campaign().size());
        while (run.run(watcher::measured) > 0) {
            watcher.waiting(store.leases());
            Thread.sleep(BETWEEN_TRIES.toMillis());
        }
    }

    private static String holder() {
        return "process " + ProcessHandle.current().pid();
    }

    /** What is kept of the campaign, by device and network. */
    public List<Measurement> measurements() {
        Map<String, Subject> subjects = new HashMap<>();
        lab.subjects().forEach(subject -> subjects.put(subject.network().name(), subject));
        List<String> devices = deviceNames();
        return store.measurements(lab.campaign().name()).stream()
                .filter(one -> subjects.containsKey(one.network()) && devices.contains(one.device()))
                .toList();
    }

    private List<String> deviceNames() {
        return lab.campaign().devices().stream()
                .map(Device::info)
                .map(info -> info.name())
                .toList();
    }

    /** How far the campaign is, device by device. */
    public List<DeviceStatus> status() {
        List<DeviceStatus> all = new ArrayList<>();
        List<Measurement> kept = measurements();
        List<Lease> leases = store.leases();
        for (String device : deviceNames()) {
            EnumMap<Status, Integer> taken = new EnumMap<>(Status.class);
            int failed = 0;
            for (Measurement one : kept) {
                if (one.device().equals(device)) {
                    if (one instanceof Measurement.Taken measured) {
                        taken.merge(measured.status(), 1, Integer::sum);
                    } else {
                        failed++;
                    }
                }
            }
            Optional<String> holder = leases.stream()
                    .filter(lease -> lease.device().equals(device))
                    .map(Lease::holder)
                    .findFirst();
            all.add(new DeviceStatus(device, lab.subjects().size(), taken, failed, holder));
        }
        return all;
    }

    /**
     * How far one device is.
     *
     * @param networks to measure
     * @param taken measurements by what they are worth
     * @param failed networks that the device cannot run, or failed at
     * @param holder who measures on it now
     */
    public record DeviceStatus(
            String device, int networks, Map<Status, Integer> taken, int failed, Optional<String> holder) {
        public DeviceStatus {
            taken = Map.copyOf(taken);
        }

        /** How many measurements there are that are worth so much. */
        public int taken(Status status) {
            return taken.getOrDefault(status, 0);
        }

        /** How many measurements are still missing. */
        public int missing() {
            return networks
                    - failed
                    - taken.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** The data set of one source of networks; see {@link DatasetExport}. */
    public DatasetExport export(Optional<String> source, boolean okOnly) {
        return DatasetExport.of(lab, measurements(), source, okOnly);
    }

    /** Tells each measurement that there is. */
    public void each(Consumer<Measurement> consumer) {
        measurements().forEach(consumer);
    }

    /** The name of the campaign. */
    public String name() {
        return lab.campaign().name();
    }

    @Override
    public void close() {
        store.close();
    }
}
