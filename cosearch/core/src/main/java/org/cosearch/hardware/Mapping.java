package org.cosearch.hardware;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.cosearch.workload.LoopNest.Role;

/**
 * How one loop nest runs on one accelerator: for each storage level its loops and the tensors it keeps (Parashar et al.
 * 2019, Timeloop, section V-C).
 *
 * <p>The full nest, outer to inner, is for each level its temporal loops, then its spatial ones. Dimensions without a
 * loop at a level have bound 1 there.
 *
 * @param levels one for each storage level of the accelerator, outer to inner
 */
public record Mapping(List<Level> levels) {

    /** A loop over a part of one dimension of the nest. */
    public record Loop(String dimension, int bound) {
        public Loop {
            if (bound < 1) {
                throw new IllegalArgumentException(
                        "A loop over %s has bound (%d), not at least 1.".formatted(dimension, bound));
            }
        }
    }

    /**
     * The part of a mapping that belongs to one storage level.
     *
     * @param name of the level
     * @param temporal outer to inner
     * @param spatialY outer to inner, over the rows of the level's fan-out; outside of {@code spatialX}
     * @param spatialX outer to inner, over the columns of the level's fan-out
     * @param kept the tensors that live here; the others pass by
     */
    public record Level(String name, List<Loop> temporal, List<Loop> spatialY, List<Loop> spatialX, Set<Role> kept) {
        public Level {
            temporal = withoutUnits(temporal);
            spatialY = withoutUnits(spatialY);
            spatialX = withoutUnits(spatialX);
            EnumSet<Role> ordered = EnumSet.noneOf(Role.class);
            ordered.addAll(kept);
            kept = Set.copyOf(ordered);
        }
    }

    public Mapping {
        levels = List.copyOf(levels);
    }

    private static List<Loop> withoutUnits(List<Loop> loops) {
        List<Loop> proper = new ArrayList<>();
        for (Loop loop : loops) {
            if (loop.bound() > 1) {
                proper.add(loop);
            }
        }
        return List.copyOf(proper);
    }
}
