package org.cosearch.hardware;

import java.util.List;
import org.cosearch.workload.LoopNest.Role;

/**
 * What one mapping of one loop nest costs on one accelerator.
 *
 * @param macs multiply-accumulates of the nest
 * @param cycles after throttling by bandwidths
 * @param computeCycles what the MACs alone would take: the product of the temporal loops
 * @param utilization multiply-accumulates over those that all MACs of the accelerator could do in {@code cycles}
 * @param levels one for each storage level, outer to inner
 * @param computePicojoules of the MACs
 */
public record Cost(
        long macs,
        long cycles,
        long computeCycles,
        double utilization,
        List<LevelCost> levels,
        double computePicojoules) {

    /**
     * The part of one storage level.
     *
     * @param cycles that the level's bandwidths need; the nest's cycles are the maximum over the levels
     * @param tensors in the order of {@link Role}, the kept ones alone
     * @param leakagePicojoules of all utilised instances in all cycles
     */
    public record LevelCost(String level, long cycles, List<Access> tensors, double leakagePicojoules) {
        public LevelCost {
            tensors = List.copyOf(tensors);
        }

        /** Accesses and leakage. */
        public double energyPicojoules() {
            double sum = leakagePicojoules;
            for (Access access : tensors) {
                sum += access.energyPicojoules();
            }
            return sum;
        }
    }

    /**
     * The accesses of one tensor at one level, in words, not blocks.
     *
     * @param utilizedInstances instances that hold a tile
     * @param tileWords words of the tile in one instance
     * @param reads words read from one utilised instance
     * @param fills words that arrive at one utilised instance from above
     * @param updates words that arrive at one utilised instance from below
     * @param energyPicojoules of all utilised instances, without leakage
     */
    public record Access(
            Role tensor,
            long utilizedInstances,
            long tileWords,
            long reads,
            long fills,
            long updates,
            double energyPicojoules) {}

    public Cost {
        levels = List.copyOf(levels);
    }

    /** All levels and the MACs, in picojoule. */
    public double energyPicojoules() {
        double sum = computePicojoules;
        for (LevelCost level : levels) {
            sum += level.energyPicojoules();
        }
        return sum;
    }

    /** Energy-delay product in joule · cycle. */
    public double energyDelayJouleCycles() {
        return energyPicojoules() * 1e-12 * cycles;
    }

    /** The level whose bandwidth sets the cycles, or {@code compute} where none does. */
    public String boundBy() {
        if (cycles <= computeCycles) {
            return "compute";
        }
        for (LevelCost level : levels) {
            if (level.cycles() == cycles) {
                return level.level();
            }
        }
        throw new AssertionError("the cycles are those of a level");
    }
}
