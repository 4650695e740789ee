package org.cosearch.accelerator.cost;

import java.util.Arrays;

/**
 * Neighbour forwarding as Timeloop counts it: a child whose fresh words equal those that its neighbour received one step
 * earlier takes them from the neighbour, if that spares the parent a read.
 *
 * <p>Since all children move alike, a child is served exactly where its neighbour's offset from it equals the present
 * translation and both steps brought the same part of the tile: the whole, or the fresh part of one translation. So the
 * served children depend on the loop that advances alone, and their words follow from the same table as in
 * {@link TileReplay}, whose state is extended by what the last step brought.
 *
 * <p>Children are numbered row by row over the mesh, the innermost spatial loop fastest.
 *
 * <p>Holds scratch arrays; not safe for use by several threads.
 */
final class LinkTransfers {

    private static final int NOTHING = 0;
    private static final int WHOLE = 1;
    private static final int FRESH = 2;

    /** Words that the parent need not read. */
    long spared;
    /** Words that children take from neighbours, over all children of one parent. */
    long served;

    private int children;
    private long groups;
    private long[] offset = new long[16];
    private long[] sorted = new long[16];
    private int[] group = new int[16];
    private int[] seen = new int[16];
    private int stamp;

    private final long[] servedChildren = new long[FlatMapping.MOST_LOOPS];
    private final long[] sparedGroups = new long[FlatMapping.MOST_LOOPS];
    private static final int STATES = 3 * (FlatMapping.MOST_LOOPS + 1);
    private final Sums sums = new Sums();
    private final Sums next = new Sums();

    private static final class Sums {
        final long[] spared = new long[STATES];
        final long[] served = new long[STATES];
        final int[] after = new int[STATES];
    }

    /** Lays the children of one parent out. */
    void place(Operand operand, FlatMapping mapping, int level, long[] step) {
        int begin = mapping.begin(level, 1);
        int end = mapping.end(level, 2);
        int count = 1;
        for (int loop = begin; loop < end; loop++) {
            count *= mapping.bound[loop];
        }
        if (offset.length < count) {
            offset = new long[count];
            sorted = new long[count];
            group = new int[count];
            seen = new int[count];
            stamp = 0;
        }
        children = 1;
        offset[0] = 0;
        for (int loop = end - 1; loop >= begin; loop--) {
            long stride = step[loop] * operand.code[mapping.dimension[loop]];
            for (int i = 1; i < mapping.bound[loop]; i++) {
                for (int child = 0; child < children; child++) {
                    offset[i * children + child] = offset[child] + i * stride;
                }
            }
            children *= mapping.bound[loop];
        }
        System.arraycopy(offset, 0, sorted, 0, children);
        Arrays.sort(sorted, 0, children);
        int different = 0;
        for (int i = 0; i < children; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[different++] = sorted[i];
            }
        }
        groups = different;
        for (int child = 0; child < children; child++) {
            group[child] = Arrays.binarySearch(sorted, 0, different, offset[child]);
        }
    }

    /** Finds who is served when the tile moves by each of the translations; whether anybody is to advantage. */
    boolean serve(TileReplay replay, int columns, int rows) {
        replay.findSame();
        boolean any = false;
        for (int loop = 0; loop < replay.loops; loop++) {
            if (replay.same[loop] != loop) {
                servedChildren[loop] = servedChildren[replay.same[loop]];
                sparedGroups[loop] = sparedGroups[replay.same[loop]];
                continue;
            }
            serve(loop, replay.translation[loop], columns, rows);
            any |= sparedGroups[loop] > 0;
        }
        return any;
    }

    private void serve(int loop, long translation, int columns, int rows) {
        stamp++;
        long unservedGroups = 0;
        long servedCount = 0;
        for (int child = 0; child < children; child++) {
            int x = child % columns;
            int y = child / columns;
            boolean isServed = (y > 0 && apart(child, child - columns, translation))
                    || (y + 1 < rows && apart(child, child + columns, translation))
                    || (x > 0 && apart(child, child - 1, translation))
                    || (x + 1 < columns && apart(child, child + 1, translation));
            if (isServed) {
                servedCount++;
            } else if (seen[group[child]] != stamp) {
                seen[group[child]] = stamp;
                unservedGroups++;
            }
        }
        sparedGroups[loop] = groups - unservedGroups;
        servedChildren[loop] = sparedGroups[loop] > 0 ? servedCount : 0;
    }

    private boolean apart(int child, int neighbour, long translation) {
        return neighbour < children && offset[neighbour] - offset[child] == translation;
    }

    /** Sums over a replay of tiles that the children keep. */
    void sumTiles(TileReplay replay) {
        int loops = replay.loops;
        int nothing = loops;
        int states = 3 * (loops + 1);
        Sums inner = sums;
        Sums outer = next;
        for (int state = 0; state < states; state++) {
            inner.spared[state] = 0;
            inner.served[state] = 0;
            inner.after[state] = state;
        }
        for (int loop = loops - 1; loop >= 0; loop--) {
            long repeats = replay.bound[loop] - 1L;
            for (int state = 0; state < states; state++) {
                int before = inner.after[state];
                int remembered = before / 3;
                int brought = before % 3;
                int now;
                long words = 0;
                boolean alike = false;
                if (replay.translation[loop] == 0) {
                    now = 3 * remembered + NOTHING;
                } else if (remembered == nothing || remembered == replay.same[loop]) {
                    words = replay.fresh[loop];
                    int kind = words == replay.tile ? WHOLE : FRESH;
                    alike = brought == kind;
                    now = 3 * replay.same[loop] + kind;
                } else {
                    words = replay.tile;
                    alike = brought == WHOLE;
                    now = 3 * nothing + WHOLE;
                }
                long sparedWords = alike ? words * sparedGroups[loop] : 0;
                long servedWords = alike ? words * servedChildren[loop] : 0;
                outer.spared[state] = inner.spared[state] + repeats * (sparedWords + inner.spared[now]);
                outer.served[state] = inner.served[state] + repeats * (servedWords + inner.served[now]);
                outer.after[state] = inner.after[now];
            }
            Sums swap = inner;
            inner = outer;
            outer = swap;
        }
        spared = inner.spared[3 * nothing + WHOLE];
        served = inner.served[3 * nothing + WHOLE];
    }

    /** Sums over a replay of single words: MACs keep nothing, so every step brings the whole. */
    void sumWords(TileReplay replay) {
        spared = 0;
        served = 0;
        long outer = 1;
        for (int loop = 0; loop < replay.loops; loop++) {
            spared += outer * (replay.bound[loop] - 1) * sparedGroups[loop];
            served += outer * (replay.bound[loop] - 1) * servedChildren[loop];
            outer *= replay.bound[loop];
        }
    }
}
