package org.cosearch.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.cosearch.adapter.simulated.Noise;
import org.cosearch.adapter.simulated.SimulatedDevice;
import org.cosearch.campaign.store.Lease;
import org.cosearch.campaign.store.MeasurementStore;
import org.cosearch.device.Device;
import org.cosearch.device.Measurement;
import org.cosearch.device.Protocol;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignRunTest {

    private static final Protocol PROTOCOL = new Protocol("bare", 1, 1, 0, 1000, 10, 6, 2, 3, 5, 4, 5, 5, 3, 1, 0, 0);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private MeasurementStore open() {
        return MeasurementStore.open(folder.resolve("lab.sqlite"), InstantSource.system());
    }

    private static Campaign campaign(int devices, int networks) {
        List<Device> all = new ArrayList<>();
        for (int i = 0; i < devices; i++) {
            all.add(new SimulatedDevice("d" + i, network -> 1, new Noise(1, 1, 0), i));
        }
        List<Network> measured = IntStream.range(0, networks)
                .mapToObj(i ->
                        Network.builder("n" + i, Shape.of(1, 4, 4)).conv(1, 3).build())
                .toList();
        return new Campaign("c", all, measured, List.of(), PROTOCOL, 0);
    }

    private static CampaignRun run(Campaign campaign, MeasurementStore store) {
        MeasurementHarness harness =
                new MeasurementHarness(PROTOCOL, InstantSource.fixed(Instant.EPOCH), duration -> {});
        return new CampaignRun(campaign, store, harness, "test", MINUTE);
    }

    @Test
    void everyNetworkIsMeasuredOnEveryDevice() throws InterruptedException {
        try (MeasurementStore store = open()) {
            List<Measurement> known = new ArrayList<>();
            assertThat(run(campaign(3, 10), store).run(known::add)).isZero();
            assertThat(known).hasSize(30).containsExactlyInAnyOrderElementsOf(store.measurements("c"));
        }
    }

    @Test
    void aRunThatWasStoppedGoesOnWhereItWas() throws InterruptedException {
        try (MeasurementStore store = open()) {
            List<Measurement> known = new ArrayList<>();
            assertThatThrownBy(() -> run(campaign(2, 10), store).run(measurement -> {
                        known.add(measurement);
                        if (known.size() == 7) {
                            throw new IllegalStateException("stopped");
                        }
                    }))
                    .hasMessage("stopped");
        }
        try (MeasurementStore store = MeasurementStore.open(
                folder.resolve("lab.sqlite"), InstantSource.offset(InstantSource.system(), MINUTE.plusMinutes(1)))) {
            List<Measurement> rest = new ArrayList<>();
            assertThat(run(campaign(2, 10), store).run(rest::add)).isZero();
            assertThat(rest).hasSize(13);
            assertThat(store.measurements("c")).hasSize(20);
        }
    }

    @Test
    void aDeviceThatAnotherHoldsIsPassedOver() throws InterruptedException {
        try (MeasurementStore store = open()) {
            Lease lease = store.acquire("d1", "another", MINUTE).orElseThrow();
            assertThat(run(campaign(3, 5), store).run(one -> {})).isEqualTo(5);
            store.release(lease);
            assertThat(run(campaign(3, 5), store).run(one -> {})).isZero();
        }
    }

    @Test
    void aRunThatLosesItsDeviceAddsNothing() throws InterruptedException {
        try (MeasurementStore store = open();
                MeasurementStore later = MeasurementStore.open(
                        folder.resolve("lab.sqlite"), InstantSource.offset(InstantSource.system(), MINUTE))) {
            List<Measurement> known = new ArrayList<>();
            int missing = run(campaign(1, 8), store).run(measurement -> {
                known.add(measurement);
                if (known.size() == 4) {
                    assertThat(later.acquire("d0", "another", MINUTE.plusMinutes(5)))
                            .isPresent();
                }
            });
            assertThat(known).hasSize(4);
            assertThat(missing).isEqualTo(4);
        }
    }

    @Test
    void manyRunsShareTheDevices() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<List<Measurement>>> runs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            runs.add(() -> {
                List<Measurement> known = new ArrayList<>();
                try (MeasurementStore store = open()) {
                    run(campaign(8, 6), store).run(known::add);
                }
                return known;
            });
        }
        open().close();
        List<Measurement> all = new ArrayList<>();
        for (Future<List<Measurement>> one : threads.invokeAll(runs)) {
            all.addAll(one.get());
        }
        threads.shutdown();
        assertThat(all).hasSize(48);
        try (MeasurementStore store = open()) {
            assertThat(store.measurements("c")).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    void namesAreUnique() {
        Campaign one = campaign(1, 1);
        assertThatThrownBy(() -> new Campaign(
                        "c", List.of(one.devices().get(0), one.devices().get(0)), List.of(), List.of(), PROTOCOL, 0))
                .hasMessage("Campaign c has two devices with the name d0.");
    }
}
