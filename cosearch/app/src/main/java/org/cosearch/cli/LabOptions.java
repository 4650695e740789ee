package org.cosearch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.cosearch.latency.bundle.PredictorBundle;
import org.cosearch.latency.data.LabTables;
import org.cosearch.predict.Architecture;
import picocli.CommandLine.Option;

/** The options that name a predictor bundle and the architectures that it is asked about. */
final class LabOptions {

    @Option(
            names = "--bundle",
            required = true,
            paramLabel = "BUNDLE",
            description = "Written by meta-train or calibrate.")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private Path bundle;

    @Option(
            names = "--architectures",
            required = true,
            paramLabel = "CSV",
            description = "Index and the columns of the space.")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private Path architectures;

    /** The bundle. */
    PredictorBundle bundle() throws IOException {
        return PredictorBundle.read(bundle);
    }

    /** The architectures by index, as columns of the bundle's space. */
    Map<Integer, Architecture> architectures(PredictorBundle read) {
        return LabTables.architectures(architectures, read.learner().space());
    }
}
