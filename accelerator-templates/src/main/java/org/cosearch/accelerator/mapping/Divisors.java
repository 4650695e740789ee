package org.cosearch.accelerator.mapping;

import java.util.Arrays;

/** Divisors of loop bounds. */
final class Divisors {

    private Divisors() {}

    /** All divisors of n, ascending. */
    static int[] of(int n) {
        int[] found = new int[2 * (int) Math.sqrt(n) + 2];
        int count = 0;
        for (int factor = 1; (long) factor * factor <= n; factor++) {
            if (n % factor == 0) {
                found[count++] = factor;
                if (factor != n / factor) {
                    found[count++] = n / factor;
                }
            }
        }
        int[] result = Arrays.copyOf(found, count);
        Arrays.sort(result);
        return result;
    }

    /** The smallest prime factor of n, or 1 of 1. */
    static int smallestPrime(int n) {
        for (int factor = 2; (long) factor * factor <= n; factor++) {
            if (n % factor == 0) {
                return factor;
            }
        }
        return n;
    }
}
