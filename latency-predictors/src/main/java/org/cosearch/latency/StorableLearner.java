package org.cosearch.latency;

import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.MetaLearner;

/** A learner that a predictor bundle can hold: plain numbers, from which it is built again. */
public interface StorableLearner extends MetaLearner {

    /** What bundles call learners of this class; it says who can read them. */
    String kind();

    /** Writes everything that was learned, but not the space. */
    void write(DataOutput out) throws IOException;

    /** What looks wrong about measurements that can still be used, one sentence each. */
    List<String> warnings(List<LatencyMeasurement> support);
}
