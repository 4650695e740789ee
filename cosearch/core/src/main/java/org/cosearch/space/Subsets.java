package org.cosearch.space;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The sets, or sequences without repetition, of some of n weighted elements; the weight of one is the product of the
 * weights of its elements.
 *
 * <p>The total weight of the sets of k elements is the elementary symmetric polynomial e_k, which follows from
 * e_k(i, …, n) = e_k(i + 1, …, n) + w_i e_{k-1}(i + 1, …, n); sequences are k! as many.
 */
final class Subsets {

    private final int min;
    private final int elements;
    private final boolean ordered;
    /** Drawn by weight: how many elements more than {@code min}. */
    private final Weights lengths;
    /** By element i and count k the sum over the sets of k of the elements from i on; empty if all weights are equal. */
    private final BigInteger[][] from;

    private final List<BigInteger> weights;

    private Subsets(List<BigInteger> weights, int min, int max, boolean ordered) {
        this.weights = List.copyOf(weights);
        this.min = min;
        this.elements = weights.size();
        this.ordered = ordered;
        boolean equal = weights.stream().distinct().count() <= 1;
        this.from = equal ? new BigInteger[0][] : sums(weights, max);
        List<BigInteger> totals = new ArrayList<>();
        BigInteger sets = BigInteger.ONE;
        BigInteger orders = BigInteger.ONE;
        for (int k = 0; k <= max; k++) {
            if (k > 0) {
                sets = sets.multiply(BigInteger.valueOf(elements - k + 1)).divide(BigInteger.valueOf(k));
                orders = ordered ? orders.multiply(BigInteger.valueOf(k)) : orders;
            }
            if (k >= min) {
                totals.add(orders.multiply(equal ? sets.multiply(weights.get(0).pow(k)) : from[0][k]));
            }
        }
        this.lengths = new Weights(totals);
    }

    /** @throws IllegalArgumentException unless 0 ≤ min ≤ max ≤ n and 1 ≤ max */
    static Subsets of(List<BigInteger> weights, int min, int max, boolean ordered) {
        if (min < 0 || max < min || max < 1 || max > weights.size()) {
            throw new IllegalArgumentException(
                    "A choice of several has min (%d) and max (%d) of %d options, but 0 ≤ min ≤ max ≤ %d and 1 ≤ max."
                            .formatted(min, max, weights.size(), weights.size()));
        }
        return new Subsets(weights, min, max, ordered);
    }

    private static BigInteger[][] sums(List<BigInteger> weights, int max) {
        int n = weights.size();
        BigInteger[][] from = new BigInteger[n + 1][max + 1];
        Arrays.fill(from[n], BigInteger.ZERO);
        from[n][0] = BigInteger.ONE;
        for (int i = n - 1; i >= 0; i--) {
            from[i][0] = BigInteger.ONE;
            for (int k = 1; k <= max; k++) {
                from[i][k] = from[i + 1][k].add(weights.get(i).multiply(from[i + 1][k - 1]));
            }
        }
        return from;
    }

    /** The same sets and sequences, each of weight 1. */
    Subsets unweighted(int max) {
        return new Subsets(Collections.nCopies(elements, BigInteger.ONE), min, max, ordered);
    }

    BigInteger total() {
        return lengths.total();
    }

    /** The elements of one in proportion to its weight; ascending unless ordered. */
    int[] draw(RandomGenerator random) {
        int length = min + lengths.draw(random);
        int[] drawn = from.length == 0 ? anyOf(length, random) : weighted(length, random);
        if (ordered) {
            shuffle(drawn, length, random);
        } else {
            Arrays.sort(drawn);
        }
        return drawn;
    }

    private int[] anyOf(int length, RandomGenerator random) {
        int[] all = new int[elements];
        Arrays.setAll(all, i -> i);
        shuffle(all, length, random);
        return Arrays.copyOf(all, length);
    }

    private int[] weighted(int length, RandomGenerator random) {
        int[] drawn = new int[length];
        int left = length;
        for (int i = 0; left > 0; i++) {
            BigInteger with = weights.get(i).multiply(from[i + 1][left - 1]);
            if (Weights.below(from[i][left], random).compareTo(with) < 0) {
                drawn[length - left] = i;
                left--;
            }
        }
        return drawn;
    }

    /** The first steps of a Fisher–Yates shuffle: the first {@code length} are then any of all, in any order. */
    private static void shuffle(int[] values, int length, RandomGenerator random) {
        for (int i = 0; i < Math.min(length, values.length - 1); i++) {
            int j = i + random.nextInt(values.length - i);
            int value = values[i];
            values[i] = values[j];
            values[j] = value;
        }
    }
}
