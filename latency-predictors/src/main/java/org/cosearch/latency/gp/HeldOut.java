package org.cosearch.latency.gp;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How far measurements lie from what the others predict of them, in stated deviations: by leaving out a fifth at a time.
 *
 * <p>The hypotheses are those that all measurements have left over; each part weighs them anew.
 */
final class HeldOut {

    private static final int FOLDS = 5;

    /** Squared distances count up to this, so that one outlier does not widen every interval. */
    private static final double LARGEST = 16;

    /** As if so many measurements had been as far off as was stated. */
    private static final double EXPECTED = 10;

    private final double[] values;
    private final List<Fitted> hypotheses;

    /**
     * A hypothesis with all measurements.
     *
     * @param covariance of the measured values, without noise, {@code [measurement][measurement]}
     * @param noise squared scale of the noise by measurement
     * @param logPrior logarithm of its probability before the measurements, up to a constant
     */
    record Fitted(double[][] covariance, double[] noise, double logPrior) {}

    HeldOut(double[] values, List<Fitted> hypotheses) {
        this.values = values;
        this.hypotheses = hypotheses;
    }

    /** The factor on the stated variance that makes it that of the measurements left out; near 1 for few of them. */
    double varianceFactor() {
        double sum = EXPECTED;
        for (int fold = 0; fold < FOLDS; fold++) {
            int part = fold;
            int[] kept = IntStream.range(0, values.length)
                    .filter(i -> i % FOLDS != part)
                    .toArray();
            int[] left = IntStream.range(0, values.length)
                    .filter(i -> i % FOLDS == part)
                    .toArray();
            if (kept.length > 1) {
                sum += squaredDistances(kept, left);
            } else {
                sum += left.length;
            }
        }
        return sum / (EXPECTED + values.length);
    }

    private double squaredDistances(int[] kept, int[] left) {
        double[] logWeight = new double[hypotheses.size()];
        double[][] mean = new double[hypotheses.size()][left.length];
        double[][] variance = new double[hypotheses.size()][left.length];
        double best = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < logWeight.length; k++) {
            Fitted hypothesis = hypotheses.get(k);
            StudentRegression fit = StudentRegression.fit(
                    block(hypothesis.covariance(), kept), chosen(values, kept), chosen(hypothesis.noise(), kept));
            logWeight[k] = hypothesis.logPrior() + fit.evidence();
            best = Math.max(best, logWeight[k]);
            for (int i = 0; i < left.length; i++) {
                double[] cross = chosen(hypothesis.covariance()[left[i]], kept);
                mean[k][i] = Dense.dot(cross, fit.weights());
                Dense.solveLower(fit.factor(), cross);
                variance[k][i] = hypothesis.covariance()[left[i]][left[i]]
                        - Dense.dot(cross, cross)
                        + Posterior.NORMAL_VARIANCE * hypothesis.noise()[left[i]];
            }
        }
        double total = 0;
        for (int k = 0; k < logWeight.length; k++) {
            logWeight[k] = Math.exp(logWeight[k] - best);
            total += logWeight[k];
        }
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            double first = 0;
            double second = 0;
            for (int k = 0; k < logWeight.length; k++) {
                first += logWeight[k] / total * mean[k][i];
                second += logWeight[k] / total * (variance[k][i] + mean[k][i] * mean[k][i]);
            }
            double distance = values[left[i]] - first;
            sum += Math.min(LARGEST, distance * distance / (second - first * first));
        }
        return sum;
    }

    private static double[][] block(double[][] matrix, int[] rows) {
        double[][] block = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            block[i] = chosen(matrix[rows[i]], rows);
        }
        return block;
    }

    private static double[] chosen(double[] vector, int[] places) {
        double[] chosen = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            chosen[i] = vector[places[i]];
        }
        return chosen;
    }
}
