package org.cosearch.search.surrogate;

import java.util.Arrays;

/**
 * Ridge regression, of features or of these and their products by twos (Hoerl and Kennard 1970).
 *
 * <p>Solved in the dual, a kernel matrix of the samples, so that many features cost little. The penalty is that of a grid
 * with the least squared leave-one-out residuals. The deviation is that of these residuals, the same everywhere.
 */
record Ridge(boolean pairs) implements Regressor {

    private static final double[] PENALTIES = {1e-3, 1e-2, 1e-1, 1, 10};

    @Override
    public String label() {
        return pairs ? "ridge of pairs" : "ridge";
    }

    @Override
    public Model fit(double[][] rows, double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double[] centred = Arrays.stream(values).map(value -> value - mean).toArray();
        double[][] kernel = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j <= i; j++) {
                kernel[i][j] = product(rows[i], rows[j]);
                kernel[j][i] = kernel[i][j];
            }
        }
        double[] best = new double[rows.length];
        double least = Double.POSITIVE_INFINITY;
        for (double penalty : PENALTIES) {
            double[][] matrix = Arrays.stream(kernel).map(double[]::clone).toArray(double[][]::new);
            for (int i = 0; i < matrix.length; i++) {
                matrix[i][i] += penalty;
            }
            Cholesky root = Cholesky.of(matrix);
            double[] weights = root.solve(centred);
            double square = 0;
            for (int i = 0; i < weights.length; i++) {
                double[] unit = new double[weights.length];
                unit[i] = 1;
                double[] column = root.forward(unit);
                double inverse =
                        Arrays.stream(column).map(value -> value * value).sum();
                double residual = weights[i] / inverse; // of leaving sample i out
                square += residual * residual;
            }
            if (square < least) {
                least = square;
                best = weights;
            }
        }
        double[] weights = best;
        double sigma = Math.sqrt(least / rows.length);
        return row -> {
            double sum = mean;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * product(rows[i], row);
            }
            return new Prediction(sum, sigma);
        };
    }

    /** Of two samples: that of features with an intercept, and with pairs its square, which has all products by twos. */
    private double product(double[] a, double[] b) {
        double sum = 1;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return pairs ? sum * sum / 4 : sum;
    }
}
