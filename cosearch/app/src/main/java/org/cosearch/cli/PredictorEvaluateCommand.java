package org.cosearch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cosearch.latency.evaluate.Evaluation;
import org.cosearch.latency.evaluate.EvaluationOptions;
import org.cosearch.latency.evaluate.EvaluationReport;
import org.cosearch.latency.evaluate.ProtocolName;
import org.cosearch.latency.evaluate.SamplerName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares latency methods on devices whose latencies are all known. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Compare methods on the target devices of a data set, which play the role of new ones.")
final class PredictorEvaluateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Mixin
    private final DatasetOptions data = new DatasetOptions();

    @Option(names = "--protocol", required = true, paramLabel = "NAME", description = "help or full.")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private String protocol;

    @Option(
            names = "--method",
            required = true,
            paramLabel = "NAME",
            split = ",",
            description = "One or more, with commas between.")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private List<String> methods;

    @Option(
            names = "--budget",
            paramLabel = "COUNT",
            defaultValue = "20",
            description = "Measurements of each target, references included. Default: ${DEFAULT-VALUE}")
    private int budget;

    @Option(
            names = "--seeds",
            paramLabel = "COUNT",
            defaultValue = "3",
            description = "Runs, from seed 1. Default: ${DEFAULT-VALUE}")
    private int seeds;

    @Option(
            names = "--sampler",
            paramLabel = "NAME",
            defaultValue = "active",
            description = "active, random or sequential. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private String sampler;

    @Option(names = "--json", paramLabel = "FILE", description = "Write every result as JSON.")
    private Optional<Path> json = Optional.empty();

    @Override
    public Integer call() throws IOException {
        EvaluationOptions options = new EvaluationOptions(
                data.folder,
                data.splits,
                named(ProtocolName.class, "--protocol", protocol),
                methods,
                budget,
                seeds,
                named(SamplerName.class, "--sampler", sampler));
        Evaluation evaluation = Evaluation.of(options, data.columns(), System::nanoTime);
        evaluation.warnings().forEach(sentence -> Terminal.warn(spec, sentence));
        EvaluationReport report = new EvaluationReport(evaluation.run(record -> {}));
        if (json.isPresent()) {
            report.write(json.get());
        }
        spec.commandLine().getOut().print(report.table());
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
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
