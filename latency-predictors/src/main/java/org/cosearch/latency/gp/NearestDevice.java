package org.cosearch.latency.gp;

import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.latency.encode.Encoding;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.LatencyPredictor;
import org.cosearch.predict.MetaLearner;

/**
 * Baseline {@code nearest-device}: the source function that correlates best with the measurements, on a straight line
 * fitted to them.
 */
public final class NearestDevice implements MetaLearner {

    private final Encoding encoding;
    private final SourceFits fits;

    NearestDevice(Encoding encoding, SourceFits fits) {
        this.encoding = encoding;
        this.fits = fits;
    }

    @Override
    public DecisionSpace space() {
        return encoding.space();
    }

    @Override
    public LatencyPredictor adapt(List<LatencyMeasurement> support, RandomGenerator random) {
        SourceSample sample = SourceSample.of(encoding, support, fits.link());
        StraightLine best = StraightLine.through(sample, fits.functions().get(0).cost());
        for (SourceFunction function : fits.functions()) {
            StraightLine line = StraightLine.through(sample, function.cost());
            best = line.correlation() > best.correlation() ? line : best;
        }
        return best.predictor(encoding, fits.link(), sample.typicalMs());
    }
}
