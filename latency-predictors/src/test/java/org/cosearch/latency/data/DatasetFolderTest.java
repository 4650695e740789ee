package org.cosearch.latency.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetFolderTest {

    @TempDir
    Path folder;

    private DatasetFolder written;

    @BeforeEach
    void write() throws IOException {
        written = SmallDataset.write(folder, 40);
    }

    private LatencyDataset read() {
        return written.read(Splits.read(written.splits()));
    }

    private void changeLine(String file, int line, String text) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve(file)));
        if (line <= lines.size()) {
            lines.set(line - 1, text);
        } else {
            lines.add(text);
        }
        Files.write(folder.resolve(file), lines);
    }

    @Test
    void whatIsWrittenIsReadBack() {
        LatencyDataset expected = SmallDataset.of(40);
        LatencyDataset dataset = read();
        assertThat(dataset.architectures()).isEqualTo(expected.architectures());
        assertThat(dataset.latencyMs("odd")).isEqualTo(expected.latencyMs("odd"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "0", "-3", "Infinity", "fast"})
    void aLatencyThatIsNoneIsNamedWithItsPlace(String cell) throws IOException {
        changeLine("latency.csv", 3, "1,1.5," + cell + ",2,2,2");
        assertThatThrownBy(this::read)
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("latency.csv:3")
                .hasMessageContaining("(" + cell + ")")
                .hasMessageContaining("\nMaybe");
    }

    @Test
    void aMissingCellIsRefused() throws IOException {
        changeLine("latency.csv", 5, "3,1.5,,2,2,2");
        assertThatThrownBy(this::read).hasMessageContaining("latency.csv:5").hasMessageContaining("missing");
    }

    @Test
    void aShortRowIsRefused() throws IOException {
        changeLine("latency.csv", 5, "3,1.5");
        assertThatThrownBy(this::read).hasMessageContaining("latency.csv:5: 2 cells where the header has 6");
    }

    @Test
    void aDuplicateRowIsRefused() throws IOException {
        changeLine("latency.csv", 5, "2,1,1,1,1,1");
        assertThatThrownBy(this::read).hasMessageContaining("latency.csv:5").hasMessageContaining("already on line 4");
    }

    @Test
    void anUnknownArchitectureIsRefused() throws IOException {
        changeLine("latency.csv", 42, "77,1,1,1,1,1");
        assertThatThrownBy(this::read).hasMessageContaining("latency.csv:42").hasMessageContaining("architecture (77)");
    }

    @Test
    void anotherUnitIsRefused() throws IOException {
        Files.writeString(written.splits(), SmallDataset.splits(40).replace("latency_unit: ms", "latency_unit: us"));
        assertThatThrownBy(this::read).hasMessageContaining("(us)").hasMessageContaining("Maybe convert");
    }

    @Test
    void aDeviceInBothRolesIsRefused() throws IOException {
        Files.writeString(written.splits(), SmallDataset.splits(40).replace("[new]", "[odd]"));
        assertThatThrownBy(this::read).hasMessageContaining("(odd)").hasMessageContaining("splits.yaml:4");
    }

    @Test
    void aKeyThatIsNotUnderstoodIsAWarning() throws IOException {
        Files.writeString(written.splits(), SmallDataset.splits(40) + "weather: sunny\n");
        assertThat(Splits.read(written.splits()).warnings())
                .singleElement()
                .asString()
                .contains("(weather)");
    }
}
