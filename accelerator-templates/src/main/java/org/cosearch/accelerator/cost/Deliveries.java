package org.cosearch.accelerator.cost;

/**
 * The words that come to each level and to the MACs in the course of one mapping.
 *
 * <p>Filled again for every mapping; not safe for use by several threads.
 */
final class Deliveries {

    private final Operand[] operands;
    private final InputCounts inputCounts;
    private final Chip chip;
    private final Tiles tiles;

    /** {@code [level · operands + operand]}: words for one instance; one row more for a MAC. */
    final long[] words;
    /** Words that neighbours forward to all children of one parent, instead of the parent. */
    final long[] forwarded;
    /** {@code [level · operands + operand]}: words that one instance need not read, because its children forward. */
    final long[] spared;

    private final int[] temporal = new int[FlatMapping.MOST_LOOPS];
    private final long[] iterations;
    private final int[] loopsThatMove;
    private final TileReplay[] replay;
    private final LinkTransfers links = new LinkTransfers();

    Deliveries(Operand[] operands, InputCounts inputCounts, Chip chip, Tiles tiles) {
        this.operands = operands;
        this.inputCounts = inputCounts;
        this.chip = chip;
        this.tiles = tiles;
        int size = (tiles.levels + 1) * operands.length;
        words = new long[size];
        forwarded = new long[size];
        spared = new long[size];
        iterations = new long[operands.length];
        loopsThatMove = new int[operands.length];
        replay = new TileReplay[operands.length];
        for (int t = 0; t < operands.length; t++) {
            replay[t] = new TileReplay(operands[t]);
        }
    }

    /**
     * Counts.
     *
     * @param kept {@code [level]}: bits of the roles that are kept
     * @param tileWords {@code [level · operands + operand]}: words of the tiles that are kept
     */
    void count(int[] kept, long[] tileWords) {
        FlatMapping mapping = tiles.mapping;
        int operandCount = operands.length;
        int loops = 0;
        long all = 1;
        for (int t = 0; t < operandCount; t++) {
            iterations[t] = 1;
            loopsThatMove[t] = 0;
        }
        for (int level = 0; level < tiles.levels; level++) {
            if (level > 0) {
                for (int t = 0; t < operandCount; t++) {
                    spared[(level - 1) * operandCount + t] = 0;
                    if ((kept[level] & FlatMapping.bit(operands[t].role)) != 0) {
                        toLevel(level, t, loops, tileWords);
                    }
                }
            }
            for (int loop = mapping.begin(level, 0); loop < mapping.end(level, 0); loop++) {
                temporal[loops++] = loop;
                all *= mapping.bound[loop];
                for (int t = 0; t < operandCount; t++) {
                    if (operands[t].moves(mapping.dimension[loop])) {
                        iterations[t] = all;
                        loopsThatMove[t] = loops;
                    }
                }
            }
        }
        for (int t = 0; t < operandCount; t++) {
            toMacs(t, loops);
        }
    }

    private void toLevel(int level, int t, int loops, long[] tileWords) {
        Operand operand = operands[t];
        int at = level * operands.length + t;
        forwarded[at] = 0;
        if (!operand.slides() || loopsThatMove[t] == 0) {
            words[at] = tileWords[at] * iterations[t];
            return;
        }
        prepare(level, t, loopsThatMove[t]);
        words[at] = replay[t].words(inputCounts);
        // a loop inside that moves nothing puts a step that brings nothing before each that brings something
        if (inputCounts == InputCounts.TIMELOOP
                && loopsThatMove[t] == loops
                && tiles.children[level - 1] > 1
                && replay[t].slides
                && tiles.splitsSlidingAxis(operand, level - 1)
                && serve(level - 1, t)) {
            links.sumTiles(replay[t]);
            spared[at - operands.length] = links.spared;
            forwarded[at] = links.served;
        }
    }

    private void toMacs(int t, int loops) {
        int at = tiles.levels * operands.length + t;
        words[at] = tiles.steps;
        spared[at - operands.length] = 0;
        if (inputCounts == InputCounts.TIMELOOP && tiles.children[tiles.levels - 1] > 1) {
            prepare(tiles.levels, t, loops);
            if (serve(tiles.levels - 1, t)) {
                links.sumWords(replay[t]);
                spared[at - operands.length] = links.spared;
            }
        }
    }

    private boolean serve(int parent, int t) {
        links.place(operands[t], tiles.mapping, parent, tiles.step);
        return links.serve(replay[t], chip.columns[parent], chip.rows[parent]);
    }

    private void prepare(int level, int t, int loops) {
        replay[t].prepare(
                inputCounts,
                temporal,
                loops,
                tiles.mapping.dimension,
                tiles.mapping.bound,
                tiles.step,
                tiles.extent,
                tiles.row(level));
    }
}
