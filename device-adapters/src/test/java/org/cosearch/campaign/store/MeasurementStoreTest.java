package org.cosearch.campaign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.cosearch.device.Measurement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementStoreTest extends MeasurementStoreContract {

    @TempDir
    private Path folder;

    private final AtomicLong now = new AtomicLong(1_000_000);

    @Override
    MeasurementStore open() {
        return MeasurementStore.open(folder.resolve("lab.sqlite"), () -> Instant.ofEpochMilli(now.get()));
    }

    @Override
    void pass(long millis) {
        now.addAndGet(millis);
    }

    @Test
    void aFileThatIsNoStoreIsRefusedByName() throws IOException {
        Files.writeString(folder.resolve("lab.sqlite"), "not a database, but text that is long enough".repeat(100));
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("lab.sqlite");
    }

    @Test
    @Tag("slow")
    void sixteenProcessesMeasureEverythingOnce() throws Exception {
        List<String> told = SharedCampaign.measureBySixteen(
                List.of(folder.resolve("shared.sqlite").toString()));
        assertThat(told).doesNotHaveDuplicates();
        try (MeasurementStore store =
                MeasurementStore.open(folder.resolve("shared.sqlite"), () -> Instant.ofEpochMilli(now.get()))) {
            assertThat(store.measurements(SharedCampaign.NAME))
                    .hasSize(SharedCampaign.DEVICES * SharedCampaign.NETWORKS)
                    .extracting(one -> one.device() + " " + one.network())
                    .containsAll(told);
        }
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
