package org.cosearch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cosearch.latency.bundle.PredictorBundle;
import org.cosearch.latency.data.LabTables;
import org.cosearch.latency.evaluate.Evaluation;
import org.cosearch.latency.evaluate.EvaluationOptions;
import org.cosearch.latency.evaluate.EvaluationReport;
import org.cosearch.latency.evaluate.MetaTraining;
import org.cosearch.latency.evaluate.ProtocolName;
import org.cosearch.latency.evaluate.SamplerName;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.LatencyPredictor;
import org.cosearch.predict.Prediction;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains, calibrates, uses and compares latency predictors. */
@Command(
        name = "predictor",
        mixinStandardHelpOptions = true,
        description = "Predict the latency of networks on a device from about 20 measurements.")
final class PredictorCommand implements Runnable {

    private static final double HALF_90 = 1.6449;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "A command is missing: meta-train, suggest, calibrate, predict or evaluate.");
    }

    @Command(
            name = "meta-train",
            mixinStandardHelpOptions = true,
            description = "Learn from the source devices of a data set and write a predictor bundle.")
    int metaTrain(
            @Option(names = "--dataset", required = true, paramLabel = "DIR", description = "Folder of the data set.")
                    Path dataset,
            @Option(names = "--splits", paramLabel = "FILE", description = "Other than splits.yaml of the folder.")
                    Optional<Path> splits,
            @Option(
                            names = "--method",
                            paramLabel = "NAME",
                            defaultValue = "gp",
                            description = "gp, help, maml, meta-sgd or nasflat. Default: ${DEFAULT-VALUE}")
                    String method,
            @Option(
                            names = "--samples",
                            paramLabel = "COUNT",
                            defaultValue = "1000",
                            description = "Measurements of each source that are used. Default: ${DEFAULT-VALUE}")
                    int samples,
            @Option(
                            names = "--seed",
                            paramLabel = "SEED",
                            defaultValue = "1",
                            description = "Default: ${DEFAULT-VALUE}")
                    long seed,
            @Option(names = "--out", required = true, paramLabel = "BUNDLE", description = "The bundle to write.")
                    Path out)
            throws IOException {
        MetaTraining training = MetaTraining.of(dataset, splits, samples);
        training.warnings().forEach(this::warn);
        PredictorBundle.of(training.train(method, new RandomStreams(seed))).write(out);
        spec.commandLine().getOut().printf("learned from %d source devices: %s%n", training.devices(), out);
        return ExitCode.OK;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Print the indices of the architectures to measure next, most telling first.")
    int suggest(
            @Option(names = "--bundle", required = true, paramLabel = "BUNDLE", description = "From meta-train.")
                    Path bundle,
            @Option(
                            names = "--architectures",
                            required = true,
                            paramLabel = "CSV",
                            description = "What to choose among: index and the columns of the space.")
                    Path architectures,
            @Option(
                            names = "--measured",
                            paramLabel = "CSV",
                            description = "What is measured already: its column index is read.")
                    Optional<Path> measured,
            @Option(
                            names = {"-n", "--count"},
                            paramLabel = "COUNT",
                            defaultValue = "20",
                            description = "How many. Default: ${DEFAULT-VALUE}")
                    int count,
            @Option(
                            names = "--seed",
                            paramLabel = "SEED",
                            defaultValue = "1",
                            description = "Default: ${DEFAULT-VALUE}")
                    long seed)
            throws IOException {
        PredictorBundle read = PredictorBundle.read(bundle);
        Map<Integer, Architecture> all =
                LabTables.architectures(architectures, read.learner().space());
        Map<Architecture, Integer> indices = new HashMap<>();
        all.forEach((index, architecture) -> indices.putIfAbsent(architecture, index));
        List<Architecture> known = new ArrayList<>();
        for (int index : measured.map(LabTables::indices).orElse(List.of())) {
            Architecture architecture = all.get(index);
            if (architecture == null) {
                throw new IllegalArgumentException(
                        "The measured architecture (%d) is not in %s.".formatted(index, architectures));
            }
            known.add(architecture);
        }
        PrintWriter out = spec.commandLine().getOut();
        read.learner()
                .suggest(List.copyOf(all.values()), known, count, new RandomStreams(seed).stream(Purpose.MEASUREMENT))
                .forEach(architecture -> out.println(indices.get(architecture)));
        return ExitCode.OK;
    }

    @Command(mixinStandardHelpOptions = true, description = "Adapt a bundle to a device from its measurements.")
    int calibrate(
            @Option(names = "--bundle", required = true, paramLabel = "BUNDLE", description = "From meta-train.")
                    Path bundle,
            @Option(
                            names = "--architectures",
                            required = true,
                            paramLabel = "CSV",
                            description = "Index and the columns of the space.")
                    Path architectures,
            @Option(
                            names = "--measurements",
                            required = true,
                            paramLabel = "CSV",
                            description = "Columns index and latency_ms.")
                    Path measurements,
            @Option(
                            names = "--device",
                            required = true,
                            paramLabel = "NAME",
                            description = "What the device is called.")
                    String device,
            @Option(names = "--out", required = true, paramLabel = "BUNDLE", description = "The bundle to write.")
                    Path out)
            throws IOException {
        PredictorBundle read = PredictorBundle.read(bundle);
        List<LatencyMeasurement> support = LabTables.measurements(
                measurements,
                LabTables.architectures(architectures, read.learner().space()));
        PredictorBundle calibrated = read.calibrated(device, support);
        calibrated.predictor(new RandomStreams(1).stream(Purpose.PREDICTION));
        read.learner().warnings(support).forEach(this::warn);
        calibrated.write(out);
        spec.commandLine().getOut().printf("calibrated for %s with %d measurements: %s%n", device, support.size(), out);
        return ExitCode.OK;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Print the predicted latency of architectures with its 90 %% interval, as CSV.")
    int predict(
            @Option(names = "--bundle", required = true, paramLabel = "BUNDLE", description = "From calibrate.")
                    Path bundle,
            @Option(
                            names = "--architectures",
                            required = true,
                            paramLabel = "CSV",
                            description = "Index and the columns of the space.")
                    Path architectures,
            @Option(names = "--out", paramLabel = "CSV", description = "A file instead of the terminal.")
                    Optional<Path> out)
            throws IOException {
        PredictorBundle read = PredictorBundle.read(bundle);
        LatencyPredictor predictor = read.predictor(new RandomStreams(1).stream(Purpose.PREDICTION));
        List<String> lines = new ArrayList<>(List.of("index,latency_ms,low_ms,high_ms"));
        LabTables.architectures(architectures, read.learner().space()).forEach((index, architecture) -> {
            Prediction prediction = predictor.predict(architecture);
            lines.add(String.format(
                    Locale.ROOT,
                    "%d,%.6g,%.6g,%.6g",
                    index,
                    prediction.medianMs(),
                    prediction.boundMs(-HALF_90),
                    prediction.boundMs(HALF_90)));
        });
        if (out.isPresent()) {
            Files.write(out.get(), lines);
        } else {
            lines.forEach(spec.commandLine().getOut()::println);
        }
        return ExitCode.OK;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Compare methods on the target devices of a data set, which play the role of new ones.")
    int evaluate(
            @Option(names = "--dataset", required = true, paramLabel = "DIR", description = "Folder of the data set.")
                    Path dataset,
            @Option(names = "--splits", paramLabel = "FILE", description = "Other than splits.yaml of the folder.")
                    Optional<Path> splits,
            @Option(names = "--protocol", required = true, paramLabel = "NAME", description = "help or full.")
                    String protocol,
            @Option(
                            names = "--method",
                            required = true,
                            paramLabel = "NAME",
                            split = ",",
                            description = "One or more, with commas between.")
                    List<String> methods,
            @Option(
                            names = "--budget",
                            paramLabel = "COUNT",
                            defaultValue = "20",
                            description = "Measurements of each target, references included. Default: ${DEFAULT-VALUE}")
                    int budget,
            @Option(
                            names = "--seeds",
                            paramLabel = "COUNT",
                            defaultValue = "3",
                            description = "Runs, from seed 1. Default: ${DEFAULT-VALUE}")
                    int seeds,
            @Option(
                            names = "--sampler",
                            paramLabel = "NAME",
                            defaultValue = "active",
                            description = "active or random. Default: ${DEFAULT-VALUE}")
                    String sampler,
            @Option(names = "--json", paramLabel = "FILE", description = "Write every result as JSON.")
                    Optional<Path> json)
            throws IOException {
        EvaluationOptions options = new EvaluationOptions(
                dataset,
                splits,
                named(ProtocolName.class, "--protocol", protocol),
                methods,
                budget,
                seeds,
                named(SamplerName.class, "--sampler", sampler));
        Evaluation evaluation = Evaluation.of(options, System::nanoTime);
        evaluation.warnings().forEach(this::warn);
        EvaluationReport report = new EvaluationReport(evaluation.run(record -> {}));
        if (json.isPresent()) {
            report.write(json.get());
        }
        spec.commandLine().getOut().print(report.table());
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private void warn(String sentence) {
        spec.commandLine().getErr().println("cosearch: " + sentence);
    }

    private <E extends Enum<E>> E named(Class<E> type, String option, String value) {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT);
            if (name.equals(value)) {
                return constant;
            }
            names.add(name);
        }
        throw new ParameterException(
                spec.commandLine(), "%s (%s) is none of %s.".formatted(option, value, String.join(", ", names)));
    }
}
