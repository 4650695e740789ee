package org.cosearch.accelerator.mapping;

import java.util.Arrays;
import org.cosearch.accelerator.cost.FlatMapping;

/**
 * The choices that make a mapping, as tables {@code [level · dimensions + d]} of factors and an order for each level.
 *
 * <p>Mutable; a mapper copies the best one.
 */
final class Tiling {

    final int dimensions;
    final int levels;
    final int[] temporal;
    final int[] x;
    final int[] y;
    /** {@code [level · dimensions + position]}: dimensions inner to outer. */
    final int[] order;
    /** {@code [level]}: bits of the roles kept. */
    final int[] kept;

    Tiling(Rules rules) {
        dimensions = rules.dimensions;
        levels = rules.levels;
        temporal = new int[levels * dimensions];
        x = new int[levels * dimensions];
        y = new int[levels * dimensions];
        order = new int[levels * dimensions];
        kept = new int[levels];
        Arrays.setAll(order, at -> at % dimensions);
        clear();
    }

    void clear() {
        Arrays.fill(temporal, 1);
        Arrays.fill(x, 1);
        Arrays.fill(y, 1);
    }

    void copyFrom(Tiling other) {
        System.arraycopy(other.temporal, 0, temporal, 0, temporal.length);
        System.arraycopy(other.x, 0, x, 0, x.length);
        System.arraycopy(other.y, 0, y, 0, y.length);
        System.arraycopy(other.order, 0, order, 0, order.length);
        System.arraycopy(other.kept, 0, kept, 0, kept.length);
    }

    /** Writes these choices as loops. */
    void write(FlatMapping flat, Rules rules) {
        flat.clear();
        for (int level = 0; level < levels; level++) {
            flat.keep(level, kept[level]);
            int row = level * dimensions;
            for (int position = dimensions - 1; position >= 0; position--) {
                int d = order[row + position];
                flat.loop(d, temporal[row + d]);
            }
            flat.endPart();
            int[] across = rules.spatialOrder[level];
            for (int position = dimensions - 1; position >= 0; position--) {
                flat.loop(across[position], y[row + across[position]]);
            }
            flat.endPart();
            for (int position = dimensions - 1; position >= 0; position--) {
                flat.loop(across[position], x[row + across[position]]);
            }
            flat.endPart();
        }
    }
}
