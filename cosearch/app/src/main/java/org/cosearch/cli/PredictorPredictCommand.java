package org.cosearch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cosearch.latency.bundle.PredictorBundle;
import org.cosearch.predict.LatencyPredictor;
import org.cosearch.predict.Prediction;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Predicts latencies on the device that a bundle is calibrated for. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = "Print the predicted latency of architectures with its 90 %% interval, as CSV.")
final class PredictorPredictCommand extends LabCommand {

    /** Half the width of the 90 % interval of a normal distribution, in standard deviations. */
    private static final double HALF_90 = 1.6449;

    @Option(names = "--out", paramLabel = "CSV", description = "A file instead of the terminal.")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws IOException {
        PredictorBundle bundle = lab.bundle();
        LatencyPredictor predictor = bundle.predictor(new RandomStreams(1).stream(Purpose.PREDICTION));
        List<String> lines = new ArrayList<>(List.of("index,latency_ms,low_ms,high_ms"));
        lab.architectures(bundle).forEach((index, architecture) -> {
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
}
