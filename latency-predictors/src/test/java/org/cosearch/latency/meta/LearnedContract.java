package org.cosearch.latency.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.cosearch.latency.StorableLearner;
import org.cosearch.latency.bundle.PredictorBundle;
import org.cosearch.latency.data.LatencyDataset;
import org.cosearch.latency.data.SmallDataset;
import org.cosearch.latency.data.TrainingSet;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.LatencyPredictor;
import org.cosearch.predict.MetaLearnerContract;
import org.cosearch.predict.Prediction;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every learner of this package, on a made-up data set with conditional columns. */
abstract class LearnedContract extends MetaLearnerContract {

    static final LatencyDataset DATASET = SmallDataset.of(200);
    static final List<LatencyMeasurement> TARGET = SmallDataset.measurements(DATASET, "new");

    /** Five of the target's first twenty measurements are those of the references. */
    static final TrainingSet SET = set();

    private static TrainingSet set() {
        TrainingSet plain = SmallDataset.training(DATASET, 120);
        return new TrainingSet(
                plain.space(),
                plain.sources(),
                plain.candidates(),
                DATASET.architectures().subList(0, 5));
    }

    static RandomGenerator random() {
        return new RandomStreams(1).stream(Purpose.PREDICTION);
    }

    static double spearman(LatencyPredictor predictor) {
        double[] predicted = predictor.predictAll(DATASET.architectures()).stream()
                .mapToDouble(Prediction::medianMs)
                .toArray();
        return new SpearmansCorrelation().correlation(predicted, DATASET.latencyMs("new"));
    }

    /** Trained on {@link #SET}. */
    @Override
    protected abstract StorableLearner learner();

    /** A learner that is trained again in the same way, but as shortly as possible. */
    abstract StorableLearner briefly();

    /** What the rank correlation with the new device must be above. */
    abstract double expectedSpearman();

    @Override
    protected List<LatencyMeasurement> support() {
        return TARGET.subList(0, 20);
    }

    @Override
    protected List<Architecture> architectures() {
        return DATASET.architectures();
    }

    @Test
    void twentyMeasurementsRankTheSpace() {
        assertThat(spearman(learner().adapt(support(), random()))).isGreaterThan(expectedSpearman());
    }

    @Test
    void equalSeedsLearnTheSame() {
        assertThat(briefly().adapt(support(), random()).predictAll(architectures()))
                .isEqualTo(briefly().adapt(support(), random()).predictAll(architectures()));
    }

    @Test
    void aBundlePredictsAsBefore(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("any.bundle");
        PredictorBundle.of(learner()).write(file);
        StorableLearner read = PredictorBundle.read(file).learner();
        assertThat(read.adapt(support(), random()).predictAll(architectures()))
                .isEqualTo(learner().adapt(support(), random()).predictAll(architectures()));
        assertThat(read.suggest(architectures(), List.of(), 12, random()))
                .isEqualTo(learner().suggest(architectures(), List.of(), 12, random()));
    }

    @Test
    void statedUncertaintyCoversMostOfWhatIsMeasured() {
        double[] truth = DATASET.latencyMs("new");
        List<Prediction> predictions = learner().adapt(support(), random()).predictAll(architectures());
        int inside = 0;
        for (int i = 0; i < truth.length; i++) {
            Prediction prediction = predictions.get(i);
            inside += truth[i] > prediction.boundMs(-1.645) && truth[i] < prediction.boundMs(1.645) ? 1 : 0;
        }
        assertThat((double) inside / truth.length).isBetween(0.65, 0.99);
    }

    @Test
    void latencyKeepsItsUnit() {
        List<LatencyMeasurement> slower = support().stream()
                .map(each -> new LatencyMeasurement(each.architecture(), 1000 * each.latencyMs()))
                .toList();
        LatencyPredictor predictor = learner().adapt(slower, random());
        LatencyPredictor usual = learner().adapt(support(), random());
        for (Architecture architecture : architectures()) {
            assertThat(predictor.predict(architecture).medianMs())
                    .isCloseTo(1000 * usual.predict(architecture).medianMs(), within(200.0));
        }
        assertThat(learner().warnings(slower)).anyMatch(warning -> warning.contains("another unit"));
        assertThat(learner().warnings(support())).isEmpty();
    }

    @Test
    void anAbsurdMeasurementDoesNoMoreThanHarm() {
        List<LatencyMeasurement> support = new ArrayList<>(support());
        support.set(3, new LatencyMeasurement(support.get(3).architecture(), 1e6));
        assertThat(learner().adapt(support, random()).predictAll(architectures()))
                .allMatch(prediction -> prediction.medianMs() < 1e6);
    }

    @Test
    void equalMeasurementsAreRefused() {
        List<LatencyMeasurement> constant = support().stream()
                .map(each -> new LatencyMeasurement(each.architecture(), 4))
                .toList();
        assertThatThrownBy(() -> learner().adapt(constant, random()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("All 20 measurements are 4.0 ms")
                .hasMessageContaining("\nMaybe");
    }
}
