package org.cosearch.accelerator.mapping;

/**
 * The least words that sliding windows bring to a level whose tiles are not decided yet.
 *
 * <p>A step of the innermost loop that moves the tensor always brings its fresh words, whatever is remembered: the tile
 * steps away from its neighbour. With b iterations these are (b − 1)/b of all steps. The least over all tiles that the
 * level may have is a bound for both ways of counting.
 */
final class LeastWindows {

    /** Of one sweep, relative to the words on rigid axes. */
    double words;
    /** The part that comes again with every iteration of a loop outside that does not move the tensor. */
    double again;

    private final Tensor tensor;
    private final int dimensions;
    private final long[] extents;
    private final int[] flat;
    private final int[][] inner;
    private final int[] rest;

    LeastWindows(Tensor tensor, int dimensions) {
        this.tensor = tensor;
        this.dimensions = dimensions;
        extents = new long[dimensions];
        rest = new int[dimensions];
        int count = 0;
        for (int[] axis : tensor.sliding) {
            count += axis.length;
        }
        flat = new int[count];
        inner = new int[count][];
        int next = 0;
        for (int[] axis : tensor.sliding) {
            for (int d : axis) {
                flat[next++] = d;
            }
        }
    }

    /**
     * Finds the least.
     *
     * @param below {@code below[from + d]}: iterations of d side by side at the level and inside
     * @param capacity words that the tile may have
     */
    void find(
            TemporalFactors factors,
            int level,
            int[] iterations,
            long[] below,
            int from,
            long capacity,
            boolean rigidLoopsMayBeOutside) {
        words = Double.POSITIVE_INFINITY;
        again = Double.POSITIVE_INFINITY;
        for (int d = 0; d < dimensions; d++) {
            extents[d] = below[from + d];
        }
        for (int i = 0; i < flat.length; i++) {
            inner[i] = factors.inner(level, flat[i], iterations[flat[i]]);
        }
        next(0, iterations, below, from, capacity, rigidLoopsMayBeOutside);
    }

    private void next(int i, int[] iterations, long[] below, int from, long capacity, boolean rigidOutside) {
        if (i == flat.length) {
            consider(capacity, rigidOutside);
            return;
        }
        int d = flat[i];
        for (int factor : inner[i]) {
            extents[d] = below[from + d] * factor;
            rest[d] = iterations[d] / factor;
            next(i + 1, iterations, below, from, capacity, rigidOutside);
        }
    }

    private void consider(long capacity, boolean rigidOutside) {
        double rigid = tensor.rigidWords(extents, 0);
        double window = tensor.words(extents, 0);
        if (window > capacity) {
            return;
        }
        window /= rigid;
        double steps = 1;
        double least = rigidOutside ? window : Double.POSITIVE_INFINITY;
        for (int d : flat) {
            if (rest[d] > 1) {
                steps *= rest[d];
                double fresh = tensor.fresh(tensor.axisOf[d], extents[d] * tensor.coefficientOf[d], extents, 0) / rigid;
                least = Math.min(least, fresh * (1 - 1.0 / smallestFactor(rest[d])));
            }
        }
        if (least == Double.POSITIVE_INFINITY) {
            words = Math.min(words, window);
        } else {
            words = Math.min(words, steps == 1 ? window : Math.max(window, steps * least));
            again = Math.min(again, steps * least);
        }
    }

    static int smallestFactor(int n) {
        for (int factor = 2; (long) factor * factor <= n; factor++) {
            if (n % factor == 0) {
                return factor;
            }
        }
        return n;
    }
}
