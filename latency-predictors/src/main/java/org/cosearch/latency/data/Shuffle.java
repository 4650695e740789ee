package org.cosearch.latency.data;

import java.util.random.RandomGenerator;

/** Random order. */
public final class Shuffle {

    private Shuffle() {}

    /** The numbers below {@code n} in random order (Fisher and Yates). */
    public static int[] of(int n, RandomGenerator random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
