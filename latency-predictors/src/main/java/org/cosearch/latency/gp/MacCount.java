package org.cosearch.latency.gp;

import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.latency.data.TrainingSet;
import org.cosearch.latency.encode.Encoding;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.LatencyPredictor;
import org.cosearch.predict.MetaLearner;

/**
 * Baseline {@code flops}: latency as a straight line over multiply-accumulate operations of convolutions and linear
 * layers, for spaces whose work is known.
 */
public final class MacCount implements MetaLearner {

    private final Encoding encoding;
    private final double[] macs;

    private MacCount(Encoding encoding, double[] macs) {
        this.encoding = encoding;
        this.macs = macs;
    }

    /** Learns nothing from the sources. */
    public static MacCount train(TrainingSet set, RandomGenerator random) {
        Encoding encoding = Encoding.of(set.space());
        double[] macs = encoding.macs();
        if (macs.length == 0) {
            throw new IllegalArgumentException("The MACs of space (%s) are not known.%nMaybe use method layer-table."
                    .formatted(set.space().name()));
        }
        return new MacCount(encoding, macs);
    }

    @Override
    public DecisionSpace space() {
        return encoding.space();
    }

    @Override
    public LatencyPredictor adapt(List<LatencyMeasurement> support, RandomGenerator random) {
        SourceSample sample = SourceSample.of(encoding, support, Link.SUM);
        return StraightLine.through(sample, macs).predictor(encoding, Link.SUM, sample.typicalMs());
    }
}
