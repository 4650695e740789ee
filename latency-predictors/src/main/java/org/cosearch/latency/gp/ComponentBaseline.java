package org.cosearch.latency.gp;

import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.latency.encode.Encoding;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.LatencyPredictor;
import org.cosearch.predict.MetaLearner;

/**
 * Baselines that use some components of the hierarchical prior alone, with one scale for all of them; the strength of
 * the prior is weighed by evidence as in the full model, and measurements are random.
 */
public final class ComponentBaseline implements MetaLearner {

    private final Encoding encoding;
    private final GpPrior prior;

    ComponentBaseline(Encoding encoding, GpPrior prior) {
        this.encoding = encoding;
        this.prior = prior;
    }

    @Override
    public DecisionSpace space() {
        return encoding.space();
    }

    @Override
    public LatencyPredictor adapt(List<LatencyMeasurement> support, RandomGenerator random) {
        return Posterior.of(encoding, prior, support);
    }
}
