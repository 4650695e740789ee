package org.cosearch.latency.evaluate;

import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.LatencyPredictor;
import org.cosearch.predict.MetaLearner;

/** A learner whose measurements are drawn at random, whatever it would choose itself. */
record RandomSampling(MetaLearner learner) implements MetaLearner {

    @Override
    public DecisionSpace space() {
        return learner.space();
    }

    @Override
    public LatencyPredictor adapt(List<LatencyMeasurement> support, RandomGenerator random) {
        return learner.adapt(support, random);
    }
}
