package org.cosearch.config;

import java.io.IOException;
import java.nio.file.Path;
import org.cosearch.latency.bundle.PredictorBundle;
import org.cosearch.predict.SpaceColumns;
import org.cosearch.yaml.YamlException;
import org.cosearch.yaml.YamlNode;

/** Reads the predictor bundle that a run file refers to, and refuses it at the place of the reference. */
final class BundleReference {

    private BundleReference() {}

    /**
     * The bundle at {@code reference}.
     *
     * @param space whose networks it shall speak of
     * @throws YamlException if the file is missing, damaged, of another space or not calibrated
     */
    static PredictorBundle read(ProjectFiles files, YamlNode reference, SpaceFile space) {
        Path file = files.data(reference);
        try {
            PredictorBundle bundle = PredictorBundle.read(file);
            SpaceColumns.require(bundle.learner().space(), space.space());
            bundle.requireCalibrated();
            return bundle;
        } catch (IOException unreadable) {
            throw reference.error("the bundle (%s) cannot be read.".formatted(reference.text()));
        } catch (IllegalArgumentException refused) {
            String[] lines = String.valueOf(refused.getMessage()).split("\\R", 2);
            String problem = "the bundle (%s) is refused: %s".formatted(reference.text(), lines[0]);
            throw lines.length == 1 ? reference.error(problem) : reference.error(problem, lines[1]);
        }
    }
}
