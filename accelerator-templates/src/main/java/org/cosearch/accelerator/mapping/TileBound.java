package org.cosearch.accelerator.mapping;

/**
 * The least energy of the words that come across one boundary, over all orders of the loops outside it.
 *
 * <p>A tensor rests while loops that do not move it run innermost. At most one tensor has its best order, up to loops that
 * several tensors share; the others rest where the rules force them to. Windows may slide along their best axis besides.
 */
final class TileBound {

    private final Traffic traffic;
    private final Rules rules;
    private final LoopLevels loops;
    private final SlidingWindows[] windows;
    private final int dimensions;
    private final int tensors;

    private final long[] extents;
    private final int[] all;
    private final int[] near;
    private final double[] energy;
    private final double[] forced;
    private final boolean[] stopped;
    private final long[] idle;
    /** Bits of loops right outside that are free to stand in any order. */
    private long free;

    private final long[] step;

    /**
     * {@code [level · tensors + t]}: words to one instance of the levels asked for last, at least, where bandwidths matter.
     */
    final double[] words;

    TileBound(Traffic traffic, Rules rules, LoopLevels loops, SlidingWindows[] windows) {
        this.traffic = traffic;
        this.rules = rules;
        this.loops = loops;
        this.windows = windows;
        dimensions = rules.dimensions;
        tensors = traffic.tensors.length;
        extents = new long[dimensions];
        all = new int[dimensions];
        near = new int[dimensions];
        energy = new double[tensors];
        forced = new double[tensors];
        stopped = new boolean[tensors];
        idle = new long[tensors];
        step = new long[dimensions];
        words = new double[(traffic.levels + 1) * tensors];
    }

    /**
     * The bound.
     *
     * @param boundary the outermost of the boundaries that have this tile, with no loops between them
     * @param last the innermost of them
     * @param tile {@code tile[d]}: iterations in time that the tiles at the boundary cover
     * @param outer those at the next boundary outside; empty where it is not decided, and then any are allowed
     */
    double least(int boundary, int last, int[] tile, int[] outer) {
        int level = loops.storage[boundary - 1];
        boolean known = outer.length > 0;
        double iterations = 1;
        for (int d = 0; d < dimensions; d++) {
            all[d] = traffic.rest[d] / tile[d];
            near[d] = known ? outer[d] / tile[d] : all[d];
            iterations *= all[d];
        }
        int present = 0;
        for (int t = 0; t < tensors; t++) {
            energy[t] = 0;
        }
        for (int at = loops.first(boundary); at <= loops.last(last); at++) {
            if (traffic.kept[at] == 0) {
                continue;
            }
            for (int d = 0; d < dimensions; d++) {
                extents[d] = tile[d] * traffic.below[at * dimensions + d];
            }
            for (int t = 0; t < tensors; t++) {
                if (traffic.keeps(at, t)) {
                    present |= 1 << t;
                    energy[t] += price(at, t, level, tile, iterations, known);
                }
            }
        }
        if (present == 0) {
            return 0;
        }
        rest(level, known);
        double least = Double.POSITIVE_INFINITY;
        for (int first = 0; first < tensors; first++) {
            if ((present & (1 << first)) != 0) {
                double sum = 0;
                for (int t = 0; t < tensors; t++) {
                    if (energy[t] > 0) {
                        sum += energy[t] / run(t, first, level, known);
                    }
                }
                least = Math.min(least, sum);
            }
        }
        if (traffic.limited) {
            letRest(boundary, last, level, known);
        }
        return least;
    }

    /** Divides the words by how long each tensor may rest, whatever the others do. */
    private void letRest(int boundary, int last, int level, boolean known) {
        for (int t = 0; t < tensors; t++) {
            double run = energy[t] > 0 ? run(t, t, level, known) : 1;
            for (int at = loops.first(boundary); at <= loops.last(last); at++) {
                words[at * tensors + t] /= run;
            }
        }
    }

    /** Energy of a tensor that never rests. */
    private double price(int level, int t, int outer, int[] tile, double iterations, boolean known) {
        Tensor tensor = traffic.tensors[t];
        double count = tensor.words(extents, 0) * iterations;
        if (tensor.slides()) {
            for (int d = 0; d < dimensions; d++) {
                step[d] = tile[d] * traffic.below[outer * dimensions + d];
            }
            count *= windows[t].leastShare(extents, 0, step, 0, all, near, known);
        }
        words[level * tensors + t] = count;
        return count * traffic.energyOfWord(level, t, tile);
    }

    /** How long tensors rest in the innermost loops whose order is fixed. */
    private void rest(int level, boolean known) {
        free = 0;
        for (int d = 0; d < dimensions; d++) {
            free |= near[d] > 1 ? 1L << d : 0;
        }
        for (int t = 0; t < tensors; t++) {
            forced[t] = 1;
            stopped[t] = false;
        }
        if (known) {
            for (int d : rules.temporalInner[level]) {
                if (near[d] > 1) {
                    free &= ~(1L << d);
                    for (int t = 0; t < tensors; t++) {
                        stopped[t] |= traffic.tensors[t].moves(d);
                        forced[t] *= stopped[t] ? 1 : near[d];
                    }
                }
            }
            for (int d : rules.temporalOuter[level]) {
                free &= ~(1L << d);
            }
        }
        for (int t = 0; t < tensors; t++) {
            idle[t] = free & ~traffic.tensors[t].moves;
        }
    }

    /** Iterations that tensor t rests at most where the order is the best for {@code first}. */
    private double run(int t, int first, int level, boolean known) {
        double result = forced[t];
        if (stopped[t]) {
            return result;
        }
        Tensor tensor = traffic.tensors[t];
        boolean whole = t == first || stopped[first] || (idle[first] & tensor.moves) == 0;
        long resting = whole ? idle[t] : idle[t] & idle[first];
        for (long left = resting; left != 0; left &= left - 1) {
            result *= near[Long.numberOfTrailingZeros(left)];
        }
        if (resting != free || !known) {
            return result;
        }
        for (int d : rules.temporalOuter[level]) {
            if (near[d] > 1) {
                if (tensor.moves(d)) {
                    return result;
                }
                result *= near[d];
            }
        }
        for (int d = 0; d < dimensions; d++) {
            if (!tensor.moves(d)) {
                result *= all[d] / near[d];
            }
        }
        return result;
    }
}
