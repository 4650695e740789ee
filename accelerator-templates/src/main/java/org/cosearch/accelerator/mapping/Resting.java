package org.cosearch.accelerator.mapping;

import org.cosearch.accelerator.mapping.Boundary.Tile;

/**
 * A lower bound on the energy across a boundary that takes a few multiplications for each tile outside it.
 *
 * <p>It knows of a tensor only how many iterations between two tiles leave it in place.
 */
final class Resting {

    private final Traffic traffic;
    private final Rules rules;
    private final LoopLevels loops;
    private final TileBound bound;
    private final int tensors;
    /** {@code [t]}: energy of a tensor that never rests; 0 where the boundary does not have it. */
    private final double[] never;
    /** {@code [t]}: iterations of the tile that leave the tensor in place, and those of all loops. */
    private final double[] idle;

    private final double[] allIdle;
    private double iterations;
    /** Whether loops stand in any order. */
    private boolean free;

    private final double[] moving;

    Resting(Traffic traffic, Rules rules, LoopLevels loops, TileBound bound) {
        this.traffic = traffic;
        this.rules = rules;
        this.loops = loops;
        this.bound = bound;
        tensors = traffic.tensors.length;
        never = new double[tensors];
        idle = new double[tensors];
        moving = new double[tensors];
        allIdle = new double[tensors];
    }

    /** Looks at the boundaries from {@code first} to {@code last}, which have this tile. */
    void at(int first, int last, int[] tile) {
        bound.neverResting(first, last, tile, never);
        iterations = product(tile);
        for (int t = 0; t < tensors; t++) {
            idle[t] = idle(traffic.tensors[t], tile);
            moving[t] = iterations / idle[t];
            allIdle[t] = idle(traffic.tensors[t], traffic.rest);
        }
        free = true;
        for (int d : rules.temporalInner[loops.storage[first - 1]]) {
            free &= rules.bound[d] == 1;
        }
    }

    static double product(int[] tile) {
        double product = 1;
        for (int share : tile) {
            product *= share;
        }
        return product;
    }

    /** Iterations of a tile that leave a tensor in place. */
    static double idle(Tensor tensor, int[] tile) {
        double product = 1;
        for (int d = 0; d < tile.length; d++) {
            product *= tensor.moves(d) ? 1 : tile[d];
        }
        return product;
    }

    /** The bound where {@code outer} is the tile of the next boundary outside. */
    double least(Tile outer) {
        double least = Double.POSITIVE_INFINITY;
        for (int first = 0; first < tensors; first++) {
            if (never[first] > 0) {
                double sum = 0;
                for (int t = 0; t < tensors; t++) {
                    if (never[t] > 0) {
                        sum += never[t] / run(t, first, outer);
                    }
                }
                least = Math.min(least, sum);
            }
        }
        return least == Double.POSITIVE_INFINITY ? 0 : least;
    }

    private double run(int t, int first, Tile outer) {
        if (outer.moving[t] == moving[t]) {
            // nothing between the tiles moves it, so it may rest beyond
            return allIdle[t] / idle[t];
        }
        boolean rests = t == first || !free || traffic.restTogether(t, first);
        return rests ? outer.idle[t] / idle[t] : 1;
    }
}
