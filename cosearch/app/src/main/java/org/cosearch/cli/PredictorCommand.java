package org.cosearch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains, calibrates, uses and compares latency predictors. */
@Command(
        name = "predictor",
        mixinStandardHelpOptions = true,
        description = "Predict the latency of networks on a device from about 20 measurements.",
        subcommands = {
            PredictorTrainCommand.class,
            PredictorSuggestCommand.class,
            PredictorCalibrateCommand.class,
            PredictorPredictCommand.class,
            PredictorEvaluateCommand.class
        })
final class PredictorCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "A command is missing: meta-train, suggest, calibrate, predict or evaluate.");
    }
}
