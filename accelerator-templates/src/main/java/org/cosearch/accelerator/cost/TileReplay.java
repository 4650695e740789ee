package org.cosearch.accelerator.cost;

/**
 * The successive positions of one operand's tile at one level, and the words that they bring.
 *
 * <p>Between two positions exactly one of the loops above the level advances and all loops inside it return to their
 * start, so there are as many different translations as loops. Both ways of counting follow from how often each occurs
 * and, for {@link InputCounts#TIMELOOP}, from the one before it. No position is visited: both counts are closed forms.
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

    /**
     * As Timeloop counts. The innermost loop that moves the tile advances before every other loop does, so its translation
     * is the one remembered whenever another loop advances: that step brings nothing if the tile does not move, the same
     * words if it moves alike, and the whole tile otherwise.
     */
    private long timeloopWords() {
        int innermost = loops - 1;
        while (translation[innermost] == 0) {
            innermost--;
        }
        long words = tile + (bound[innermost] - 1) * fresh[innermost];
        for (int loop = innermost - 1; loop >= 0; loop--) {
            long brought = tile;
            if (translation[loop] == 0) {
                brought = 0;
            } else if (translation[loop] == translation[innermost]) {
                brought = fresh[innermost];
            }
            words += (bound[loop] - 1) * (brought + words - tile);
        }
        return words;
    }
}
