package org.cosearch.latency;

import java.util.random.RandomGenerator;
import org.cosearch.latency.data.TrainingSet;
import org.cosearch.predict.MetaLearner;

/** A way of learning latency from source devices, ready for a new one after a few measurements. */
@FunctionalInterface
public interface LatencyMethod {

    /** A learner that has seen {@code set}. */
    MetaLearner train(TrainingSet set, RandomGenerator random);
}
