package org.cosearch.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.junit.jupiter.api.Test;

/** What holds for every {@link MetaLearner}. */
public abstract class MetaLearnerContract {

    /** A learner that has been trained. */
    protected abstract MetaLearner learner();

    /** Measurements of a new device, at least 10. */
    protected abstract List<LatencyMeasurement> support();

    /** Architectures of the learner's space, distinct, at least 50. */
    protected abstract List<Architecture> architectures();

    private static RandomGenerator random() {
        return new RandomStreams(7).stream(Purpose.PREDICTION);
    }

    @Test
    void sameSeedSamePredictions() {
        List<Prediction> first = learner().adapt(support(), random()).predictAll(architectures());
        List<Prediction> second = learner().adapt(support(), random()).predictAll(architectures());
        assertThat(first).isEqualTo(second);
    }

    @Test
    void predictionsKeepTheOrderOfTheArchitectures() {
        LatencyPredictor predictor = learner().adapt(support(), random());
        List<Prediction> together = predictor.predictAll(architectures());
        for (int i = 0; i < together.size(); i++) {
            assertThat(together.get(i))
                    .isEqualTo(predictor.predict(architectures().get(i)));
        }
    }

    @Test
    void suggestionsAreDistinctAndNotMeasured() {
        List<Architecture> measured = architectures().subList(0, 5);
        List<Architecture> suggested = learner().suggest(architectures(), measured, 15, random());
        assertThat(suggested).hasSize(15).doesNotHaveDuplicates().doesNotContainAnyElementsOf(measured);
        assertThat(architectures()).containsAll(suggested);
        assertThat(learner().suggest(architectures(), measured, 15, random())).isEqualTo(suggested);
    }

    @Test
    void moreSuggestionsThanArchitecturesAreRefused() {
        List<Architecture> few = architectures().subList(0, 4);
        assertThatThrownBy(() -> learner().suggest(few, List.of(), 5, random()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5");
    }

    @Test
    void oneMeasurementIsTooFew() {
        assertThatThrownBy(() -> learner().adapt(support().subList(0, 1), random()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too few");
    }
}
