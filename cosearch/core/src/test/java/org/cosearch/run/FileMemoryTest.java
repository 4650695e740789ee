package org.cosearch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Scores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMemoryTest {

    private static final Outcome TRAINED =
            new Outcome.Scored(Scores.of(Figure.of(Metric.ACCURACY_PERCENT, 87.05, Origin.TRAINED)));

    @TempDir
    Path folder;

    @Test
    void whatWasStoredIsKnownInTheNextSession() throws IOException {
        try (FileMemory memory = open()) {
            memory.store("network", TRAINED);
        }
        try (FileMemory memory = open()) {
            assertThat(memory.lookup("network")).contains(TRAINED);
            assertThat(memory.lookup("another")).isEmpty();
        }
    }

    @Test
    void failuresAreTriedAgain() throws IOException {
        try (FileMemory memory = open()) {
            memory.store("network", new Outcome.Failed("The worker died."));
            assertThat(memory.lookup("network")).isEmpty();
            memory.store("network", TRAINED);
            assertThat(memory.lookup("network")).contains(TRAINED);
        }
    }

    private FileMemory open() throws IOException {
        return FileMemory.open(folder.resolve("networks.jsonl"));
    }
}
