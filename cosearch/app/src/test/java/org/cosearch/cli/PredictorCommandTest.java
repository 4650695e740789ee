package org.cosearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PredictorCommandTest {

    private static final List<String> OPERATIONS = List.of("conv", "pool", "skip");

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

    /** 81 networks of four layers on three devices that weigh the operations differently. */
    @BeforeEach
    void dataset() throws IOException {
        var random = new RandomStreams(2).stream(Purpose.DATA);
        List<String> architectures = new ArrayList<>(List.of("index,layer_0,layer_1,layer_2,layer_3"));
        List<String> latency = new ArrayList<>(List.of("index,cpu,gpu,board"));
        for (int index = 0; index < 81; index++) {
            StringBuilder row = new StringBuilder().append(index);
            double work = 2;
            double launches = 1;
            for (int layer = 0, rest = index; layer < 4; layer++, rest /= 3) {
                row.append(',').append(OPERATIONS.get(rest % 3));
                work += new double[] {4, 1, 0}[rest % 3] * (layer + 1);
                launches += new double[] {1, 1, 0}[rest % 3];
            }
            architectures.add(row.toString());
            double noise = 1 + 0.005 * random.nextGaussian();
            latency.add("%d,%s,%s,%s"
                    .formatted(index, work * noise, launches + work / 20 * noise, work / 4 + launches * noise));
        }
        Files.write(folder.resolve("architectures.csv"), architectures);
        Files.write(folder.resolve("latency.csv"), latency);
        Files.writeString(folder.resolve("splits.yaml"), """
                space: four-layers
                latency_unit: ms
                source_devices: [cpu, gpu]
                target_devices: [board]
                protocols:
                  full: {source_samples_per_device: 60, target_measurements: 10, test_pool: all}
                """);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void aBoardIsCalibratedFromTenMeasurements() throws IOException {
        assertThat(cosearch("predictor", "meta-train", "--dataset", folder.toString(), "--out", path("any.bundle")))
                .isZero();
        out.getBuffer().setLength(0);
        assertThat(cosearch(
                        "predictor",
                        "suggest",
                        "--bundle",
                        path("any.bundle"),
                        "--architectures",
                        path("architectures.csv"),
                        "-n",
                        "10"))
                .isZero();
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
    void aProtocolThatIsNoneIsRefused() {
        int code = cosearch(
                "predictor", "evaluate", "--dataset", folder.toString(), "--protocol", "half", "--method", "gp");
        assertThat(code).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("(half)").contains("help, full");
    }
}
