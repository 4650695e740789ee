package org.cosearch.latency.gp;

import org.cosearch.latency.encode.Encoding;
import org.cosearch.predict.LatencyPredictor;

/**
 * Values as a straight line over the sum of given item costs, by least squares.
 *
 * @param cost by item
 * @param slope not below 0
 * @param noise variance of the values about the line
 * @param correlation of values and sums, 0 where either is constant
 */
record StraightLine(double[] cost, double slope, double intercept, double noise, double correlation) {

    static StraightLine through(SourceSample sample, double[] cost) {
        int n = sample.values().length;
        if (n < 3) {
            throw new IllegalArgumentException(
                    "%d measurements are too few for a straight line; at least 3 are needed.".formatted(n));
        }
        double[] x = new double[n];
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < n; i++) {
            x[i] = ItemRows.sum(cost, sample.rows()[i]);
            meanX += x[i] / n;
            meanY += sample.values()[i] / n;
        }
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < n; i++) {
            double dx = x[i] - meanX;
            double dy = sample.values()[i] - meanY;
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
        }
        double slope = xx > 0 ? Math.max(0, xy / xx) : 0;
        double correlation = xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
        double left = Math.max(0, yy - 2 * slope * xy + slope * slope * xx);
        return new StraightLine(cost, slope, meanY - slope * meanX, left / (n - 2), correlation);
    }

    LatencyPredictor predictor(Encoding encoding, Link link, double typicalMs) {
        double[] scaled = new double[cost.length + 1];
        for (int item = 0; item < cost.length; item++) {
            scaled[item] = slope * cost[item];
        }
        scaled[cost.length] = intercept;
        double[][] certain = new double[scaled.length][scaled.length];
        return new AdditivePredictor(encoding, link, typicalMs, scaled, certain, noise);
    }
}
