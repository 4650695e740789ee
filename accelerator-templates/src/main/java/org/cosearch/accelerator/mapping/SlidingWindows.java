package org.cosearch.accelerator.mapping;

/**
 * The words that tiles of a tensor with sliding windows bring, in closed form, and the least over all orders of loops.
 *
 * <p>What a step brings depends on the innermost loop that moves the tensor, call it j, and on the loops around it that
 * stay on j's axis. As j advances before every other loop does, the remembered translation is j's own whenever another
 * loop advances. So as Timeloop counts, that step brings nothing if the tile does not move, the words of a step of j if it
 * moves like j, and the whole tile otherwise; and as soon as a loop of another axis lies inside, always the whole tile.
 */
final class SlidingWindows {

    private final Tensor tensor;
    private final boolean timeloop;
    private final long[] slide;

    SlidingWindows(Tensor tensor, boolean timeloop) {
        this.tensor = tensor;
        this.timeloop = timeloop;
        slide = new long[tensor.sliding.length];
    }

    /** Words under the loops {@code [0, count)} of {@code loops}; exact. */
    double words(LoopStack loops, int count, long[] extents, int row) {
        double tile = tensor.words(extents, row);
        int last = count - 1;
        while (last >= 0 && !tensor.moves(loops.dimension[last])) {
            last--;
        }
        if (last < 0) {
            return tile;
        }
        int axis = tensor.axisOf[loops.dimension[last]];
        if (axis >= 0) {
            return timeloop
                    ? likeTimeloop(loops, last, axis, extents, row, tile)
                    : exact(loops, last, extents, row, tile);
        }
        double product = tile;
        for (int loop = 0; loop <= last; loop++) {
            product *= loops.bound[loop];
        }
        return product;
    }

    private double likeTimeloop(LoopStack loops, int last, int axis, long[] extents, int row, double tile) {
        int innermost = loops.dimension[last];
        long unit = loops.step[last] * tensor.coefficientOf[innermost];
        double fresh = tensor.fresh(axis, unit, extents, row);
        double words = tile + (loops.bound[last] - 1) * fresh;
        long back = unit;
        boolean alone = true;
        for (int loop = last - 1; loop >= 0; loop--) {
            int d = loops.dimension[loop];
            int times = loops.bound[loop] - 1;
            double brought = tile;
            if (alone && tensor.moves(d)) {
                if (tensor.axisOf[d] == axis) {
                    long forth = loops.step[loop] * tensor.coefficientOf[d];
                    brought = forth == back ? 0 : forth - back == unit ? fresh : tile;
                    back += forth;
                } else {
                    alone = false;
                }
            }
            words += times * (brought + words - tile);
        }
        return words;
    }

    private double exact(LoopStack loops, int last, long[] extents, int row, double tile) {
        double outer = 1;
        for (int loop = 0; loop <= last; loop++) {
            outer *= loops.bound[loop];
        }
        double sum = tile;
        java.util.Arrays.fill(slide, 0);
        boolean rigidReturns = false;
        for (int loop = last; loop >= 0; loop--) {
            outer /= loops.bound[loop];
            int d = loops.dimension[loop];
            boolean moves = tensor.moves(d);
            int axis = moves ? tensor.axisOf[d] : -1;
            boolean whole = rigidReturns || (moves && axis < 0);
            sum += outer
                    * (loops.bound[loop] - 1)
                    * (whole ? tile : freshAfter(extents, row, axis, d, loops.step[loop], tile));
            if (moves && axis < 0) {
                rigidReturns = true;
            } else if (moves) {
                slide[axis] += loops.step[loop] * (loops.bound[loop] - 1L) * tensor.coefficientOf[d];
            }
        }
        return sum;
    }

    /** Words of a step of dimension d that takes back all steps inside it, none of them rigid. */
    private double freshAfter(long[] extents, int row, int axis, int d, long step, double tile) {
        double overlap = tensor.rigidWords(extents, row);
        for (int a = 0; a < tensor.sliding.length; a++) {
            long moved = (a == axis ? step * tensor.coefficientOf[d] : 0) - slide[a];
            overlap *= Math.max(0, tensor.extent(a, extents, row) - Math.abs(moved));
        }
        return tile - overlap;
    }

    /**
     * A lower bound, over all orders of loops, on the words as a share of whole tiles at every step of a moving loop.
     *
     * @param steps {@code steps[stepRow + d]}: iterations that the innermost loop over d outside the tile steps by
     * @param all {@code [d]}: iterations outside the tile
     * @param near {@code [d]}: those of the loops of the level right outside
     * @param known whether {@code near} is decided; otherwise it is not read
     */
    double leastShare(long[] extents, int row, long[] steps, int stepRow, int[] all, int[] near, boolean known) {
        double least = 1;
        boolean nearMoves = known && moving(near, -1);
        for (int axis = 0; axis < tensor.sliding.length; axis++) {
            // loops of another axis right outside keep those further out from joining
            boolean closed = known && (moving(near, axis) || same(all, near, axis));
            int[] loops = closed ? near : all;
            long extent = tensor.extent(axis, extents, row);
            for (int d : tensor.sliding[axis]) {
                if (all[d] > 1 && !(nearMoves && near[d] == 1)) {
                    long unit = steps[stepRow + d] * tensor.coefficientOf[d];
                    double fresh = Math.min(1, (double) unit / extent);
                    int innermost = nearMoves ? near[d] : Divisors.smallestPrime(all[d]);
                    least = Math.min(least, share(axis, d, unit, fresh, steps, stepRow, loops, innermost, closed));
                }
            }
        }
        return least;
    }

    /** Whether loops move the tensor otherwise than on one axis. */
    private boolean moving(int[] loops, int exceptAxis) {
        for (int d = 0; d < loops.length; d++) {
            if (loops[d] > 1 && tensor.moves(d) && (exceptAxis < 0 || tensor.axisOf[d] != exceptAxis)) {
                return true;
            }
        }
        return false;
    }

    private boolean same(int[] all, int[] near, int axis) {
        for (int d : tensor.sliding[axis]) {
            if (all[d] != near[d]) {
                return false;
            }
        }
        return true;
    }

    private double share(
            int axis,
            int d,
            long unit,
            double fresh,
            long[] steps,
            int stepRow,
            int[] loops,
            int innermost,
            boolean closed) {
        int other = -1;
        int others = 0;
        for (int candidate : tensor.sliding[axis]) {
            if (candidate != d && loops[candidate] > 1) {
                other = candidate;
                others++;
            }
        }
        double along = loops[d];
        if (others == 0) {
            return timeloop ? (1 + (along - 1) * fresh) / along : fresh;
        }
        if (!timeloop || !closed || others > 1) {
            return fresh * (1 - 1.0 / innermost);
        }
        double times = loops[other];
        long forth = steps[stepRow + other] * tensor.coefficientOf[other];
        if (forth == unit) {
            return (1 + times * (along - 1) * fresh) / (times * along);
        }
        if (forth == 2 * unit) {
            return (1 + (times * along - 1) * fresh) / (times * along);
        }
        return (1 + (along - 1) * fresh) / along;
    }
}
