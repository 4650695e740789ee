package org.cosearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PredictorCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int cosearch(String... arguments) {
        CommandLine commandLine = CoSearch.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    @BeforeEach
    void dataset() throws IOException {
        FourLayers.write(folder);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private int suggest(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "predictor", "suggest", "--bundle", path("any.bundle"), "--architectures", path("architectures.csv")));
        arguments.addAll(List.of(more));
        return cosearch(arguments.toArray(String[]::new));
    }

    @Test
    void aBoardIsCalibratedFromTenMeasurements() throws IOException {
        assertThat(cosearch("predictor", "meta-train", "--dataset", folder.toString(), "--out", path("any.bundle")))
                .isZero();
        out.getBuffer().setLength(0);
        assertThat(suggest("-n", "10")).as(err.toString()).isZero();
        List<String> indices = out.toString().lines().toList();
        assertThat(indices).hasSize(10).doesNotHaveDuplicates();
        List<String> measured = new ArrayList<>(List.of("index,latency_ms"));
        List<String> table = Files.readAllLines(folder.resolve("latency.csv"));
        indices.forEach(index -> measured.add(
                index + "," + table.get(1 + Integer.parseInt(index)).split(",")[3]));
        Files.write(folder.resolve("board.csv"), measured);
        assertThat(cosearch(
                        "predictor",
                        "calibrate",
                        "--bundle",
                        path("any.bundle"),
                        "--architectures",
                        path("architectures.csv"),
                        "--measurements",
                        path("board.csv"),
                        "--device",
                        "board",
                        "--out",
                        path("board.bundle")))
                .as(err.toString())
                .isZero();
        assertThat(cosearch(
                        "predictor",
                        "predict",
                        "--bundle",
                        path("board.bundle"),
                        "--architectures",
                        path("architectures.csv"),
                        "--out",
                        path("predicted.csv")))
                .isZero();
        List<String> predicted = Files.readAllLines(folder.resolve("predicted.csv"));
        assertThat(predicted).hasSize(82).first().isEqualTo("index,latency_ms,low_ms,high_ms");
        for (int row = 1; row < 82; row++) {
            double truth = Double.parseDouble(table.get(row).split(",")[3]);
            double said = Double.parseDouble(predicted.get(row).split(",")[1]);
            assertThat(Math.abs(said / truth - 1)).isLessThan(0.3);
        }
    }

    @Test
    void whatWasMeasuredIsNotSuggestedAgain() throws IOException {
        assertThat(cosearch("predictor", "meta-train", "--dataset", folder.toString(), "--out", path("any.bundle")))
                .isZero();
        List<String> measured = new ArrayList<>(List.of("index,latency_ms"));
        List<String> table = Files.readAllLines(folder.resolve("latency.csv"));
        for (int index = 0; index < 72; index += 6) {
            measured.add(index + "," + table.get(1 + index).split(",")[3]);
        }
        Files.write(folder.resolve("board.csv"), measured);
        out.getBuffer().setLength(0);
        assertThat(suggest("--measured", path("board.csv"), "-n", "5"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString().lines().map(Integer::parseInt))
                .hasSize(5)
                .doesNotHaveDuplicates()
                .allMatch(index -> index >= 72 || index % 6 != 0);
    }

    @Test
    void columnsMayBeThoseOfASpaceFile() throws IOException {
        Files.writeString(folder.resolve("space.yaml"), """
                family: nasbench201
                space:
                  product:
                    op_1_0: [none, skip_connect, nor_conv_1x1, nor_conv_3x3, avg_pool_3x3]
                    op_2_0: [none, skip_connect, nor_conv_1x1, nor_conv_3x3, avg_pool_3x3]
                    op_2_1: [none, skip_connect, nor_conv_1x1, nor_conv_3x3, avg_pool_3x3]
                    op_3_0: [none, skip_connect, nor_conv_1x1, nor_conv_3x3, avg_pool_3x3]
                    op_3_1: [none, skip_connect, nor_conv_1x1, nor_conv_3x3, avg_pool_3x3]
                    op_3_2: [none, skip_connect, nor_conv_1x1, nor_conv_3x3, avg_pool_3x3]
                """);
        int code = cosearch(
                "predictor",
                "meta-train",
                "--dataset",
                folder.toString(),
                "--space",
                path("space.yaml"),
                "--out",
                path("any.bundle"));
        assertThat(code).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString())
                .isEqualTo("cosearch: " + path("architectures.csv")
                        + ":1: column (op_1_0) of space (four-layers) is missing.\n"
                        + "Maybe the table or the bundle is of another space.\n");
    }

    @Test
    void evaluateWritesARecordPerMethodDeviceAndSeed() throws IOException {
        int code = cosearch(
                "predictor",
                "evaluate",
                "--dataset",
                folder.toString(),
                "--protocol",
                "full",
                "--method",
                "gp,nearest-device",
                "--budget",
                "10",
                "--seeds",
                "2",
                "--sampler",
                "active",
                "--json",
                path("out.json"));
        assertThat(code).as(err.toString()).isZero();
        assertThat(Files.readString(folder.resolve("out.json")))
                .contains("\"results\"")
                .contains("\"coverage_90\"");
        assertThat(out.toString()).contains("spearman").contains("nearest-device");
    }

    @Test
    void aLearnerThatNoBundleHoldsIsRefused() {
        int code = cosearch(
                "predictor",
                "meta-train",
                "--dataset",
                folder.toString(),
                "--method",
                "nearest-device",
                "--out",
                path("any.bundle"));
        assertThat(code).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("(nearest-device)").contains("Maybe use gp");
        assertThat(folder.resolve("any.bundle")).doesNotExist();
    }

    @Test
    void aProtocolThatIsNoneIsRefused() {
        int code = cosearch(
                "predictor", "evaluate", "--dataset", folder.toString(), "--protocol", "half", "--method", "gp");
        assertThat(code).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("(half)").contains("help, full");
    }
}
