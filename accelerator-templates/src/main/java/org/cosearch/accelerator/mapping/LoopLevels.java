package org.cosearch.accelerator.mapping;

/**
 * The storage levels that may have temporal loops, outer to inner, and the boundaries between them.
 *
 * <p>Boundary i lies below the loops of the i-th outermost of these levels. All storage levels from there to the next one
 * with loops, itself included, hold tiles of the same iterations in time.
 */
final class LoopLevels {

    /** {@code [i]}: storage level of the i-th; the first is always the outermost. */
    final int[] storage;

    final int count;
    private final int storageLevels;

    LoopLevels(Rules rules) {
        int[] found = new int[rules.levels];
        int next = 1;
        for (int level = 1; level < rules.levels; level++) {
            boolean loops = false;
            for (int d = 0; d < rules.dimensions; d++) {
                loops |= rules.bound[d] > 1 && rules.mostTemporal[level * rules.dimensions + d] > 1;
            }
            if (loops) {
                found[next++] = level;
            }
        }
        count = next;
        storage = java.util.Arrays.copyOf(found, count);
        storageLevels = rules.levels;
    }

    /** The outermost storage level below boundary {@code i}, which is at least 1. */
    int first(int boundary) {
        return storage[boundary - 1] + 1;
    }

    /** The innermost storage level whose tiles belong to boundary {@code i}. */
    int last(int boundary) {
        return boundary < count ? storage[boundary] : storageLevels - 1;
    }
}
