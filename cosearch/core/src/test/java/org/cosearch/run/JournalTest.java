package org.cosearch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Trial;
import org.cosearch.laws.Laws;
import org.cosearch.space.Space;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final Space SPACE = Space.product(Space.field("width", Space.reals(0, 1)));

    @TempDir
    Path folder;

    Path file;

    @BeforeEach
    void file() {
        file = folder.resolve("journal.jsonl");
    }

    @Test
    void everyKindOfOutcomeReadsBackBitForBit() throws IOException {
        Laws.forAll(
                50,
                random -> List.<Outcome>of(
                        new Outcome.Scored(Scores.of(
                                new Figure(Metric.LATENCY_MS, random.nextDouble() * 1e-9, Origin.PREDICTED, 0.1),
                                Figure.of(Metric.ACCURACY_PERCENT, random.nextDouble(), Origin.TRAINED))),
                        new Outcome.Rejected(
                                Scores.of(Figure.of(Metric.AREA_MM2, random.nextGaussian(), Origin.SIMULATED)),
                                "area_mm2 <= 1.0"),
                        new Outcome.Failed("It \"crashed\"\nbadly: \u00e9")),
                (outcomes, random) -> {
                    Files.deleteIfExists(file);
                    List<Trial> trials = new ArrayList<>();
                    for (Outcome outcome : outcomes) {
                        trials.add(new Trial(trials.size(), SPACE.sampleDecisions(random), outcome));
                    }
                    write(trials);
                    assertThat(Journal.read(file, "hash", SPACE)).isEqualTo(trials);
                });
    }

    @Test
    void everyFlippedBitIsNoticed() throws IOException {
        write(trials(3));
        byte[] whole = Files.readAllBytes(file);

        for (int at = 0; at < whole.length - 1; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (1 << (at % 8));
            Files.write(file, damaged);
            assertThatThrownBy(() -> Journal.read(file, "hash", SPACE))
                    .as("bit flip at byte %d", at)
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessageContaining(file + ":")
                    .hasMessageContaining("Maybe");
        }
    }

    @Test
    void aTornLastLineIsDropped() throws IOException {
        write(trials(3));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));

        assertThat(Journal.read(file, "hash", SPACE)).isEqualTo(trials(2));
    }

    @Test
    void aJournalOfAnotherConfigurationIsRefused() throws IOException {
        write(trials(1));

        assertThatThrownBy(() -> Journal.open(file, "other", SPACE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another configuration");
    }

    @Test
    void twoProcessesCannotWriteOneJournal() throws IOException {
        try (Journal first = Journal.open(file, "hash", SPACE)) {
            assertThat(first.recorded()).isEmpty();
            assertThatThrownBy(() -> Journal.open(file, "hash", SPACE))
                    .isInstanceOfAny(IOException.class, java.nio.channels.OverlappingFileLockException.class);
        }
    }

    @Test
    void idsThatDoNotFollowAreRefused() throws IOException {
        try (Journal journal = Journal.open(file, "hash", SPACE)) {
            assertThatThrownBy(() -> journal.append(trials(3).subList(1, 2)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Trial 1");
        }
    }

    private void write(List<Trial> trials) throws IOException {
        try (Journal journal = Journal.open(file, "hash", SPACE)) {
            journal.append(trials);
        }
    }

    private static List<Trial> trials(int count) {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            trials.add(new Trial(
                    i,
                    org.cosearch.space.Genome.fromJson(SPACE, "{\"width\":0.%d}".formatted(i + 1)),
                    new Outcome.Scored(Scores.of(Figure.of(Metric.LATENCY_MS, i, Origin.SIMULATED)))));
        }
        return trials;
    }
}
