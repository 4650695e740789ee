package org.cosearch.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.cosearch.adapter.child.Limits;
import org.cosearch.adapter.host.HostDevices;
import org.cosearch.adapter.model.RandomWeights;
import org.cosearch.adapter.replay.ReplayDevice;
import org.cosearch.adapter.simulated.LatencyModel;
import org.cosearch.adapter.simulated.Noise;
import org.cosearch.adapter.simulated.SimulatedDevice;
import org.cosearch.device.Device;
import org.cosearch.device.DeviceException;
import org.cosearch.device.Fault;
import org.cosearch.device.Measurement;
import org.cosearch.device.Property;
import org.cosearch.device.Protocol;
import org.cosearch.device.Status;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;
import org.junit.jupiter.api.Test;

class MeasurementHarnessTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    /** One run is one sample, and there is little of a warm-up: for devices whose noise is known. */
    private static Protocol bare(int minSessions, int maxSessions) {
        return new Protocol("bare", 1, 1, 0, 10_000, 10, 15, minSessions, maxSessions, 2, 12, 5, 5, 3, 3, 2, 1000);
    }

    private static Network network(String name, int channels) {
        return Network.builder(name, Shape.of(channels, 8, 8)).conv(channels, 3).build();
    }

    /** A microsecond for every thousand multiply-accumulates. */
    private static final LatencyModel BY_MACS = network -> network.macs() / 1e6;

    private static List<Measurement> measure(
            Protocol protocol, Device device, List<Network> networks, List<Network> anchors)
            throws InterruptedException {
        return new MeasurementHarness(protocol, InstantSource.fixed(NOW), duration -> {})
                .measure(device, networks, anchors, one -> {}, new RandomStreams(5).stream(Purpose.MEASUREMENT));
    }

    private static Measurement.Taken taken(Measurement measurement) {
        assertThat(measurement).isInstanceOf(Measurement.Taken.class);
        return (Measurement.Taken) measurement;
    }

    @Test
    void aDeviceWithoutNoiseIsMeasuredExactly() throws InterruptedException {
        List<Network> networks =
                IntStream.range(1, 30).mapToObj(i -> network("n" + i, i)).toList();
        Device device = new SimulatedDevice("exact", BY_MACS, Noise.NONE, 0);
        List<Measurement> all = measure(bare(5, 20), device, networks, networks.subList(0, 3));
        for (int i = 0; i < networks.size(); i++) {
            Measurement.Taken one = taken(all.get(i));
            assertThat(one.network()).isEqualTo(networks.get(i).name());
            assertThat(one.status()).isEqualTo(Status.OK);
            assertThat(one.estimate().meanMs()).isCloseTo(networks.get(i).macs() / 1e6, within(1e-6));
            assertThat(one.sessions()).hasSize(5);
            assertThat(one.takenAt()).isEqualTo(NOW);
        }
    }

    /** 93 to 97 % of the intervals hold the true value, whether samples depend on one another or not. */
    @Test
    void intervalsOfFixedSizeCoverTheTruth() throws InterruptedException {
        assertThat(coverage(new Noise(2, 1, 0), 8, 8)).isBetween(0.93, 0.97);
        assertThat(coverage(new Noise(2, 1, 0.9), 8, 8)).isBetween(0.93, 0.97);
    }

    /** Stopping at the first narrow interval favours those that are narrow by chance: some coverage is lost. */
    @Test
    void intervalsThatStopEarlyCoverNearlyAsOften() throws InterruptedException {
        assertThat(coverage(new Noise(2, 1, 0.5), 5, 20)).isBetween(0.90, 0.97);
    }

    private static double coverage(Noise noise, int minSessions, int maxSessions) throws InterruptedException {
        Device device = new SimulatedDevice("noisy", network -> 1, noise, 11);
        List<Network> networks =
                IntStream.range(0, 1000).mapToObj(i -> network("n" + i, 1)).toList();
        // blocks of one network, so that no two share the luck of a session
        Protocol protocol =
                new Protocol("bare", 1, 1, 0, 10_000, 50, 15, minSessions, maxSessions, 2, 1, 5, 50, 3, 1, 0, 0);
        long covered = measure(protocol, device, networks, List.of()).stream()
                .map(MeasurementHarnessTest::taken)
                .filter(one ->
                        Math.abs(one.estimate().meanMs() - 1) <= one.estimate().halfWidthMs())
                .count();
        return covered / 1000.0;
    }

    @Test
    void aDeviceTooNoisyForTheProtocolIsUnconverged() throws InterruptedException {
        Device device = new SimulatedDevice("wild", network -> 1, new Noise(15, 1, 0), 3);
        Measurement.Taken one = taken(
                measure(bare(5, 6), device, List.of(network("n", 1)), List.of()).get(0));
        assertThat(one.status()).isEqualTo(Status.UNCONVERGED);
        assertThat(one.sessions()).hasSize(6);
        assertThat(one.remarks()).singleElement().asString().contains("after 6 sessions, not ± 2.0 %");
    }

    @Test
    void aNetworkThatDoesNotRunCostsNothingElse() throws InterruptedException {
        LatencyModel picky = network -> {
            if (network.name().equals("n2")) {
                throw new DeviceException(Fault.CRASHED, "It burnt.");
            }
            return 1;
        };
        List<Network> networks =
                IntStream.range(0, 5).mapToObj(i -> network("n" + i, 1)).toList();
        List<Measurement> all =
                measure(bare(5, 5), new SimulatedDevice("picky", picky, Noise.NONE, 0), networks, networks);
        assertThat(all.get(2)).isEqualTo(new Measurement.Failed("picky", "n2", Fault.CRASHED, "It burnt."));
        all.stream()
                .filter(one -> !one.network().equals("n2"))
                .forEach(one -> assertThat(taken(one).sessions()).hasSize(5));
    }

    /** The device slows down for good in the middle of the first block: that block is measured again. */
    @Test
    void aBlockDuringWhichTheAnchorsShiftedIsMeasuredAgain() throws InterruptedException {
        AtomicInteger prepared = new AtomicInteger();
        LatencyModel slowing = network -> prepared.incrementAndGet() > 20 ? 1.2 : 1;
        List<Duration> pauses = new ArrayList<>();
        List<Network> networks = List.of(network("a", 1), network("b", 1), network("c", 1));
        List<Measurement> all = new MeasurementHarness(bare(5, 8), InstantSource.fixed(NOW), pauses::add)
                .measure(
                        new SimulatedDevice("hot", slowing, Noise.NONE, 0),
                        networks,
                        networks,
                        one -> {},
                        new RandomStreams(1).stream(Purpose.MEASUREMENT));
        assertThat(pauses).containsExactly(Duration.ofSeconds(1));
        assertThat(all).allSatisfy(one -> {
            assertThat(taken(one).status()).isEqualTo(Status.OK);
            assertThat(taken(one).estimate().meanMs()).isCloseTo(1.2, within(1e-9));
        });
    }

    @Test
    void aDeviceThatKeepsSlowingDownIsThrottled() throws InterruptedException {
        AtomicInteger prepared = new AtomicInteger();
        LatencyModel slowing = network -> 1 + 0.005 * prepared.incrementAndGet();
        List<Network> networks = List.of(network("a", 1), network("b", 1));
        assertThat(measure(bare(5, 8), new SimulatedDevice("hot", slowing, Noise.NONE, 0), networks, networks))
                .allSatisfy(one -> {
                    assertThat(taken(one).status()).isEqualTo(Status.THROTTLED);
                    assertThat(taken(one).remarks().get(0)).contains("the anchors shifted");
                });
    }

    @Test
    void sameSeedSameMeasurements() throws InterruptedException {
        List<Network> networks = List.of(network("a", 1), network("b", 3));
        Noise noise = new Noise(1, 1, 0.5);
        assertThat(measure(bare(5, 20), new SimulatedDevice("d", BY_MACS, noise, 1), networks, networks))
                .isEqualTo(measure(bare(5, 20), new SimulatedDevice("d", BY_MACS, noise, 1), networks, networks))
                .isNotEqualTo(measure(bare(5, 20), new SimulatedDevice("d", BY_MACS, noise, 2), networks, networks));
    }

    @Test
    void aRecordingIsMeasuredLikeTheDevice() throws InterruptedException {
        List<Network> networks = List.of(network("a", 1), network("b", 3));
        List<Measurement> recorded =
                measure(bare(5, 20), new SimulatedDevice("d", BY_MACS, new Noise(1, 0.5, 0), 1), networks, List.of());
        List<Measurement> again = measure(bare(5, 20), new ReplayDevice("r", recorded), networks, List.of());
        for (int i = 0; i < networks.size(); i++) {
            assertThat(taken(again.get(i)).estimate().meanMs())
                    .isCloseTo(taken(recorded.get(i)).estimate().meanMs(), within(0.002));
        }
        assertThat(measure(bare(5, 5), new ReplayDevice("r", recorded), List.of(network("c", 1)), List.of()))
                .singleElement()
                .isEqualTo(new Measurement.Failed("r", "c", Fault.REFUSED, "Nothing is recorded for network c."));
    }

    @Test
    void thisMachineIsMeasured() throws InterruptedException {
        Device device = HostDevices.kernels(
                "host", List.of(new Property("batch", "2")), new RandomWeights(0), Limits.standard());
        Protocol brief = new Protocol("brief", 500, 5, 5, 50, 20, 8, 2, 2, 50, 4, 5, 50, 50, 1, 0, 0);
        List<Measurement> all = measure(
                brief, device, List.of(network("little", 4), network("much", 48)), List.of(network("anchor", 8)));
        assertThat(taken(all.get(0)).estimate().meanMs())
                .isLessThan(taken(all.get(1)).estimate().meanMs());
        assertThat(taken(all.get(0)).facts()).contains(new Property("batch", "2"));
        assertThat(taken(all.get(0)).sessions().get(0).runsPerSample()).isGreaterThan(1);
    }
}
