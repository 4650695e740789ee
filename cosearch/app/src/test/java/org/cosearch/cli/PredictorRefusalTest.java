package org.cosearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the predictor commands say about bad data, whole messages; {@code @} stands for the folder. */
class PredictorRefusalTest {

    @TempDir
    static Path sound;

    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    private int cosearch(String... arguments) {
        CommandLine commandLine = CoSearch.commandLine();
        commandLine.setOut(new PrintWriter(new StringWriter()));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    @BeforeAll
    static void bundle() throws IOException {
        FourLayers.write(sound);
        assertThat(new PredictorRefusalTest()
                        .cosearch(
                                "predictor", "meta-train", "--dataset", sound.toString(), "--out", sound("any.bundle")))
                .isZero();
    }

    private static String sound(String name) {
        return sound.resolve(name).toString();
    }

    private String said() {
        return err.toString().strip().replace(folder.toString(), "@").replace(sound.toString(), "@");
    }

    /** Changes a line of a file of the data set, by its number from 1; none is appended after the last. */
    private void change(String file, int line, String text) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve(file)));
        if (line > lines.size()) {
            lines.add(text);
        } else {
            lines.set(line - 1, text);
        }
        Files.write(folder.resolve(file), lines);
    }

    private void refusesDataset(String message) {
        assertThat(cosearch(
                        "predictor",
                        "meta-train",
                        "--dataset",
                        folder.toString(),
                        "--out",
                        folder.resolve("out.bundle").toString()))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(said()).isEqualTo("cosearch: " + message);
        assertThat(folder.resolve("out.bundle")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"NaN", "0", "-3.5", "Infinity", "fast"})
    void aLatencyOfASourceThatIsNoneIsRefused(String cell) throws IOException {
        FourLayers.write(folder);
        change("latency.csv", 4, "2,1.5," + cell + ",2.5");
        refusesDataset("@/latency.csv:4: the latency in column (gpu) is (" + cell
                + "), not a number of milliseconds above 0.\nMaybe leave the row out until it is measured.");
    }

    @Test
    void aMissingCellIsRefused() throws IOException {
        FourLayers.write(folder);
        change("latency.csv", 4, "2,1.5,,2.5");
        refusesDataset("@/latency.csv:4: the cell of column (gpu) is missing.\n"
                + "Maybe leave the whole row out until it is measured.");
    }

    @Test
    void aRowTooShortIsRefused() throws IOException {
        FourLayers.write(folder);
        change("latency.csv", 4, "2,1.5,2.5");
        refusesDataset("@/latency.csv:4: 3 cells where the header has 4.");
    }

    @Test
    void aRowTwiceIsRefused() throws IOException {
        FourLayers.write(folder);
        change("latency.csv", 99, "7,1.5,2.5,3.5");
        refusesDataset("@/latency.csv:83: index (7) is already on line 9.\nMaybe a campaign was appended twice.");
    }

    @Test
    void aLatencyOfNoArchitectureIsRefused() throws IOException {
        FourLayers.write(folder);
        change("latency.csv", 99, "700,1.5,2.5,3.5");
        refusesDataset("@/latency.csv:83: architecture (700) is not in @/architectures.csv.");
    }

    @Test
    void anArchitectureWithoutLatencyIsRefused() throws IOException {
        FourLayers.write(folder);
        change("architectures.csv", 99, "700,conv,conv,conv,conv");
        refusesDataset("@/latency.csv: architecture (700) has no row.");
    }

    @Test
    void aDeviceThatWasNotMeasuredIsRefused() throws IOException {
        FourLayers.write(folder);
        change("splits.yaml", 3, "source_devices: [cpu, npu]");
        refusesDataset("There is no device (npu) in the data set.\nMaybe one of [board, cpu, gpu].");
    }

    @Test
    void anotherUnitOfTheTableIsRefused() throws IOException {
        FourLayers.write(folder);
        change("splits.yaml", 2, "latency_unit: us");
        refusesDataset("@/splits.yaml:2:15: latency_unit: latency_unit (us) is not ms.\n"
                + "Maybe convert latency.csv to milliseconds.");
    }

    @Test
    void aSourceThatIsAlwaysAsFastIsRefused() throws IOException {
        FourLayers.write(folder);
        for (int index = 0; index < 81; index++) {
            change("latency.csv", index + 2, index + ",5.0," + (index + 1) + ",3.5");
        }
        refusesDataset(
                "Source device (cpu) has the latency 5.0 ms for all 81 architectures; nothing can be learned from"
                        + " it.\nMaybe its timer is too coarse; leave it out of source_devices.");
    }

    private int calibrate(String bundle, String architectures, List<String> rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of("index,latency_ms"));
        lines.addAll(rows);
        Files.write(folder.resolve("board.csv"), lines);
        return cosearch(
                "predictor",
                "calibrate",
                "--bundle",
                bundle,
                "--architectures",
                architectures,
                "--measurements",
                folder.resolve("board.csv").toString(),
                "--device",
                "board",
                "--out",
                folder.resolve("board.bundle").toString());
    }

    private void refusesMeasurements(String message, String... rows) throws IOException {
        assertThat(calibrate(sound("any.bundle"), sound("architectures.csv"), List.of(rows)))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(said()).isEqualTo("cosearch: " + message);
        assertThat(folder.resolve("board.bundle")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"NaN", "0", "-3.5", "Infinity", "fast"})
    void aMeasurementThatIsNoLatencyIsRefused(String cell) throws IOException {
        refusesMeasurements(
                "@/board.csv:3: the latency in column (latency_ms) is (" + cell
                        + "), not a number of milliseconds above 0.\nMaybe leave the row out until it is measured.",
                "1,3.5",
                "2," + cell);
    }

    @Test
    void measurementsThatAreAllEqualAreRefused() throws IOException {
        refusesMeasurements(
                "All 3 measurements are 4.0 ms; nothing can be learned from them.\n"
                        + "Maybe the timer is too coarse, or one value was stored for every network.",
                "1,4.0",
                "2,4.0",
                "30,4.0");
    }

    @Test
    void oneMeasurementIsTooFew() throws IOException {
        refusesMeasurements("1 measurements are too few to calibrate; at least 2 are needed.", "1,4.0");
    }

    @Test
    void aMeasurementOfNoArchitectureIsRefused() throws IOException {
        refusesMeasurements("@/board.csv:3: there is no architecture with index (900).", "1,4.0", "900,5.0");
    }

    @Test
    void aMeasurementTwiceIsRefused() throws IOException {
        refusesMeasurements(
                "@/board.csv:3: index (1) is already on line 2.\nMaybe a campaign was appended twice.",
                "1,4.0",
                "1,5.0");
    }

    @Test
    void anotherUnitAndFewMeasurementsAreWarnings() throws IOException {
        List<String> table = Files.readAllLines(sound.resolve("latency.csv"));
        List<String> rows = new ArrayList<>();
        for (int index : new int[] {0, 5, 40, 60, 80}) {
            rows.add(index + "," + Double.parseDouble(table.get(index + 1).split(",")[3]) * 1e-3);
        }
        assertThat(calibrate(sound("any.bundle"), sound("architectures.csv"), rows))
                .isZero();
        assertThat(said().lines().toList().get(0))
                .isEqualTo("cosearch: 5 measurements are few; about 20 are needed to rank networks well.");
        assertThat(said().lines().toList().get(1))
                .startsWith("cosearch: The median measurement is 0.00")
                .endsWith(" ms. Maybe the measurements are in another unit.");
    }

    @Test
    void oneMeasurementInAnotherUnitIsAWarning() throws IOException {
        List<String> table = Files.readAllLines(sound.resolve("latency.csv"));
        List<String> rows = new ArrayList<>();
        for (int index = 0; index < 20; index++) {
            rows.add(4 * index + "," + table.get(4 * index + 1).split(",")[3]);
        }
        rows.add("1,9000");
        assertThat(calibrate(sound("any.bundle"), sound("architectures.csv"), rows))
                .isZero();
        assertThat(said())
                .startsWith("cosearch: The measurement 9000.0 ms is far from the median ")
                .endsWith(" ms. Maybe its unit is another.")
                .hasLineCount(1);
    }

    @Test
    void architecturesOfAnotherSpaceAreRefused() throws IOException {
        Files.writeString(folder.resolve("other.csv"), "index,kernel\n1,3\n");
        assertThat(calibrate(sound("any.bundle"), folder.resolve("other.csv").toString(), List.of("1,4.0")))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(said())
                .isEqualTo("cosearch: @/other.csv:1: column (layer_0) of space (four-layers) is missing.\n"
                        + "Maybe the table or the bundle is of another space.");
    }

    @Test
    void anUnknownOptionIsRefused() throws IOException {
        Files.writeString(
                folder.resolve("other.csv"), "index,layer_0,layer_1,layer_2,layer_3\n1,conv,conv,dense,conv\n");
        assertThat(calibrate(sound("any.bundle"), folder.resolve("other.csv").toString(), List.of("1,4.0")))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(said())
                .isEqualTo("cosearch: @/other.csv:2: Column (layer_2) has no option (dense).\n"
                        + "Maybe one of [conv, pool, skip].");
    }

    @Test
    void aBundleCutShortIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(sound.resolve("any.bundle"));
        Path cut = folder.resolve("cut.bundle");
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(calibrate(cut.toString(), sound("architectures.csv"), List.of("1,4.0")))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(said())
                .isEqualTo("cosearch: @/cut.bundle: the checksum does not match; the file is cut short or damaged.\n"
                        + "Maybe copy it again.");
    }

    @Test
    void aFileThatIsNoBundleIsRefused() throws IOException {
        assertThat(calibrate(sound("architectures.csv"), sound("architectures.csv"), List.of("1,4.0")))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(said()).isEqualTo("cosearch: @/architectures.csv: the file is not a predictor bundle.");
    }
}
