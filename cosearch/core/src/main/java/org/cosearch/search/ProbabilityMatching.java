package org.cosearch.search;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Operators in proportion to a mean of their rewards that forgets. */
final class ProbabilityMatching implements OperatorChoice {

    /** The weight of a new reward in the mean. */
    private static final double RATE = 0.05;

    /** All operators together have this much of the probability, whatever their rewards. */
    private static final double FLOOR = 0.2;

    private final double[] qualities;

    ProbabilityMatching(int operators) {
        qualities = new double[operators];
        Arrays.fill(qualities, 1); // so that each is tried
    }

    @Override
    public int choose(RandomGenerator random) {
        double drawn = random.nextDouble();
        if (drawn < FLOOR) {
            return random.nextInt(qualities.length);
        }
        double left = (drawn - FLOOR) / (1 - FLOOR) * Arrays.stream(qualities).sum();
        int operator = 0;
        while (operator + 1 < qualities.length && left >= qualities[operator]) {
            left -= qualities[operator++];
        }
        return operator;
    }

    @Override
    public void learn(int operator, double reward) {
        qualities[operator] += RATE * (reward - qualities[operator]);
    }
}
