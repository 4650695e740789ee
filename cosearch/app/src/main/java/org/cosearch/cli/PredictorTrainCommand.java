package org.cosearch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cosearch.latency.bundle.PredictorBundle;
import org.cosearch.latency.evaluate.MetaTraining;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Learns from source devices what a predictor knows before it meets a new one. */
@Command(
        name = "meta-train",
        mixinStandardHelpOptions = true,
        description = "Learn from the source devices of a data set and write a predictor bundle.")
final class PredictorTrainCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Mixin
    private final DatasetOptions data = new DatasetOptions();

    @Option(
            names = "--method",
            paramLabel = "NAME",
            defaultValue = "gp",
            description = "gp, help, maml, meta-sgd or nasflat. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private String method;

    @Option(
            names = "--samples",
            paramLabel = "COUNT",
            defaultValue = "1000",
            description = "Measurements of each source that are used. Default: ${DEFAULT-VALUE}")
    private int samples;

    @Mixin
    private final SeedOption seed = new SeedOption();

    @Option(names = "--out", required = true, paramLabel = "BUNDLE", description = "The bundle to write.")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private Path out;

    @Override
    public Integer call() throws IOException {
        MetaTraining training = MetaTraining.of(data.folder, data.splits, data.columns(), samples);
        training.warnings().forEach(sentence -> Terminal.warn(spec, sentence));
        PredictorBundle.of(training.train(method, seed.streams())).write(out);
        spec.commandLine().getOut().printf("learned from %d source devices: %s%n", training.devices(), out);
        return ExitCode.OK;
    }
}
