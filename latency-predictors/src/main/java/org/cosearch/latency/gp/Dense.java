package org.cosearch.latency.gp;

import java.util.Arrays;

/** Kernels of dense linear algebra on rows of doubles; symmetric matrices are given in full. */
final class Dense {

    private Dense() {}

    /**
     * Replaces {@code a} by its lower Cholesky factor; entries above the diagonal become 0.
     *
     * @throws ArithmeticException if the matrix is not positive definite
     */
    static void cholesky(double[][] a) {
        int n = a.length;
        for (int i = 0; i < n; i++) {
            double[] row = a[i];
            for (int j = 0; j < i; j++) {
                row[j] = (row[j] - dot(row, a[j], j)) / a[j][j];
            }
            double pivot = row[i] - dot(row, row, i);
            if (!(pivot > 0)) {
                throw new ArithmeticException("The matrix is not positive definite at row %d.".formatted(i));
            }
            row[i] = Math.sqrt(pivot);
            Arrays.fill(row, i + 1, n, 0);
        }
    }

    /** The product of the first {@code n} entries. */
    static double dot(double[] a, double[] b, int n) {
        double even = 0;
        double odd = 0;
        int i = 0;
        for (; i + 1 < n; i += 2) {
            even += a[i] * b[i];
            odd += a[i + 1] * b[i + 1];
        }
        return i < n ? even + odd + a[i] * b[i] : even + odd;
    }

    static double dot(double[] a, double[] b) {
        return dot(a, b, a.length);
    }

    /** Solves L x = b in place, for a lower factor. */
    static void solveLower(double[][] lower, double[] b) {
        for (int i = 0; i < b.length; i++) {
            b[i] = (b[i] - dot(lower[i], b, i)) / lower[i][i];
        }
    }

    /** Solves Lᵀ x = b in place, for a lower factor. */
    static void solveUpper(double[][] lower, double[] b) {
        for (int i = b.length - 1; i >= 0; i--) {
            b[i] /= lower[i][i];
            double value = b[i];
            double[] row = lower[i];
            for (int j = 0; j < i; j++) {
                b[j] -= value * row[j];
            }
        }
    }

    /** The solution of L Lᵀ x = b, a new array. */
    static double[] solve(double[][] lower, double[] b) {
        double[] x = b.clone();
        solveLower(lower, x);
        solveUpper(lower, x);
        return x;
    }

    /** The inverse of L Lᵀ. */
    static double[][] inverse(double[][] lower) {
        int n = lower.length;
        double[][] columns = new double[n][n];
        for (int i = 0; i < n; i++) {
            columns[i][i] = 1;
            solveLower(lower, columns[i]);
        }
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = i; k < n; k++) {
                    sum += columns[i][k] * columns[j][k];
                }
                inverse[i][j] = sum;
                inverse[j][i] = sum;
            }
        }
        return inverse;
    }

    /** The logarithm of the determinant of L Lᵀ. */
    static double logDeterminant(double[][] lower) {
        double sum = 0;
        for (int i = 0; i < lower.length; i++) {
            sum += Math.log(lower[i][i]);
        }
        return 2 * sum;
    }

    /** a += factor · b. */
    static void add(double[][] a, double factor, double[][] b) {
        for (int i = 0; i < a.length; i++) {
            double[] to = a[i];
            double[] from = b[i];
            for (int j = 0; j < to.length; j++) {
                to[j] += factor * from[j];
            }
        }
    }

    /** a · x. */
    static double[] times(double[][] a, double[] x) {
        double[] product = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            product[i] = dot(a[i], x);
        }
        return product;
    }

    /** The sum of the products of equal entries. */
    static double inner(double[][] a, double[][] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += dot(a[i], b[i]);
        }
        return sum;
    }

    /** A copy of every row. */
    static double[][] copy(double[][] a) {
        double[][] copy = new double[a.length][];
        for (int i = 0; i < a.length; i++) {
            copy[i] = a[i].clone();
        }
        return copy;
    }
}
