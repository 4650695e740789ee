package org.cosearch.search;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The value of an operator after another one, learned by temporal differences; one in ten is drawn at random. */
final class QLearning implements OperatorChoice {

    private static final double RATE = 0.1;
    private static final double DISCOUNT = 0.5;
    private static final double CHANCE = 0.1;

    private final double[][] values; // [operator of the last child][operator of the next]
    private int last;

    QLearning(int operators) {
        values = new double[operators][operators];
        for (double[] row : values) {
            Arrays.fill(row, 1 / (1 - DISCOUNT)); // the most there can be, so that each is tried
        }
    }

    @Override
    public int choose(RandomGenerator random) {
        int operators = values.length;
        if (random.nextDouble() < CHANCE) {
            return random.nextInt(operators);
        }
        int best = random.nextInt(operators);
        for (int i = 0, from = best; i < operators; i++) {
            int operator = (from + i) % operators;
            best = values[last][operator] > values[last][best] ? operator : best;
        }
        return best;
    }

    @Override
    public void learn(int operator, double reward) {
        double next = Arrays.stream(values[operator]).max().orElse(0);
        values[last][operator] += RATE * (reward + DISCOUNT * next - values[last][operator]);
        last = operator;
    }
}
