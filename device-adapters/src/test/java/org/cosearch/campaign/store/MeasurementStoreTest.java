package org.cosearch.campaign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.cosearch.device.Estimate;
import org.cosearch.device.Fault;
import org.cosearch.device.Measurement;
import org.cosearch.device.Property;
import org.cosearch.device.Protocol;
import org.cosearch.device.SessionSamples;
import org.cosearch.device.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementStoreTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private final AtomicLong now = new AtomicLong(1_000_000);

    private MeasurementStore open() {
        return MeasurementStore.open(folder.resolve("lab.sqlite"), () -> Instant.ofEpochMilli(now.get()));
    }

    static Measurement.Taken taken(String device, String network) {
        List<Double> samples =
                IntStream.range(0, 15).mapToObj(i -> 1e6 + i / 3.0).toList();
        return new Measurement.Taken(
                device,
                network,
                Protocol.standard(),
                List.of(new SessionSamples(samples, 7, 12.5, true), new SessionSamples(samples, 7, 3, false)),
                new Estimate(1.000002, 0.01, 0.99, 1.1, 1.2, 0.98, 0.5, 0.25, 0),
                Status.UNCONVERGED,
                List.of("the interval is \"wide\""),
                List.of(new Property("runtime", "test 1=1")),
                Instant.parse("2026-11-01T12:00:00.123456Z"));
    }

    @Test
    void whatIsKeptComesBackAsItWas() {
        Measurement failed = new Measurement.Failed("d", "b", Fault.OUT_OF_MEMORY, "Too large.\nMaybe not.");
        try (MeasurementStore store = open()) {
            Lease lease = store.acquire("d", "me", MINUTE).orElseThrow();
            assertThat(store.put("c", failed, lease)).isTrue();
            assertThat(store.put("c", taken("d", "a"), lease)).isTrue();
            assertThat(store.put("other", taken("d", "a"), lease)).isTrue();
        }
        try (MeasurementStore store = open()) {
            assertThat(store.measurements("c")).containsExactly(taken("d", "a"), failed);
            assertThat(store.measurements("none")).isEmpty();
        }
    }

    @Test
    void keepingTwiceKeepsTheFirst() {
        try (MeasurementStore store = open()) {
            Lease lease = store.acquire("d", "me", MINUTE).orElseThrow();
            store.put("c", taken("d", "a"), lease);
            assertThat(store.put("c", new Measurement.Failed("d", "a", Fault.CRASHED, "Later."), lease))
                    .isTrue();
            assertThat(store.measurements("c")).containsExactly(taken("d", "a"));
        }
    }

    @Test
    void aDeviceHasOneHolderUntilItsLeaseExpires() {
        try (MeasurementStore mine = open();
                MeasurementStore yours = open()) {
            Lease first = mine.acquire("d", "me", MINUTE).orElseThrow();
            assertThat(yours.acquire("d", "you", MINUTE)).isEmpty();
            assertThat(yours.acquire("other", "you", MINUTE)).isPresent();
            now.addAndGet(50_000);
            assertThat(mine.renew(first, MINUTE)).isTrue();
            now.addAndGet(50_000);
            assertThat(yours.acquire("d", "you", MINUTE)).isEmpty();
            now.addAndGet(10_000);
            Lease second = yours.acquire("d", "you", MINUTE).orElseThrow();
            assertThat(second.token()).isGreaterThan(first.token());
        }
    }

    @Test
    void aLateHolderIsRefused() {
        try (MeasurementStore mine = open();
                MeasurementStore yours = open()) {
            Lease old = mine.acquire("d", "me", MINUTE).orElseThrow();
            now.addAndGet(60_000);
            Lease current = yours.acquire("d", "you", MINUTE).orElseThrow();
            assertThat(mine.put("c", taken("d", "a"), old)).isFalse();
            assertThat(mine.renew(old, MINUTE)).isFalse();
            mine.release(old);
            assertThat(yours.put("c", taken("d", "b"), current)).isTrue();
            assertThat(mine.measurements("c")).containsExactly(taken("d", "b"));
        }
    }

    @Test
    void aDeviceThatIsGivenBackMayBeTakenAtOnce() {
        try (MeasurementStore store = open()) {
            store.release(store.acquire("d", "me", MINUTE).orElseThrow());
            assertThat(store.acquire("d", "you", MINUTE)).isPresent();
        }
    }

    @Test
    void aLeaseIsForItsOwnDevice() {
        try (MeasurementStore store = open()) {
            Lease lease = store.acquire("d", "me", MINUTE).orElseThrow();
            assertThatThrownBy(() -> store.put("c", taken("other", "a"), lease))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("The lease is of device d, the measurement of other.");
        }
    }

    @Test
    void aFileThatIsNoStoreIsRefusedByName() throws IOException {
        Files.writeString(folder.resolve("lab.sqlite"), "not a database, but text that is long enough".repeat(100));
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("lab.sqlite");
    }

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws Exception {
        List<String> acknowledged = new ArrayList<>();
        for (int kill = 0; kill < 6; kill++) {
            Process writer = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            folder.resolve("lab.sqlite").toString(),
                            String.valueOf(kill))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
                for (int i = 0; i < 5 + 7 * kill; i++) {
                    acknowledged.add(lines.readLine());
                }
                // through its handle, which leaves the stream open
                assertThat(writer.toHandle().destroyForcibly()).isTrue();
                lines.lines().forEach(acknowledged::add); // what it still said before it died
            }
            writer.waitFor();
        }
        try (MeasurementStore store = open()) {
            List<String> kept =
                    store.measurements("c").stream().map(Measurement::network).toList();
            assertThat(kept).containsAll(acknowledged).doesNotHaveDuplicates();
            assertThat(kept.size()).isBetween(acknowledged.size(), acknowledged.size() + 6);
        }
    }

    /** Keeps measurements and prints the network of each when it is kept, until it is killed. */
    static final class Writer {
        public static void main(String[] arguments) {
            MeasurementStore store = MeasurementStore.open(Path.of(arguments[0]), InstantSource.system());
            Lease lease = store.acquire("d" + arguments[1], "writer", MINUTE).orElseThrow();
            for (int i = 0; ; i++) {
                String network = arguments[1] + "-" + i;
                if (store.put("c", taken(lease.device(), network), lease)) {
                    System.out.println(network);
                }
            }
        }
    }
}
