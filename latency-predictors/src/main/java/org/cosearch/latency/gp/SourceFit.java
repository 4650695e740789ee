package org.cosearch.latency.gp;

import java.util.Arrays;
import org.cosearch.latency.encode.ItemGroup;

/**
 * Bayesian ridge regression of a source device's latency on its items, with Student-t noise; the variances of item
 * costs (one per group) and of the noise by expectation maximisation.
 *
 * <p>The prior of a cost has a part common to all columns of its group and a part of its own, of equal variance. It is
 * written as unit-variance features, so that only sums over items occur.
 */
final class SourceFit {

    private static final int ITERATIONS = 25;
    private static final int FEWEST_ITERATIONS = 5;

    /** Change of the logarithm of the noise below which iteration stops. */
    private static final double SETTLED = 0.01;

    private static final double FREEDOM = StudentRegression.FREEDOM;

    /** Smallest noise variance, as a share of the variance of log latency. */
    private static final double SMALLEST_NOISE = 1e-4;

    private final ItemStatistics statistics;

    SourceFit(ItemStatistics statistics) {
        this.statistics = statistics;
    }

    /**
     * A fitted function and how well it explains the latencies.
     *
     * @param evidence lower bound of the log density of the logarithms of latency, the same constant left out for all
     */
    record Fitted(SourceFunction function, double evidence) {}

    /** Fits a device. */
    Fitted fit(String device, SourceSample sample) {
        int n = sample.values().length;
        double middle = median(sample.values());
        double[] distance = new double[n];
        for (int i = 0; i < n; i++) {
            distance[i] = Math.abs(sample.values()[i] - middle);
        }
        double scale = Math.max(1e-6, 1.4826 * median(distance));
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = (sample.values()[i] - middle) / scale;
        }
        Fit fit = maximise(features(sample.rows()), y, sample.slopes());
        double[] cost = costs(fit.weights());
        statistics.center(cost);
        for (int i = 0; i < cost.length; i++) {
            cost[i] *= scale;
        }
        double level = middle + scale * fit.weights()[cost.length];
        double evidence = fit.evidence() - n * Math.log(scale) + sample.logJacobian();
        return new Fitted(
                new SourceFunction(device, sample.typicalMs(), cost, level, fit.noise() * scale * scale), evidence);
    }

    private record Fit(double[] weights, double noise, double evidence) {}

    private Fit maximise(double[][] features, double[] y, double[] slopes) {
        int n = y.length;
        int d = features[0].length;
        double[] precision = new double[n];
        Arrays.fill(precision, 1);
        double[] prior = new double[d];
        Arrays.fill(prior, 1.0 / statistics.encoding().columnCount());
        prior[d - 1] = 100;
        double noise = 0.1;
        boolean settled = false;
        for (int iteration = 0; ; iteration++) {
            double[][] a = new double[d][d];
            double[] b = new double[d];
            for (int i = 0; i < n; i++) {
                accumulate(a, b, features[i], y[i], precision[i] / (noise * slopes[i] * slopes[i]));
            }
            for (int j = 0; j < d; j++) {
                a[j][j] += 1 / prior[j];
            }
            Dense.cholesky(a);
            double[] weights = Dense.solve(a, b);
            double[] misfit = new double[n];
            double[] solved = new double[d];
            for (int i = 0; i < n; i++) {
                System.arraycopy(features[i], 0, solved, 0, d);
                Dense.solveLower(a, solved);
                double residual = y[i] - Dense.dot(features[i], weights);
                misfit[i] = (residual * residual + Dense.dot(solved, solved)) / (slopes[i] * slopes[i]);
            }
            if (iteration == ITERATIONS || settled) {
                double evidence = evidence(a, b, weights, prior);
                for (int i = 0; i < n; i++) {
                    double variance = noise * slopes[i] * slopes[i] / precision[i];
                    evidence -= (Math.log(variance) + y[i] * y[i] / variance) / 2;
                    evidence += StudentRegression.mixture(misfit[i] / noise);
                }
                return new Fit(weights, noise, evidence);
            }
            double squares = 0;
            for (int i = 0; i < n; i++) {
                precision[i] = (FREEDOM + 1) / (FREEDOM + misfit[i] / noise);
                squares += precision[i] * misfit[i];
            }
            double next = Math.max(SMALLEST_NOISE, squares / n);
            settled = iteration >= FEWEST_ITERATIONS && Math.abs(Math.log(next / noise)) < SETTLED;
            noise = next;
            updatePrior(prior, weights, Dense.inverse(a));
        }
    }

    /** The part of the Gaussian evidence that the weights have: −½ (log |A| + log |prior| − bᵀ A⁻¹ b). */
    private static double evidence(double[][] factor, double[] b, double[] weights, double[] prior) {
        double sum = Dense.dot(b, weights) - Dense.logDeterminant(factor);
        for (double variance : prior) {
            sum -= Math.log(variance);
        }
        return sum / 2;
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
