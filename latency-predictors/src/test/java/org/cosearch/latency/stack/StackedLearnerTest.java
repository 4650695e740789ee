package org.cosearch.latency.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.latency.data.LatencyDataset;
import org.cosearch.latency.data.SmallDataset;
import org.cosearch.latency.gp.SourceStudy;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.LatencyPredictor;
import org.cosearch.predict.MetaLearner;
import org.cosearch.predict.MetaLearnerContract;
import org.cosearch.predict.Prediction;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.junit.jupiter.api.Test;

class StackedLearnerTest extends MetaLearnerContract {

    private static final LatencyDataset DATASET = SmallDataset.of(120);
    private static final MetaLearner GOOD =
            SourceStudy.of(SmallDataset.training(DATASET, 80)).nearestDevice();

    /** Always says one hour. */
    private record Blunt(DecisionSpace space) implements MetaLearner {
        @Override
        public LatencyPredictor adapt(List<LatencyMeasurement> support, RandomGenerator random) {
            return architecture -> new Prediction(3.6e6, 0.1);
        }
    }

    private static RandomGenerator random() {
        return new RandomStreams(1).stream(Purpose.PREDICTION);
    }

    @Override
    protected MetaLearner learner() {
        return new StackedLearner(List.of(GOOD, new Blunt(DATASET.space())));
    }

    @Override
    protected List<LatencyMeasurement> support() {
        return SmallDataset.measurements(DATASET, "new").subList(0, 12);
    }

    @Override
    protected List<Architecture> architectures() {
        return DATASET.architectures();
    }

    @Test
    void aLearnerThatIsWrongHasNoWeight() {
        LatencyPredictor stacked = learner().adapt(support(), random());
        LatencyPredictor alone = GOOD.adapt(support(), random());
        for (Architecture architecture : architectures()) {
            assertThat(stacked.predict(architecture).medianMs())
                    .isCloseTo(alone.predict(architecture).medianMs(), within(1e-6));
        }
    }

    @Test
    void theFirstLearnerIsBelievedWhereNoneIsBetter() {
        LatencyPredictor stacked = new StackedLearner(List.of(GOOD, offBy(1.05))).adapt(support(), random());
        LatencyPredictor alone = GOOD.adapt(support(), random());
        assertThat(stacked.predict(architectures().get(30)).medianMs())
                .isCloseTo(alone.predict(architectures().get(30)).medianMs(), withinPercentage(1));
    }

    /** The good learner with its predictions changed by a factor. */
    private static MetaLearner offBy(double factor) {
        return new MetaLearner() {
            @Override
            public DecisionSpace space() {
                return DATASET.space();
            }

            @Override
            public LatencyPredictor adapt(List<LatencyMeasurement> support, RandomGenerator random) {
                LatencyPredictor good = GOOD.adapt(support, random);
                return architecture -> {
                    Prediction prediction = good.predict(architecture);
                    return new Prediction(prediction.medianMs() * factor, prediction.logDeviation());
                };
            }
        };
    }

    @Test
    void aBetterLearnerTakesOver() {
        LatencyPredictor stacked = new StackedLearner(List.of(offBy(1.5), GOOD)).adapt(support(), random());
        LatencyPredictor alone = GOOD.adapt(support(), random());
        assertThat(stacked.predict(architectures().get(30)).medianMs())
                .isCloseTo(alone.predict(architectures().get(30)).medianMs(), withinPercentage(1));
    }
}
