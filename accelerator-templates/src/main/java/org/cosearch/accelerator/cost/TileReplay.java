package org.cosearch.accelerator.cost;

/**
 * The successive positions of one operand's tile at one level, and the words that they bring.
 *
 * <p>Between two positions exactly one of the loops above the level advances and all loops inside it return to their
 * start, so there are as many different translations as loops. Both ways of counting follow from how often each occurs
 * and, for {@link InputCounts#TIMELOOP}, from the one before it. No position is visited twice: what a run of the inner
 * loops brings depends on the remembered translation alone, so it is tabulated for each, innermost loop first.
 *
 * <p>Holds scratch arrays; not safe for use by several threads.
 */
final class TileReplay {

    private final Operand operand;

    /** Loops of the prepared replay, outer to inner. */
    int loops;
    /** Words of the whole tile. */
    long tile;

    final int[] bound = new int[FlatMapping.MOST_LOOPS];
    /** {@code [loop]}: code of the translation when the loop advances; 0 where the tile stays. */
    final long[] translation = new long[FlatMapping.MOST_LOOPS];
    /** {@code [loop]}: words of the tile that the tile before did not hold. */
    final long[] fresh = new long[FlatMapping.MOST_LOOPS];
    /** Whether some translation lies on sliding axes alone, so that neighbours may hold what a tile needs. */
    boolean slides;
    /** {@code [loop]}: the first loop with an equal translation. */
    final int[] same = new int[FlatMapping.MOST_LOOPS];

    private final int axes;
    /** {@code [dimension · axes + axis]}: coefficient on a sliding axis, 0 where the dimension is not on it. */
    private final long[] coefficient;

    private final long[] slide;
    private final long[] slideExtent;
    private boolean partly;
    private boolean sameFound;
    private long[] words = new long[FlatMapping.MOST_LOOPS + 1];
    private int[] after = new int[FlatMapping.MOST_LOOPS + 1];
    private long[] nextWords = new long[FlatMapping.MOST_LOOPS + 1];
    private int[] nextAfter = new int[FlatMapping.MOST_LOOPS + 1];

    TileReplay(Operand operand) {
        this.operand = operand;
        axes = operand.slidingDimension.length;
        slide = new long[axes];
        slideExtent = new long[axes];
        coefficient = new long[operand.code.length * axes];
        for (int axis = 0; axis < axes; axis++) {
            for (int term = 0; term < operand.slidingDimension[axis].length; term++) {
                coefficient[operand.slidingDimension[axis][term] * axes + axis] =
                        operand.slidingCoefficient[axis][term];
            }
        }
    }

    /**
     * Takes over the loops above a level.
     *
     * @param index the loops as indices into the other arrays, outer to inner, without those that stay inside the last
     *     loop that moves the operand
     * @param extents {@code extents[from + d]}: iterations of d that the tile covers
     */
    void prepare(
            InputCounts mode,
            int[] index,
            int count,
            int[] dimension,
            int[] bounds,
            long[] step,
            long[] extents,
            int from) {
        loops = count;
        long rigidWords = operand.rigidWords(extents, from);
        tile = rigidWords;
        for (int axis = 0; axis < axes; axis++) {
            slide[axis] = 0;
            slideExtent[axis] = operand.slidingExtent(axis, extents, from);
            tile *= slideExtent[axis];
        }
        slides = false;
        partly = false;
        sameFound = false;
        long reset = 0;
        long rigidReset = 0;
        for (int loop = count - 1; loop >= 0; loop--) {
            int i = index[loop];
            int d = dimension[i];
            // Timeloop returns from iteration 1, hardware from the last
            long back = mode == InputCounts.TIMELOOP ? step[i] : step[i] * (bounds[i] - 1);
            bound[loop] = bounds[i];
            translation[loop] = step[i] * operand.code[d] - reset;
            fresh[loop] = tile;
            if (step[i] * operand.rigidCode[d] == rigidReset && translation[loop] != 0) {
                slides = true;
                long overlap = rigidWords;
                for (int axis = 0; axis < axes && overlap > 0; axis++) {
                    long moved = step[i] * coefficient[d * axes + axis] - slide[axis];
                    overlap *= Math.max(0, slideExtent[axis] - Math.abs(moved));
                }
                fresh[loop] -= overlap;
                partly |= overlap > 0;
            }
            for (int axis = 0; axis < axes; axis++) {
                slide[axis] += back * coefficient[d * axes + axis];
            }
            reset += back * operand.code[d];
            rigidReset += back * operand.rigidCode[d];
        }
    }

    /** Fills {@link #same}. */
    void findSame() {
        if (sameFound) {
            return;
        }
        for (int loop = 0; loop < loops; loop++) {
            int first = 0;
            while (translation[first] != translation[loop]) {
                first++;
            }
            same[loop] = first;
        }
        sameFound = true;
    }

    /** Words that the prepared replay brings to one instance. */
    long words(InputCounts mode) {
        // without overlaps it does not matter what is remembered
        return mode == InputCounts.TIMELOOP && partly ? timeloopWords() : exactWords();
    }

    private long exactWords() {
        long sum = tile;
        long outer = 1;
        for (int loop = 0; loop < loops; loop++) {
            if (translation[loop] != 0) {
                sum += outer * (bound[loop] - 1) * fresh[loop];
            }
            outer *= bound[loop];
        }
        return sum;
    }

    private long timeloopWords() {
        findSame();
        int nothing = loops;
        for (int state = 0; state <= loops; state++) {
            words[state] = 0;
            after[state] = state;
        }
        for (int loop = loops - 1; loop >= 0; loop--) {
            for (int state = 0; state <= loops; state++) {
                if (state < loops && same[state] != state) {
                    continue;
                }
                int remembered = after[state];
                long step;
                if (translation[loop] == 0) {
                    step = 0;
                } else if (remembered == nothing || remembered == same[loop]) {
                    step = fresh[loop];
                    remembered = same[loop];
                } else {
                    step = tile;
                    remembered = nothing;
                }
                nextWords[state] = words[state] + (bound[loop] - 1) * (step + words[remembered]);
                nextAfter[state] = after[remembered];
            }
            long[] w = words;
            words = nextWords;
            nextWords = w;
            int[] a = after;
            after = nextAfter;
            nextAfter = a;
        }
        return tile + words[nothing];
    }
}
