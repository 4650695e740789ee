package org.cosearch.latency.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.latency.data.LatencyDataset;
import org.cosearch.latency.data.SmallDataset;
import org.cosearch.latency.data.TrainingSet;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.LatencyPredictor;
import org.cosearch.predict.MetaLearner;
import org.cosearch.predict.MetaLearnerContract;
import org.cosearch.predict.Prediction;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.junit.jupiter.api.Test;

class GpMetaLearnerTest extends MetaLearnerContract {

    private static final LatencyDataset DATASET = SmallDataset.of(300);
    private static final List<LatencyMeasurement> TARGET = SmallDataset.measurements(DATASET, "new");
    private static final GpMetaLearner LEARNER = GpMetaLearner.train(SmallDataset.training(DATASET, 150), random());

    private static RandomGenerator random() {
        return new RandomStreams(1).stream(Purpose.PREDICTION);
    }

    @Override
    protected MetaLearner learner() {
        return LEARNER;
    }

    @Override
    protected List<LatencyMeasurement> support() {
        return TARGET.subList(0, 15);
    }

    @Override
    protected List<Architecture> architectures() {
        return DATASET.architectures();
    }

    private static double spearman(LatencyPredictor predictor) {
        return SmallDataset.spearman(predictor, DATASET);
    }

    @Test
    void fifteenMeasurementsRankTheSpace() {
        assertThat(spearman(LEARNER.adapt(support(), random()))).isGreaterThan(0.98);
    }

    @Test
    void oneAbsurdMeasurementIsOutvoted() {
        List<LatencyMeasurement> support = new ArrayList<>(support());
        support.set(
                3,
                new LatencyMeasurement(
                        support.get(3).architecture(), 20 * support.get(3).latencyMs()));
        assertThat(spearman(LEARNER.adapt(support, random()))).isGreaterThan(0.95);
    }

    @Test
    void statedUncertaintyCoversWhatIsMeasured() {
        double[] truth = DATASET.latencyMs("new");
        int inside = 0;
        for (int from = 0; from < 150; from += 15) {
            List<Prediction> predictions =
                    LEARNER.adapt(TARGET.subList(from, from + 15), random()).predictAll(DATASET.architectures());
            for (int i = 0; i < truth.length; i++) {
                Prediction prediction = predictions.get(i);
                boolean covered = truth[i] > prediction.boundMs(-1.645) && truth[i] < prediction.boundMs(1.645);
                inside += covered ? 1 : 0;
            }
        }
        assertThat(inside / 3000.0).isBetween(0.85, 0.98);
    }

    @Test
    void aSingleSourceIsEnoughToLearnFrom() {
        GpMetaLearner one = GpMetaLearner.train(
                new TrainingSet(
                        DATASET.space(),
                        SmallDataset.training(DATASET, 150).sources().subList(0, 1),
                        DATASET.architectures(),
                        List.of()),
                random());
        assertThat(spearman(one.adapt(TARGET.subList(0, 20), random()))).isGreaterThan(0.9);
    }

    @Test
    void wholeMillisecondsAreNoObstacle() {
        List<LatencyMeasurement> rounded = TARGET.subList(0, 20).stream()
                .map(measurement -> new LatencyMeasurement(
                        measurement.architecture(), Math.max(1, Math.rint(measurement.latencyMs()))))
                .toList();
        assertThat(spearman(LEARNER.adapt(rounded, random()))).isGreaterThan(0.97);
    }

    @Test
    void equalMeasurementsAreRefused() {
        List<LatencyMeasurement> constant = support().stream()
                .map(measurement -> new LatencyMeasurement(measurement.architecture(), 4))
                .toList();
        assertThatThrownBy(() -> LEARNER.adapt(constant, random()))
                .hasMessageContaining("All 15 measurements are 4.0 ms")
                .hasMessageContaining("\nMaybe");
    }

    @Test
    void anotherUnitAndFewMeasurementsAreWarnedOf() {
        List<LatencyMeasurement> seconds = support().subList(0, 5).stream()
                .map(measurement -> new LatencyMeasurement(measurement.architecture(), measurement.latencyMs() / 1000))
                .toList();
        assertThat(LEARNER.warnings(seconds))
                .anyMatch(warning -> warning.contains("another unit"))
                .anyMatch(warning -> warning.contains("5 measurements are few"));
        assertThat(LEARNER.warnings(support())).isEmpty();
    }
}
