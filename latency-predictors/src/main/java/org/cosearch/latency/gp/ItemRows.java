package org.cosearch.latency.gp;

import java.util.List;
import org.cosearch.latency.encode.Encoding;
import org.cosearch.predict.Architecture;

/** Sums over the items of architectures: what an additive model needs. Rows of items are {@code [column]}. */
final class ItemRows {

    private ItemRows() {}

    static int[][] of(Encoding encoding, List<Architecture> architectures) {
        int[][] rows = new int[architectures.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = encoding.items(architectures.get(i));
        }
        return rows;
    }

    /** The sum of the values of a row's items. */
    static double sum(double[] values, int[] row) {
        double sum = 0;
        for (int item : row) {
            sum += values[item];
        }
        return sum;
    }

    /** aᵀ C b for two rows. */
    static double form(double[][] covariance, int[] a, int[] b) {
        double sum = 0;
        for (int item : a) {
            sum += sum(covariance[item], b);
        }
        return sum;
    }

    /** The rows' covariance under that of the items, {@code [row][row]}. */
    static double[][] gram(double[][] covariance, int[][] rows) {
        double[][] gram = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            double[] projected = project(covariance, rows[i]);
            for (int j = 0; j <= i; j++) {
                gram[i][j] = sum(projected, rows[j]);
                gram[j][i] = gram[i][j];
            }
        }
        return gram;
    }

    /** C a: the covariance of every item with the sum over a row. */
    static double[] project(double[][] covariance, int[] row) {
        double[] projected = new double[covariance.length];
        for (int item : row) {
            double[] from = covariance[item];
            for (int i = 0; i < projected.length; i++) {
                projected[i] += from[i];
            }
        }
        return projected;
    }
}
