package org.cosearch.archive;

/**
 * Comparisons of rows of costs. Numbers are compared by value, so that −0.0, the cost of a maximised 0, equals 0.0.
 */
final class Rows {

    private Rows() {}

    /** Whether {@code a} is at most {@code b} in every objective. */
    static boolean nowhereWorse(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            if (a[i] > b[i]) {
                return false;
            }
        }
        return true;
    }

    static int compareLexicographically(double[] a, double[] b) {
        return compareFrom(0, a, b);
    }

    /** Compares by objective {@code first}, then by the following ones in a cycle. */
    static int compareFrom(int first, double[] a, double[] b) {
        for (int i = 0, m = first; i < a.length; i++, m = m + 1 == a.length ? 0 : m + 1) {
            if (a[m] < b[m]) {
                return -1;
            }
            if (a[m] > b[m]) {
                return 1;
            }
        }
        return 0;
    }

    /** One objective of all rows; 0 for rows without costs. */
    static double[] column(double[][] rows, int objective) {
        double[] column = new double[rows.length];
        for (int i = 0; i < column.length; i++) {
            column[i] = rows[i].length == 0 ? 0 : rows[i][objective];
        }
        return column;
    }

    /** Checks that {@code row} has {@code objectives} costs, all of them numbers. */
    static void check(double[] row, int objectives, int index) {
        if (row.length != objectives || objectives == 0) {
            throw new IllegalArgumentException("Row %d has (%d) costs where (%d) are expected."
                    .formatted(index, row.length, Math.max(1, objectives)));
        }
        for (double cost : row) {
            if (Double.isNaN(cost)) {
                throw new IllegalArgumentException("A cost of row %d is (NaN).".formatted(index));
            }
        }
    }
}
