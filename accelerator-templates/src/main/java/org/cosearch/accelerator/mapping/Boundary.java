package org.cosearch.accelerator.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The tiles that one boundary may have, those of the least energy first. */
final class Boundary {

    /** One tile. */
    static final class Tile {
        /** {@code [d]}: in time. */
        final int[] iterations;
        /** Of the words that come to it, at least. */
        final double energy;
        /** The same and of the words that come across all boundaries outside, at least. */
        double energyOutside;
        /** Of the words that come across all boundaries outside alone, at least. */
        double outside;

        Tile(int[] iterations, double energy) {
            this.iterations = iterations;
            this.energy = energy;
            energyOutside = Double.NaN;
        }
    }

    /** Stands for the tile outside one where that is not decided. */
    static final int[] OPEN = {};

    private final int index;
    private final Traffic traffic;
    private final LoopLevels loops;
    private final TemporalFactors factors;
    private final TileBound bound;
    private final Meter meter;
    private final int dimensions;
    private final int[][] shares;
    private final int[] tile;
    private final long[] extents;
    private final List<Tile> found = new ArrayList<>();
    private double energyLimit;
    private boolean onlyLargest;

    /** Sorted by energy. */
    Tile[] tiles = {};

    Boundary(
            int index,
            Traffic traffic,
            Rules rules,
            LoopLevels loops,
            TemporalFactors factors,
            TileBound bound,
            Meter meter) {
        this.index = index;
        this.traffic = traffic;
        this.loops = loops;
        this.factors = factors;
        this.bound = bound;
        this.meter = meter;
        dimensions = rules.dimensions;
        shares = new int[dimensions][];
        tile = new int[dimensions];
        extents = new long[dimensions];
    }

    /** The least energy of a tile, infinite where there is none. */
    double leastEnergy = Double.POSITIVE_INFINITY;

    /**
     * Lists the tiles whose words take less than {@code limit}.
     *
     * @param largest whether to list those alone that no larger tile holds
     */
    void list(double limit, boolean largest) {
        found.clear();
        energyLimit = limit;
        onlyLargest = largest;
        leastEnergy = Double.POSITIVE_INFINITY;
        for (int d = 0; d < dimensions; d++) {
            shares[d] = index < loops.count ? factors.inside(loops.storage[index], d, traffic.rest[d]) : new int[] {1};
            if (shares[d].length == 0) {
                take(List.of());
                return;
            }
            tile[d] = shares[d][0];
        }
        if (fits(false)) {
            choose(0);
        }
        take(found);
    }

    /** Keeps these tiles alone. */
    void take(List<Tile> some) {
        tiles = some.toArray(Tile[]::new);
        Arrays.sort(tiles, Comparator.comparingDouble((Tile one) -> one.energy));
    }

    private void choose(int d) {
        if (d == dimensions) {
            if (!fits(true) || (onlyLargest && grows())) {
                return;
            }
            meter.step(1);
            double energy = bound.least(index, index, tile, index == 1 ? traffic.rest : OPEN);
            if (energy < energyLimit) {
                found.add(new Tile(tile.clone(), energy));
                leastEnergy = Math.min(leastEnergy, energy);
            }
            return;
        }
        for (int share : shares[d]) {
            tile[d] = share;
            // larger tiles fit no better
            if (share > shares[d][0] && !fits(false)) {
                break;
            }
            choose(d + 1);
        }
        tile[d] = shares[d][0];
    }

    private boolean grows() {
        for (int d = 0; d < dimensions; d++) {
            int share = tile[d];
            for (int larger : shares[d]) {
                if (larger > share && larger % share == 0) {
                    tile[d] = larger;
                    boolean fits = fits(false);
                    tile[d] = share;
                    if (fits) {
                        return true;
                    }
                    break;
                }
            }
        }
        return false;
    }

    private boolean fits(boolean complete) {
        for (int level = loops.first(index); level <= loops.last(index); level++) {
            if (traffic.kept[level] != 0 || complete) {
                for (int d = 0; d < dimensions; d++) {
                    extents[d] = tile[d] * traffic.below[level * dimensions + d];
                }
                if (!traffic.fits(level, extents, 0, complete)) {
                    return false;
                }
            }
        }
        return true;
    }
}
