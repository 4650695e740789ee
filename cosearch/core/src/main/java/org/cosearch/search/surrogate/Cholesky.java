package org.cosearch.search.surrogate;

/** The lower triangular root of a symmetric positive definite matrix, and what is solved by it. */
final class Cholesky {

    private final double[][] root;

    private Cholesky(double[][] root) {
        this.root = root;
    }

    /**
     * @param matrix {@code [n, n]}, of which the lower triangle is read
     * @throws ArithmeticException if it is not positive definite
     */
    static Cholesky of(double[][] matrix) {
        int n = matrix.length;
        double[][] root = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] row = new double[i + 1];
            root[i] = row;
            for (int j = 0; j <= i; j++) {
                double[] other = root[j];
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= row[k] * other[k];
                }
                if (i > j) {
                    row[j] = sum / other[j];
                } else if (sum > 0) {
                    row[i] = Math.sqrt(sum);
                } else {
                    throw new ArithmeticException("The matrix is not positive definite in row (%d).".formatted(i));
                }
            }
        }
        return new Cholesky(root);
    }

    /** The solution of L x = b. */
    double[] forward(double[] right) {
        double[] x = new double[right.length];
        for (int i = 0; i < x.length; i++) {
            double sum = right[i];
            for (int k = 0; k < i; k++) {
                sum -= root[i][k] * x[k];
            }
            x[i] = sum / root[i][i];
        }
        return x;
    }

    /** The solution of L Lᵀ x = b. */
    double[] solve(double[] right) {
        double[] x = forward(right);
        for (int i = x.length - 1; i >= 0; i--) {
            x[i] /= root[i][i];
            for (int k = 0; k < i; k++) {
                x[k] -= root[i][k] * x[i];
            }
        }
        return x;
    }

    /** ln det L. */
    double logRoot() {
        double sum = 0;
        for (int i = 0; i < root.length; i++) {
            sum += Math.log(root[i][i]);
        }
        return sum;
    }
}
