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

    private final long[] slide;
    private long[] words = new long[FlatMapping.MOST_LOOPS + 1];
    private int[] after = new int[FlatMapping.MOST_LOOPS + 1];
    private long[] nextWords = new long[FlatMapping.MOST_LOOPS + 1];
    private int[] nextAfter = new int[FlatMapping.MOST_LOOPS + 1];

    TileReplay(Operand operand) {
        this.operand = operand;
        slide = new long[operand.slidingDimension.length];
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
        tile = operand.words(extents, from);
        long rigidWords = operand.rigidWords(extents, from);
        int axes = slide.length;
        for (int axis = 0; axis < axes; axis++) {
            slide[axis] = 0;
        }
        slides = false;
        long reset = 0;
        long rigidReset = 0;
        for (int loop = count - 1; loop >= 0; loop--) {
            int i = index[loop];
            int d = dimension[i];
            int b = bounds[i];
            // Timeloop returns from iteration 1, hardware from the last
            long back = mode == InputCounts.TIMELOOP ? step[i] : step[i] * (b - 1);
            bound[loop] = b;
            long code = step[i] * operand.code[d] - reset;
            long rigid = step[i] * operand.rigidCode[d] - rigidReset;
            translation[loop] = code;
            slides |= rigid == 0 && code != 0;
            long overlap = rigid == 0 ? rigidWords : 0;
            for (int axis = 0; axis < axes; axis++) {
                long coefficient = coefficient(axis, d);
                if (overlap != 0) {
                    long moved = step[i] * coefficient - slide[axis];
                    overlap *= Math.max(0, operand.slidingExtent(axis, extents, from) - Math.abs(moved));
                }
                slide[axis] += back * coefficient;
            }
            fresh[loop] = tile - overlap;
            reset += back * operand.code[d];
            rigidReset += back * operand.rigidCode[d];
        }
        for (int loop = 0; loop < count; loop++) {
            int first = 0;
            while (translation[first] != translation[loop]) {
                first++;
            }
            same[loop] = first;
        }
    }

    private long coefficient(int axis, int dimension) {
        int[] dimensions = operand.slidingDimension[axis];
        for (int term = 0; term < dimensions.length; term++) {
            if (dimensions[term] == dimension) {
                return operand.slidingCoefficient[axis][term];
            }
        }
        return 0;
    }

    /** Words that the prepared replay brings to one instance. */
    long words(InputCounts mode) {
        return mode == InputCounts.TIMELOOP ? timeloopWords() : exactWords();
    }

    private long exactWords() {
        long sum = tile;
        long outer = 1;
        for (int loop = 0; loop < loops; loop++) {
            sum += outer * (bound[loop] - 1) * fresh[loop];
            outer *= bound[loop];
        }
        return sum;
    }

    private long timeloopWords() {
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
