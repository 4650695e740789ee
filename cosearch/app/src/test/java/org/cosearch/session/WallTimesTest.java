package org.cosearch.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicLong;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WallTimesTest {

    private static final Trial TRIAL =
            new Trial(0, Genome.fromJson(Space.integers(0, 9), "{\".\":3}"), new Outcome.Failed("any"));

    private final AtomicLong millis = new AtomicLong();
    private final InstantSource clock = () -> Instant.ofEpochMilli(millis.get());

    @TempDir
    Path folder;

    @Test
    void pausesBetweenSessionsDoNotCount() throws IOException {
        Path file = folder.resolve("times.csv");
        WallTimes first = WallTimes.open(file, clock);
        millis.addAndGet(1500);
        first.told(Collections.nCopies(3, TRIAL), 0);

        millis.addAndGet(1_000_000);
        WallTimes second = WallTimes.open(file, clock);
        assertThat(second.before()).isEqualTo(Duration.ofMillis(1500));
        second.told(Collections.nCopies(3, TRIAL), 3);
        millis.addAndGet(500);
        second.told(Collections.nCopies(2, TRIAL), 0);

        assertThat(WallTimes.read(file)).containsExactly(new WallTimes.Mark(3, 1.5), new WallTimes.Mark(5, 2.0));
    }

    @Test
    void aTornLineIsLeftOut() throws IOException {
        Path file = folder.resolve("times.csv");
        WallTimes.open(file, clock).told(Collections.nCopies(3, TRIAL), 0);
        Files.writeString(file, "7,1.", StandardOpenOption.APPEND);

        assertThat(WallTimes.read(file)).containsExactly(new WallTimes.Mark(3, 0));
        WallTimes.open(file, clock);
        assertThat(file).content().isEqualTo("evaluations,wall_seconds\n3,0.000\n");
    }
}
