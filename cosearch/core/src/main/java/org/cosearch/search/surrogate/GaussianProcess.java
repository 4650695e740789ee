package org.cosearch.search.surrogate;

import java.util.Arrays;

/**
 * A Gaussian process with a Matérn 5/2 kernel over the Euclidean distance of the features (Rasmussen and Williams 2006,
 * algorithm 2.1 and equation 5.8). Length scale and noise are those of a grid with the greatest marginal likelihood;
 * values are standardised.
 */
record GaussianProcess() implements Regressor {

    /** In units of the median distance of the samples. */
    private static final double[] LENGTHS = {0.5, 1, 2, 4, 8};

    /** In units of the variance of the values. */
    private static final double[] NOISES = {1e-4, 1e-2, 1e-1};

    @Override
    public String label() {
        return "Gaussian process";
    }

    @Override
    public Model fit(double[][] rows, double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double variance = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        double scale = variance > 0 ? Math.sqrt(variance) : 1;
        double[] standard =
                Arrays.stream(values).map(value -> (value - mean) / scale).toArray();
        double[][] distances = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            distances[i] = new double[i + 1];
            for (int j = 0; j < i; j++) {
                distances[i][j] = distance(rows[i], rows[j]);
            }
        }
        double median = median(distances);
        double greatest = Double.NEGATIVE_INFINITY;
        double length = median;
        double noise = NOISES[0];
        for (double relative : LENGTHS) {
            for (double tried : NOISES) {
                Cholesky root = Cholesky.of(kernel(distances, relative * median, tried));
                double likelihood = -0.5 * dot(standard, root.solve(standard)) - root.logRoot();
                if (likelihood > greatest) {
                    greatest = likelihood;
                    length = relative * median;
                    noise = tried;
                }
            }
        }
        Cholesky root = Cholesky.of(kernel(distances, length, noise));
        return new Fitted(rows, root, root.solve(standard), length, noise, mean, scale);
    }

    private static final class Fitted implements Model {

        private final double[][] rows;
        private final Cholesky root;
        private final double[] weights;
        private final double length;
        private final double noise;
        private final double mean;
        private final double scale;

        Fitted(
                double[][] rows,
                Cholesky root,
                double[] weights,
                double length,
                double noise,
                double mean,
                double scale) {
            this.rows = rows;
            this.root = root;
            this.weights = weights;
            this.length = length;
            this.noise = noise;
            this.mean = mean;
            this.scale = scale;
        }

        @Override
        public Prediction predict(double[] row) {
            double[] similar = new double[rows.length];
            for (int i = 0; i < similar.length; i++) {
                similar[i] = matern(distance(rows[i], row) / length);
            }
            double[] explained = root.forward(similar);
            double rest = Math.max(0, 1 + noise - dot(explained, explained));
            return new Prediction(mean + scale * dot(similar, weights), scale * Math.sqrt(rest));
        }
    }

    private static double[][] kernel(double[][] distances, double length, double noise) {
        double[][] kernel = new double[distances.length][];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = new double[i + 1];
            for (int j = 0; j < i; j++) {
                kernel[i][j] = matern(distances[i][j] / length);
            }
            kernel[i][i] = 1 + noise;
        }
        return kernel;
    }

    private static double matern(double distance) {
        double scaled = Math.sqrt(5) * distance;
        return (1 + scaled + scaled * scaled / 3) * Math.exp(-scaled);
    }

    private static double distance(double[] a, double[] b) {
        double square = 0;
        for (int i = 0; i < a.length; i++) {
            square += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(square);
    }

    private static double median(double[][] distances) {
        double[] all = Arrays.stream(distances)
                .flatMapToDouble(row -> Arrays.stream(row, 0, row.length - 1))
                .sorted()
                .toArray();
        double median = all.length == 0 ? 1 : all[all.length / 2];
        return median > 0 ? median : 1;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
