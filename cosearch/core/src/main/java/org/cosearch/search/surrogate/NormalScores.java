package org.cosearch.search.surrogate;

import java.util.Arrays;

/**
 * Fits another regressor to the normal scores of the values, by rank, and maps predictions back: for figures with outliers,
 * such as the accuracy of networks some of which do not learn.
 *
 * <p>Between known values predictions are interpolated, beyond them continued along the mean slope of the outer tenth.
 */
record NormalScores(Regressor regressor) implements Regressor {

    @Override
    public String label() {
        return regressor.label() + " of ranks";
    }

    @Override
    public Model fit(double[][] rows, double[] values) {
        double[] sorted = Arrays.stream(values).sorted().distinct().toArray();
        double[] scores = new double[sorted.length];
        double[] ordered = values.clone();
        Arrays.sort(ordered);
        for (int i = 0, from = 0; i < sorted.length; i++) {
            int to = from;
            while (to < ordered.length && ordered[to] == sorted[i]) {
                to++;
            }
            scores[i] = quantile((from + to) / 2.0 / ordered.length);
            from = to;
        }
        double[] targets = Arrays.stream(values)
                .map(value -> scores[Arrays.binarySearch(sorted, value)])
                .toArray();
        Model model = regressor.fit(rows, targets);
        Curve back = new Curve(scores, sorted);
        return row -> {
            Prediction score = model.predict(row);
            double mean = back.at(score.mean());
            double spread = back.at(score.mean() + score.sigma()) - back.at(score.mean() - score.sigma());
            return new Prediction(mean, spread / 2);
        };
    }

    /** A rising polygon through points. */
    private static final class Curve {

        private final double[] x;
        private final double[] y;

        Curve(double[] x, double[] y) {
            this.x = x;
            this.y = y;
        }

        double at(double value) {
            int last = x.length - 1;
            if (last == 0) {
                return y[0];
            }
            int tenth = Math.max(1, last / 10);
            if (value <= x[0]) {
                return y[0] + (value - x[0]) * (y[tenth] - y[0]) / (x[tenth] - x[0]);
            }
            if (value >= x[last]) {
                return y[last] + (value - x[last]) * (y[last] - y[last - tenth]) / (x[last] - x[last - tenth]);
            }
            int place = Arrays.binarySearch(x, value);
            int right = place >= 0 ? Math.max(1, place) : -place - 1;
            double part = (value - x[right - 1]) / (x[right] - x[right - 1]);
            return y[right - 1] + part * (y[right] - y[right - 1]);
        }
    }

    /** The quantile of the standard normal distribution to 1e-3 (Abramowitz and Stegun 1964, 26.2.23). */
    private static double quantile(double probability) {
        double tail = Math.min(probability, 1 - probability);
        double t = Math.sqrt(-2 * Math.log(tail));
        double value =
                t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        return probability < 0.5 ? -value : value;
    }
}
