package org.cosearch.accelerator.mapping;

import java.util.Arrays;

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
    /** {@code [t]}: of a tensor that never rests. */
    private final double[] energy;
    /** {@code [t · dimensions + d]}: the same where a loop over d is the innermost that moves the tensor. */
    private final double[] slidingEnergy;
    /** {@code [d]}: of the tensor asked for last. */
    private final double[] shares;

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
        slidingEnergy = new double[tensors * dimensions];
        shares = new double[dimensions];
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
        int present = price(boundary, last, tile, outer);
        if (present == 0) {
            return 0;
        }
        rest(level, known);
        double least = Double.POSITIVE_INFINITY;
        for (int first = 0; first < tensors; first++) {
            // where it has nothing to rest for, the order is another's
            if ((present & (1 << first)) != 0 && (idle[first] != 0 || stopped[first])) {
                least = Math.min(least, withBestOrderFor(first, level, known));
            }
        }
        if (least == Double.POSITIVE_INFINITY) {
            least = withBestOrderFor(Integer.numberOfTrailingZeros(present), level, known);
        }
        if (traffic.limited) {
            letRest(boundary, last, level, known);
        }
        return least;
    }

    private double withBestOrderFor(int first, int level, boolean known) {
        double sum = 0;
        for (int t = 0; t < tensors; t++) {
            if (energy[t] > 0) {
                sum += energyBeside(t, first) / run(t, first, level, known);
            }
        }
        return sum;
    }

    /** Energy of a tensor that does not rest, where the innermost loops are those that {@code first} rests for. */
    private double energyBeside(int t, int first) {
        long innermost = idle[first] & traffic.tensors[t].moves;
        if (!traffic.tensors[t].slides() || stopped[first] || innermost == 0) {
            return energy[t];
        }
        double least = Double.POSITIVE_INFINITY;
        for (long left = innermost; left != 0; left &= left - 1) {
            least = Math.min(least, slidingEnergy[t * dimensions + Long.numberOfTrailingZeros(left)]);
        }
        return least;
    }

    /** Notes for each tensor the energy, at least, if it never rests. */
    void neverResting(int boundary, int last, int[] tile, double[] energies) {
        price(boundary, last, tile, Boundary.OPEN);
        System.arraycopy(energy, 0, energies, 0, tensors);
    }

    /** Fills {@link #energy} and returns the bits of the tensors that the boundaries have. */
    private int price(int boundary, int last, int[] tile, int[] outer) {
        int level = loops.storage[boundary - 1];
        boolean known = outer.length > 0;
        double iterations = 1;
        for (int d = 0; d < dimensions; d++) {
            all[d] = traffic.rest[d] / tile[d];
            near[d] = known ? outer[d] / tile[d] : all[d];
            iterations *= all[d];
        }
        int present = 0;
        Arrays.fill(energy, 0);
        Arrays.fill(slidingEnergy, 0);
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
        return present;
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
        double price = traffic.energyOfWord(level, t, tile);
        double least = 1;
        if (tensor.slides()) {
            slide(t, outer, tile, known);
            least = Double.POSITIVE_INFINITY;
            for (int d = 0; d < dimensions; d++) {
                slidingEnergy[t * dimensions + d] += count * shares[d] * price;
                least = Math.min(least, shares[d]);
            }
        }
        words[level * tensors + t] = count * least;
        return count * least * price;
    }

    /** Fills {@link #shares}. */
    private void slide(int t, int outer, int[] tile, boolean known) {
        for (int d = 0; d < dimensions; d++) {
            step[d] = tile[d] * traffic.below[outer * dimensions + d];
        }
        double fixed = known && traffic.timeloop
                ? windows[t].fixedShare(rules.temporalInner[outer], near, extents, 0, step, 0)
                : Double.NaN;
        if (Double.isNaN(fixed)) {
            windows[t].leastShares(extents, 0, step, 0, all, near, known, shares);
        } else {
            Arrays.fill(shares, fixed);
        }
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
