package org.cosearch.latency.gp;

import org.cosearch.latency.encode.Encoding;
import org.cosearch.latency.encode.ItemGroup;

/**
 * How often items occur, alone and together, in a pool of architectures.
 *
 * @param encoding of the items
 * @param frequency by item, from 0 to 1
 * @param covariance of the items' indicators, {@code [item][item]}
 */
record ItemStatistics(Encoding encoding, double[] frequency, double[][] covariance) {

    /** Pairs counted at most; more change nothing that matters. */
    private static final int ROWS = 4_000;

    static ItemStatistics of(Encoding encoding, int[][] rows) {
        int items = encoding.itemCount();
        double[] frequency = new double[items];
        double[][] covariance = new double[items][items];
        int step = Math.max(1, rows.length / ROWS);
        int counted = 0;
        for (int i = 0; i < rows.length; i += step) {
            counted++;
            for (int a : rows[i]) {
                frequency[a]++;
                for (int b : rows[i]) {
                    covariance[a][b]++;
                }
            }
        }
        for (int a = 0; a < items; a++) {
            frequency[a] /= counted;
        }
        for (int a = 0; a < items; a++) {
            for (int b = 0; b < items; b++) {
                covariance[a][b] = covariance[a][b] / counted - frequency[a] * frequency[b];
            }
        }
        return new ItemStatistics(encoding, frequency, covariance);
    }

    /** The variance over the pool of the sum of the costs of an architecture's items. */
    double variance(double[] cost) {
        return Math.max(0, Dense.dot(cost, Dense.times(covariance, cost)));
    }

    /** The correlation over the pool of two such sums. */
    double correlation(double[] a, double[] b) {
        double scale = Math.sqrt(variance(a) * variance(b));
        return scale == 0 ? 0 : Dense.dot(a, Dense.times(covariance, b)) / scale;
    }

    /** The average over the pool of the variance of the sum of an architecture's items, for centred covariances. */
    double meanVariance(double[][] itemCovariance) {
        return Dense.inner(itemCovariance, covariance);
    }

    /** Subtracts from the values of each column's items their mean over the pool, in place. */
    void center(double[] values) {
        for (ItemGroup group : encoding.groups()) {
            for (int column = 0; column < group.columns(); column++) {
                int first = group.firstItem() + column * group.options();
                double mean = 0;
                for (int item = first; item < first + group.options(); item++) {
                    mean += frequency[item] * values[item];
                }
                for (int item = first; item < first + group.options(); item++) {
                    values[item] -= mean;
                }
            }
        }
    }

    /** Makes a covariance of items that of the centred items, in place. */
    void center(double[][] itemCovariance) {
        for (double[] row : itemCovariance) {
            center(row);
        }
        double[] column = new double[itemCovariance.length];
        for (int j = 0; j < column.length; j++) {
            for (int i = 0; i < column.length; i++) {
                column[i] = itemCovariance[i][j];
            }
            center(column);
            for (int i = 0; i < column.length; i++) {
                itemCovariance[i][j] = column[i];
            }
        }
    }
}
