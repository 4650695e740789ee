package org.cosearch.search;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * How much each objective counts.
 *
 * @param weights {@code [objective]}, of sum 1
 */
record Weighting(double[] weights) {

    /** Drawn uniformly from all weightings. */
    static Weighting drawn(int objectives, RandomGenerator random) {
        double[] weights = new double[objectives];
        Arrays.setAll(weights, m -> objectives == 1 ? 1 : -Math.log(1 - random.nextDouble()));
        double sum = Arrays.stream(weights).sum();
        Arrays.setAll(weights, m -> sum > 0 ? weights[m] / sum : 1.0 / objectives);
        return new Weighting(weights);
    }

    /** The weighted sum of {@code values}, {@code [objective]}. */
    double of(double[] values) {
        double sum = 0;
        for (int m = 0; m < weights.length; m++) {
            sum += weights[m] * values[m];
        }
        return sum;
    }
}
