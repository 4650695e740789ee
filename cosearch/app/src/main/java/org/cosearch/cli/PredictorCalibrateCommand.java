package org.cosearch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cosearch.latency.bundle.PredictorBundle;
import org.cosearch.latency.data.LabTables;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Adapts a predictor to a device. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = "Adapt a bundle to a device from its measurements.")
final class PredictorCalibrateCommand extends LabCommand {

    @Option(
            names = "--measurements",
            required = true,
            paramLabel = "CSV",
            description = "Columns index and latency_ms.")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private Path measurements;

    @Option(names = "--device", required = true, paramLabel = "NAME", description = "What the device is called.")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private String device;

    @Option(names = "--out", required = true, paramLabel = "BUNDLE", description = "The bundle to write.")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private Path out;

    @Override
    public Integer call() throws IOException {
        PredictorBundle bundle = lab.bundle();
        List<LatencyMeasurement> support = LabTables.measurements(measurements, lab.architectures(bundle));
        PredictorBundle calibrated = bundle.calibrated(device, support);
        // refuses what cannot be learned from before a file is written
        calibrated.predictor(new RandomStreams(1).stream(Purpose.PREDICTION));
        bundle.learner().warnings(support).forEach(sentence -> Terminal.warn(spec, sentence));
        calibrated.write(out);
        spec.commandLine().getOut().printf("calibrated for %s with %d measurements: %s%n", device, support.size(), out);
        return ExitCode.OK;
    }
}
