package org.cosearch.accelerator.cost;

import java.util.Arrays;

/**
 * The tiles of one mapping: what part of the iteration space each level covers, and how many instances are in use.
 *
 * <p>Filled again for every mapping; not safe for use by several threads.
 */
final class Tiles {

    final int dimensions;
    final int levels;
    /** {@code [level · dimensions + d]}: iterations of d at the level and inside; one row more for a single MAC. */
    final long[] extent;
    /** The same without the level's temporal loops: the union over its spatial children. */
    final long[] union;
    /** {@code [level · dimensions + d]}: spatial iterations of d; stale where the level has one child. */
    final int[] spatial;
    /** {@code [level]}: children in use below one instance. */
    final long[] children;
    /** {@code [level]}: instances in use; one entry more for the MACs. */
    final long[] instances;
    /** {@code [loop]}: iterations of the loop's dimension inside it. */
    final long[] step = new long[FlatMapping.MOST_LOOPS];
    /** Product of the temporal loops. */
    long steps;

    FlatMapping mapping;

    Tiles(int dimensions, int levels) {
        this.dimensions = dimensions;
        this.levels = levels;
        extent = new long[(levels + 1) * dimensions];
        union = new long[levels * dimensions];
        spatial = new int[levels * dimensions];
        children = new long[levels];
        instances = new long[levels + 1];
        mapping = new FlatMapping(levels);
    }

    void layOut(FlatMapping candidate) {
        mapping = candidate;
        int[] dimension = mapping.dimension;
        int[] bound = mapping.bound;
        Arrays.fill(extent, levels * dimensions, (levels + 1) * dimensions, 1);
        steps = 1;
        for (int level = levels - 1; level >= 0; level--) {
            int row = row(level);
            System.arraycopy(extent, row + dimensions, union, row, dimensions);
            int begin = mapping.begin(level, 1);
            int end = mapping.end(level, 2);
            long count = 1;
            if (begin < end) {
                Arrays.fill(spatial, row, row + dimensions, 1);
                for (int loop = end - 1; loop >= begin; loop--) {
                    int at = row + dimension[loop];
                    step[loop] = union[at];
                    union[at] *= bound[loop];
                    spatial[at] *= bound[loop];
                    count *= bound[loop];
                }
            }
            children[level] = count;
            System.arraycopy(union, row, extent, row, dimensions);
            for (int loop = mapping.end(level, 0) - 1; loop >= mapping.begin(level, 0); loop--) {
                int at = row + dimension[loop];
                step[loop] = extent[at];
                extent[at] *= bound[loop];
                steps *= bound[loop];
            }
        }
        instances[0] = 1;
        for (int level = 0; level < levels; level++) {
            instances[level + 1] = instances[level] * children[level];
        }
    }

    int row(int level) {
        return level * dimensions;
    }

    /** Words of an operand's tile at a level. */
    long words(Operand operand, int level) {
        return operand.words(extent, row(level));
    }

    /** Words of an operand that the children of one instance hold together. */
    long unionWords(Operand operand, int level) {
        return operand.words(union, row(level));
    }

    /** Different tiles among the children of one instance. */
    long groups(Operand operand, int level) {
        return children[level] == 1 ? 1 : operand.groups(spatial, row(level), extent, row(level + 1));
    }

    /** Whether the children of one instance lie apart along a sliding axis. */
    boolean splitsSlidingAxis(Operand operand, int level) {
        for (int[] axis : operand.slidingDimension) {
            for (int d : axis) {
                if (spatial[row(level) + d] > 1) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Spatial iterations of a level over rows (part 1) or columns (part 2). */
    long spatialBound(int level, int part) {
        long product = 1;
        for (int loop = mapping.begin(level, part); loop < mapping.end(level, part); loop++) {
            product *= mapping.bound[loop];
        }
        return product;
    }
}
