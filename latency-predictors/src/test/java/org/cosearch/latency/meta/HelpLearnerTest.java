package org.cosearch.latency.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cosearch.latency.StorableLearner;
import org.cosearch.latency.data.SourceMeasurements;
import org.cosearch.latency.data.TrainingSet;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.LatencyPredictor;
import org.junit.jupiter.api.Test;

class HelpLearnerTest extends LearnedContract {

    /** Fewer and larger steps than in earnest. */
    static HelpSettings brief(HelpSettings settings, int episodes) {
        return settings.training(episodes, 1e-3, 0.05);
    }

    private static final HelpLearner LEARNER = HelpLearner.train(SET, brief(HelpSettings.help(false), 100), random());

    @Override
    protected StorableLearner learner() {
        return LEARNER;
    }

    @Override
    StorableLearner briefly() {
        return HelpLearner.train(SET, brief(HelpSettings.help(false), 3), random());
    }

    @Override
    double expectedSpearman() {
        return 0.93;
    }

    @Test
    void theReferencesAreSuggestedFirst() {
        List<Architecture> references = SET.references();
        assertThat(LEARNER.suggest(architectures(), List.of(references.get(1)), 8, random()))
                .hasSize(8)
                .startsWith(references.get(0), references.get(2), references.get(3), references.get(4));
        assertThat(LEARNER.suggest(architectures(), List.of(), 2, random())).isEqualTo(references.subList(0, 2));
    }

    @Test
    void referencesThatWereNotMeasuredAreNoObstacle() {
        assertThat(spearman(LEARNER.adapt(TARGET.subList(20, 40), random()))).isGreaterThan(0.9);
    }

    /** Devices of two kinds, which find different operations slow: their average is of use for neither. */
    @Test
    void adaptingBeatsTheSameNetworkWithoutIt() {
        List<SourceMeasurements> sources = List.of(
                new SourceMeasurements("a", measured(0, 2)),
                new SourceMeasurements("b", measured(0, 3)),
                new SourceMeasurements("c", measured(3, 2)),
                new SourceMeasurements("d", measured(3, 3)));
        HelpLearner learner = HelpLearner.train(
                new TrainingSet(SET.space(), sources, SET.candidates(), SET.references()),
                brief(HelpSettings.help(false), 60),
                random());
        for (int slow : new int[] {0, 3}) {
            List<LatencyMeasurement> truth = measured(slow, 2.5);
            double adapted = error(learner.adapt(truth.subList(0, 20), random()), truth);
            double asItIs = error(learner.unadapted(truth.subList(0, 20), random()), truth);
            assertThat(adapted).isLessThan(0.8 * asItIs);
        }
    }

    /** Latencies of a device on which one operation is slow. */
    private static List<LatencyMeasurement> measured(int slow, double factor) {
        return DATASET.architectures().stream()
                .map(architecture -> {
                    double latencyMs = 5;
                    for (int layer = 0; layer < 8; layer++) {
                        latencyMs += architecture.option(layer) == slow ? factor : 0.3;
                    }
                    return new LatencyMeasurement(architecture, latencyMs);
                })
                .toList();
    }

    /** The mean distance of log latencies from the truth. */
    private static double error(LatencyPredictor predictor, List<LatencyMeasurement> truth) {
        return truth.stream()
                .mapToDouble(each ->
                        Math.abs(Math.log(predictor.predict(each.architecture()).medianMs() / each.latencyMs())))
                .average()
                .orElseThrow();
    }
}
