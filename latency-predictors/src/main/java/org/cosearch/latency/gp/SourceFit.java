package org.cosearch.latency.gp;

import java.util.Arrays;
import org.cosearch.latency.encode.ItemGroup;

/**
 * Bayesian ridge regression of a source device's log latency on its items, with Student-t noise; the variances of item
 * costs (one per group) and of the noise by expectation maximisation.
 *
 * <p>The prior of a cost has a part common to all columns of its group and a part of its own, of equal variance. It is
 * written as unit-variance features, so that only sums over items occur.
 */
final class SourceFit {

    private static final int ITERATIONS = 25;
    private static final double FREEDOM = StudentRegression.FREEDOM;

    /** Smallest noise variance, as a share of the variance of log latency. */
    private static final double SMALLEST_NOISE = 1e-4;

    private final ItemStatistics statistics;

    SourceFit(ItemStatistics statistics) {
        this.statistics = statistics;
    }

    /**
     * Fits a device.
     *
     * @param rows items by measurement
     * @param logLatency by measurement, natural logarithm of milliseconds
     */
    SourceFunction fit(String device, int[][] rows, double[] logLatency) {
        int n = rows.length;
        double middle = median(logLatency);
        double[] distance = new double[n];
        for (int i = 0; i < n; i++) {
            distance[i] = Math.abs(logLatency[i] - middle);
        }
        double scale = Math.max(1e-6, 1.4826 * median(distance));
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = (logLatency[i] - middle) / scale;
        }
        double[][] features = features(rows);
        Fit fit = maximise(features, y);
        double[] cost = costs(fit.weights());
        double[] centred = cost.clone();
        statistics.center(centred);
        for (int i = 0; i < cost.length; i++) {
            centred[i] *= scale;
        }
        double level = middle
                + scale
                        * (fit.weights()[cost.length]
                                + Dense.dot(cost, statistics.frequency())
                                - Dense.dot(means(), fit.weights(), cost.length));
        return new SourceFunction(device, centred, level, fit.noise() * scale * scale);
    }

    private record Fit(double[] weights, double noise) {}

    private Fit maximise(double[][] features, double[] y) {
        int n = y.length;
        int d = features[0].length;
        double[] precision = new double[n];
        Arrays.fill(precision, 1);
        double[] prior = new double[d];
        Arrays.fill(prior, 1.0 / statistics.encoding().columnCount());
        prior[d - 1] = 100;
        double noise = 0.1;
        double[] weights = new double[d];
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            double[][] a = new double[d][d];
            double[] b = new double[d];
            for (int i = 0; i < n; i++) {
                accumulate(a, b, features[i], y[i], precision[i] / noise);
            }
            for (int j = 0; j < d; j++) {
                a[j][j] += 1 / prior[j];
            }
            Dense.cholesky(a);
            weights = Dense.solve(a, b);
            double squares = 0;
            double[] solved = new double[d];
            for (int i = 0; i < n; i++) {
                System.arraycopy(features[i], 0, solved, 0, d);
                Dense.solveLower(a, solved);
                double residual = y[i] - Dense.dot(features[i], weights);
                double square = residual * residual + Dense.dot(solved, solved);
                precision[i] = (FREEDOM + 1) / (FREEDOM + square / noise);
                squares += precision[i] * square;
            }
            noise = Math.max(SMALLEST_NOISE, squares / n);
            updatePrior(prior, weights, Dense.inverse(a));
        }
        return new Fit(weights, noise);
    }

    private static void accumulate(double[][] a, double[] b, double[] feature, double y, double weight) {
        for (int j = 0; j < feature.length; j++) {
            double value = weight * feature[j];
            b[j] += value * y;
            double[] row = a[j];
            for (int k = 0; k <= j; k++) {
                row[k] += value * feature[k];
            }
        }
    }

    private void updatePrior(double[] prior, double[] weights, double[][] posterior) {
        for (ItemGroup group : statistics.encoding().groups()) {
            double sum = 0;
            for (int j = group.firstItem(); j < group.firstItem() + group.items(); j++) {
                sum += weights[j] * weights[j] + posterior[j][j];
            }
            double variance = Math.max(1e-6, sum / group.items());
            Arrays.fill(prior, group.firstItem(), group.firstItem() + group.items(), variance);
        }
    }

    /** Unit-variance features of rows, centred over the pool, and a last one for the level. */
    private double[][] features(int[][] rows) {
        double[] means = means();
        double[][] features = new double[rows.length][means.length + 1];
        for (int i = 0; i < rows.length; i++) {
            double[] feature = features[i];
            for (int j = 0; j < means.length; j++) {
                feature[j] = -means[j];
            }
            feature[means.length] = 1;
            for (int item : rows[i]) {
                spread(feature, item, 1);
            }
        }
        return features;
    }

    private double[] means() {
        double[] frequency = statistics.frequency();
        double[] means = new double[frequency.length];
        for (int item = 0; item < means.length; item++) {
            spread(means, item, frequency[item]);
        }
        return means;
    }

    /** Item costs from weights of features. */
    private double[] costs(double[] weights) {
        double[] cost = new double[statistics.frequency().length];
        double[] unit = new double[cost.length];
        for (int item = 0; item < cost.length; item++) {
            Arrays.fill(unit, 0);
            spread(unit, item, 1);
            cost[item] = Dense.dot(unit, weights, cost.length);
        }
        return cost;
    }

    /** Adds the row of (I + 11ᵀ/P)^½ ⊗ I that belongs to an item. */
    private void spread(double[] to, int item, double amount) {
        ItemGroup group = groupOf(item);
        int option = (item - group.firstItem()) % group.options();
        double common = amount * (Math.sqrt(2) - 1) / group.columns();
        for (int column = 0; column < group.columns(); column++) {
            to[group.firstItem() + column * group.options() + option] += common;
        }
        to[item] += amount;
    }

    private ItemGroup groupOf(int item) {
        for (ItemGroup group : statistics.encoding().groups()) {
            if (item < group.firstItem() + group.items()) {
                return group;
            }
        }
        throw new IllegalArgumentException("There is no item (%d).".formatted(item));
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }
}
