package org.cosearch.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.cosearch.campaign.store.Lease;
import org.cosearch.campaign.store.MeasurementStore;
import org.cosearch.campaign.store.StoreException;
import org.cosearch.device.Device;
import org.cosearch.device.Measurement;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.workload.Network;

/**
 * A campaign on its way: measures what the store does not have yet, so running it again resumes it. Several processes
 * may run one campaign on one store; each holds the devices it measures on, and passes over those that others hold.
 */
public final class CampaignRun {

    private final Campaign campaign;
    private final MeasurementStore store;
    private final MeasurementHarness harness;
    private final String holder;
    private final Duration leaseLength;

    /**
     * A run that has not begun.
     *
     * @param holder this process, for people
     * @param leaseLength after which another process may take a device from this one if it does not show signs of life;
     *     it shows them three times as often
     */
    public CampaignRun(
            Campaign campaign,
            MeasurementStore store,
            MeasurementHarness harness,
            String holder,
            Duration leaseLength) {
        this.campaign = campaign;
        this.store = store;
        this.harness = harness;
        this.holder = holder;
        this.leaseLength = leaseLength;
    }

    /** The holder of a device is another process by now. */
    private static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Measures until nothing is left that this process may measure.
     *
     * @param known is told each measurement when it is kept
     * @return how many measurements of the campaign are still missing, on devices that others hold
     * @throws StoreException if the store fails; what it acknowledged is safe
     */
    public int run(Consumer<Measurement> known) throws InterruptedException {
        for (int i = 0; i < campaign.devices().size(); i++) {
            Device device = campaign.devices().get(i);
            if (missing(device).isEmpty()) {
                continue;
            }
            Optional<Lease> lease = store.acquire(device.info().name(), holder, leaseLength);
            if (lease.isPresent()) {
                measure(device, lease.get(), i, known);
            }
        }
        return campaign.size() - kept().size();
    }

    private void measure(Device device, Lease lease, int index, Consumer<Measurement> known)
            throws InterruptedException {
        ScheduledExecutorService heartbeat = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lease-" + lease.device());
            thread.setDaemon(true);
            return thread;
        });
        long beatMillis = Math.max(1, leaseLength.toMillis() / 3);
        var unused = heartbeat.scheduleWithFixedDelay(() -> beat(lease), beatMillis, beatMillis, TimeUnit.MILLISECONDS);
        try {
            harness.measure(
                    device,
                    missing(device), // again: the last holder may have added some before it let go
                    campaign.anchors(),
                    measurement -> {
                        if (!store.put(campaign.name(), measurement, lease)) {
                            throw new LostException();
                        }
                        known.accept(measurement);
                    },
                    new RandomStreams(campaign.seed()).stream(Purpose.MEASUREMENT, index));
        } catch (LostException e) {
            return; // somebody else goes on
        } catch (InterruptedException e) {
            giveBack(lease);
            throw e;
        } finally {
            heartbeat.shutdownNow();
        }
        store.release(lease);
    }

    /** So that a stopped campaign can be resumed at once. */
    private void giveBack(Lease lease) {
        try {
            store.release(lease);
        } catch (StoreException e) {
            // it expires
        }
    }

    private void beat(Lease lease) {
        try {
            store.renew(lease, leaseLength);
        } catch (StoreException e) {
            // the next beat tries again; if none succeeds the lease expires, and the next measurement is refused
        }
    }

    private List<Network> missing(Device device) {
        Set<String> kept = new HashSet<>();
        for (Measurement measurement : kept()) {
            if (measurement.device().equals(device.info().name())) {
                kept.add(measurement.network());
            }
        }
        List<Network> missing = new ArrayList<>(campaign.networks());
        missing.removeIf(network -> kept.contains(network.name()));
        return missing;
    }

    /** What the store has of this campaign as it is now: devices and networks that were taken out of it do not count. */
    private List<Measurement> kept() {
        Set<String> devices = new HashSet<>();
        campaign.devices().forEach(device -> devices.add(device.info().name()));
        Set<String> networks = new HashSet<>();
        campaign.networks().forEach(network -> networks.add(network.name()));
        return store.measurements(campaign.name()).stream()
                .filter(one -> devices.contains(one.device()) && networks.contains(one.network()))
                .toList();
    }
}
