package org.cosearch.latency.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.latency.data.LatencyDataset;
import org.cosearch.latency.data.SmallDataset;
import org.cosearch.latency.gp.GpMetaLearner;
import org.cosearch.predict.DecisionColumn;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictorBundleTest {

    private static final LatencyDataset DATASET = SmallDataset.of(120);
    private static final GpMetaLearner LEARNER = GpMetaLearner.train(SmallDataset.training(DATASET, 60), random());

    @TempDir
    Path folder;

    private static RandomGenerator random() {
        return new RandomStreams(1).stream(Purpose.PREDICTION);
    }

    private Path calibrated() throws IOException {
        Path file = folder.resolve("new.bundle");
        PredictorBundle.of(LEARNER)
                .calibrated("new", SmallDataset.measurements(DATASET, "new").subList(0, 12))
                .write(file);
        return file;
    }

    @Test
    void aCalibratedBundlePredictsAsBefore() throws IOException {
        PredictorBundle read = PredictorBundle.read(calibrated());
        assertThat(read.device()).isEqualTo("new");
        assertThat(read.predictor(random()).predictAll(DATASET.architectures()))
                .isEqualTo(
                        LEARNER.adapt(SmallDataset.measurements(DATASET, "new").subList(0, 12), random())
                                .predictAll(DATASET.architectures()));
    }

    @Test
    void aTruncatedOrDamagedFileIsRefused() throws IOException {
        Path file = calibrated();
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {12, 100, bytes.length / 2, bytes.length - 1}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> PredictorBundle.read(file))
                    .isInstanceOf(BundleException.class)
                    .hasMessageContaining("cut short or damaged");
        }
        bytes[bytes.length / 3] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> PredictorBundle.read(file)).hasMessageContaining("damaged");
    }

    @Test
    void anotherFileIsNoBundle() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "index,latency_ms");
        assertThatThrownBy(() -> PredictorBundle.read(file)).hasMessageContaining("not a predictor bundle");
    }

    @Test
    void anotherSpaceIsRefused() throws IOException {
        DecisionSpace other = new DecisionSpace("other", List.of(DecisionColumn.of("a", List.of("x", "y"))));
        PredictorBundle read = PredictorBundle.read(calibrated());
        assertThatThrownBy(() -> read.requireSpace(other))
                .hasMessageContaining("(layers) with 9 columns")
                .hasMessageContaining("(other) with 1");
        assertThatThrownBy(() -> read.predictor(random()).predict(other.architecture(List.of("x"))))
                .hasMessageContaining("(other)");
        read.requireSpace(DATASET.space());
    }

    @Test
    void anUncalibratedBundleSaysHowToCalibrate() {
        assertThatThrownBy(() -> PredictorBundle.of(LEARNER).predictor(random()))
                .hasMessageContaining("Maybe run cosearch predictor calibrate");
    }
}
