package org.cosearch.latency.gp;

import org.cosearch.latency.encode.Encoding;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.LatencyPredictor;
import org.cosearch.predict.Prediction;

/**
 * The posterior of a Gaussian process that is linear in items: a cost per item and the covariance of the costs. The
 * level is one more item that every architecture has.
 */
final class AdditivePredictor implements LatencyPredictor {

    private final Encoding encoding;
    private final Link link;
    private final double typicalMs;
    private final double[] cost;

    /** Lower triangle, rows of growing length; off-diagonal entries doubled. */
    private final double[][] variance;

    private final double noise;

    /**
     * @param typicalMs what the link's values are relative to
     * @param cost by item, the level last
     * @param covariance of the costs
     * @param noise variance of a measured value at the typical latency
     */
    AdditivePredictor(
            Encoding encoding, Link link, double typicalMs, double[] cost, double[][] covariance, double noise) {
        this.encoding = encoding;
        this.link = link;
        this.typicalMs = typicalMs;
        this.cost = cost.clone();
        this.variance = new double[cost.length][];
        for (int i = 0; i < cost.length; i++) {
            variance[i] = new double[i + 1];
            for (int j = 0; j < i; j++) {
                variance[i][j] = covariance[i][j] + covariance[j][i];
            }
            variance[i][i] = covariance[i][i];
        }
        this.noise = noise;
    }

    @Override
    public Prediction predict(Architecture architecture) {
        encoding.requireSpace(architecture);
        int[] items = encoding.items(architecture);
        int level = cost.length - 1;
        double mean = cost[level];
        double squared = variance[level][level];
        double[] ofLevel = variance[level];
        for (int i = 0; i < items.length; i++) {
            double[] row = variance[items[i]];
            mean += cost[items[i]];
            squared += ofLevel[items[i]];
            for (int j = 0; j <= i; j++) {
                squared += row[items[j]];
            }
        }
        double ratio = link.ratio(mean);
        double slope = link.slope(ratio);
        double deviation = Math.sqrt(Math.max(0, squared) + noise * slope * slope);
        return new Prediction(typicalMs * ratio, deviation / link.derivative(ratio));
    }
}
