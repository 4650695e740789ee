package org.cosearch.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.cosearch.config.RunFile;
import org.cosearch.config.SpaceFile;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Origin;
import org.cosearch.latency.bundle.PredictorBundle;
import org.cosearch.latency.data.SourceMeasurements;
import org.cosearch.latency.data.TrainingSet;
import org.cosearch.latency.gp.GpMetaLearner;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.SpaceColumns;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.report.ReportedTrial;
import org.cosearch.report.RunReport;
import org.cosearch.run.Run;
import org.cosearch.yaml.YamlException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose latency comes from a predictor bundle, from the files to the report. */
class PredictedLatencyTest {

    private static final Path SPACE = Path.of(System.getProperty("cosearch.root"), "configs/spaces/mbconv-small.yaml");

    /** In milliseconds: about the median of the space. */
    private static final double LIMIT = 150;

    @TempDir
    static Path project;

    @TempDir
    Path folder;

    @BeforeAll
    static void bundles() throws IOException {
        SpaceFile space = SpaceFile.read(SPACE);
        DecisionSpace columns = SpaceColumns.of("mbconv-small", space.space());
        RandomGenerator random = new RandomStreams(5).stream(Purpose.DATA);
        List<Architecture> architectures = space.space().enumerate().toList().stream()
                .map(genome -> SpaceColumns.architecture(columns, genome))
                .toList();
        List<Architecture> drawn = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            drawn.add(architectures.get(random.nextInt(architectures.size())));
        }
        TrainingSet set = new TrainingSet(
                columns,
                List.of(
                        new SourceMeasurements("phone", measured(drawn, 1, 4, random)),
                        new SourceMeasurements("server", measured(drawn, 3, 1, random)),
                        new SourceMeasurements("board", measured(drawn, 2, 2, random))),
                drawn,
                List.of());
        PredictorBundle any = PredictorBundle.of(GpMetaLearner.train(set, random));
        Path configs = Files.createDirectories(project.resolve("configs/runs"));
        Files.createDirectories(project.resolve("configs/technologies"));
        Files.createDirectories(project.resolve("configs/spaces"));
        Files.copy(SPACE, project.resolve("configs/spaces/mbconv-small.yaml"));
        Files.copy(
                SPACE.resolveSibling("../technologies/cmos-45nm.yaml"),
                project.resolve("configs/technologies/cmos-45nm.yaml"));
        Path other = SPACE.resolveSibling("nasbench201.yaml");
        Files.copy(other, project.resolve("configs/spaces/nasbench201.yaml"));
        any.write(configs.resolve("any.bundle"));
        PredictorBundle calibrated = any.calibrated("new board", measured(drawn.subList(0, 20), 2, 3, random));
        calibrated.write(configs.resolve("board.bundle"));
        byte[] bytes = calibrated.bytes();
        Files.write(configs.resolve("cut.bundle"), Arrays.copyOf(bytes, bytes.length - 100));
    }

    /** Work and launches weigh differently on every device; 2 % noise. */
    private static List<LatencyMeasurement> measured(
            List<Architecture> architectures, double work, double launches, RandomGenerator random) {
        return architectures.stream()
                .map(architecture -> {
                    double sum = 5 * launches;
                    for (int column = 0; column < architecture.space().columns().size(); column++) {
                        double value = Double.parseDouble(architecture.label(column));
                        sum += work * 0.2 * value + launches * Math.log(value);
                    }
                    return new LatencyMeasurement(architecture, sum * (1 + 0.02 * random.nextGaussian()));
                })
                .toList();
    }

    private static Path run(String name, String latency, String space) throws IOException {
        Path file = project.resolve("configs/runs/" + name + ".yaml");
        Files.writeString(file, """
                name: %s
                seed: 7
                networks:
                  - name: classifier
                    space: %s
                    dataset: {name: fashion-mnist, training_images: 100, validation_images: 100}
                    accuracy: {by: training, epochs: 1}
                    latency: %s
                accelerator:
                  templates: [nvdla]
                  pes: {min: 32, max: 512, step: 32}
                  global_buffer_kib: [64, 128]
                  noc_words_per_cycle: {min: 8, max: 64, step: 8}
                  technology: cmos-45nm
                objectives: [minimize energy_mj, maximize parameters_m]
                specs: [latency_ms <= %s]
                search: {strategy: nsga2, population: 20}
                budget: {evaluations: 300, networks: 4}
                """.formatted(name, space, latency, LIMIT));
        return file;
    }

    private static Path run(String name, String latency) throws IOException {
        return run(name, latency, "mbconv-small");
    }

    private RunReport report(Path file) throws IOException {
        Session.Ended ended = Session.begin(file, folder::resolve, InstantSource.system())
                .execute(OptionalInt.of(2), SessionTest.NOBODY);
        assertThat(ended.end()).isEqualTo(Run.End.EVALUATIONS);
        return ended.report();
    }

    @Test
    void everyLatencyIsPredictedWithItsDeviation() throws IOException {
        RunReport report = report(run("expected", "{by: predictor, bundle: board.bundle}"));

        assertThat(report.front()).isNotEmpty();
        for (ReportedTrial trial : report.frontTrials()) {
            Figure latency = trial.scores().figure(Metric.LATENCY_MS).orElseThrow();
            assertThat(latency.origin()).isEqualTo(Origin.PREDICTED);
            assertThat(latency.sigma()).isBetween(0.001 * latency.value(), 0.5 * latency.value());
            assertThat(latency.value()).isLessThanOrEqualTo(LIMIT);
            assertThat(trial.scores().figure(Metric.ENERGY_MJ).orElseThrow().origin())
                    .isEqualTo(Origin.SIMULATED);
        }
        assertThat(Files.readString(folder.resolve("expected/front.csv"))).contains("predicted");
    }

    @Test
    void withAConfidenceTheUpperBoundHoldsTheLimit() throws IOException {
        RunReport report = report(run("sure", "{by: predictor, bundle: board.bundle, confidence: 0.9}"));

        assertThat(report.front()).isNotEmpty();
        for (ReportedTrial trial : report.frontTrials()) {
            Figure latency = trial.scores().figure(Metric.LATENCY_MS).orElseThrow();
            assertThat(latency.value() + 1.28 * latency.sigma()).isLessThanOrEqualTo(LIMIT);
        }
        assertThat(report.trials())
                .as("some expected latencies are within the limit and their bounds are not")
                .anySatisfy(trial -> {
                    Figure latency = trial.scores().figure(Metric.LATENCY_MS).orElseThrow();
                    assertThat(latency.value()).isLessThan(LIMIT);
                    assertThat(latency.value() + 1.29 * latency.sigma()).isGreaterThan(LIMIT);
                });
    }

    @Test
    void theFolderOfTheRunHoldsTheBundle() throws IOException {
        Session.Ended ended = Session.begin(
                        run("whole", "{by: predictor, bundle: board.bundle}"), folder::resolve, InstantSource.system())
                .execute(OptionalInt.of(1), SessionTest.NOBODY);
        Path moved = Files.move(ended.folder(), folder.resolve("elsewhere"));

        Session.Ended again = Session.reopen(moved, InstantSource.system()).report();

        assertThat(again.report().front()).isEqualTo(ended.report().front());
    }

    @Test
    void aPlanTellsWhatIsPredicted() throws Exception {
        assertThat(Plan.of(run("planned", "{by: predictor, bundle: board.bundle}"))
                        .lines())
                .contains(
                        "Simulated for every design: energy_mj, area_mm2, parameters_m, macs_m",
                        "Predicted for every design: latency of classifier on new board");
    }

    @Test
    void aBundleThatCannotBeUsedIsRefusedAtItsPlace() throws IOException {
        refuses(
                run("missing", "{by: predictor, bundle: none.bundle}"),
                "missing.yaml:8:38: networks[0].latency.bundle: there is no file (none.bundle).\nMaybe any.bundle.");
        refuses(
                run("cut", "{by: predictor, bundle: cut.bundle}"),
                "cut.yaml:8:38: networks[0].latency.bundle: the bundle (cut.bundle) is refused: "
                        + project.toRealPath().resolve("configs/runs/cut.bundle")
                        + ": the checksum does not match; the file is cut short or damaged.\nMaybe copy it again.");
        refuses(
                run("loose", "{by: predictor, bundle: any.bundle}"),
                "loose.yaml:8:38: networks[0].latency.bundle: the bundle (any.bundle) is refused: The bundle is not"
                        + " calibrated for a device.\nMaybe run cosearch predictor calibrate.");
        refuses(
                run("foreign", "{by: predictor, bundle: board.bundle}", "nasbench201"),
                "foreign.yaml:8:38: networks[0].latency.bundle: the bundle (board.bundle) is refused: Decision (op_1_0)"
                        + " is not a column of (mbconv-small).\nMaybe one of [stem, stage1.width, stage1.kernel,"
                        + " stage1.expansion, stage1.depth, stage2.width, stage2.kernel, stage2.expansion,"
                        + " stage2.depth, stage3.width, stage3.kernel, stage3.expansion, stage3.depth, head].");
        refuses(
                run("doubtful", "{by: predictor, bundle: board.bundle, confidence: 0.2}"),
                "doubtful.yaml:8:64: networks[0].latency.confidence: the number (0.2) is below 0.5.");
    }

    private static void refuses(Path file, String message) {
        assertThatThrownBy(() -> RunFile.read(file))
                .isInstanceOf(YamlException.class)
                .extracting(refused -> String.valueOf(refused.getMessage())
                        .replace(file.toString(), String.valueOf(file.getFileName())))
                .isEqualTo(message);
    }
}
