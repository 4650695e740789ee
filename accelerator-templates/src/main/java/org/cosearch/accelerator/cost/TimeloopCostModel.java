package org.cosearch.accelerator.cost;

import java.util.List;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.CostModel;
import org.cosearch.hardware.Mapping;
import org.cosearch.hardware.Misfit;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Role;

/**
 * The fixed-mapping model of Timeloop (Parashar et al. 2019, section VI; NVlabs/timeloop commit 4cf6d4cd with default
 * settings) for dense tensors and perfect factors.
 *
 * <p>Modelled: tiles and capacities, multicast and spatial reduction within one level, the first partial sums that need
 * no read, forwarding between neighbours, throttling by bandwidth, energy of block accesses of clusters, leakage of the
 * instances in use. Double buffering overlaps all transfers with computation.
 *
 * <p>Not modelled: start-up and drain, networks between levels (no energy, no contention), address generation, sparsity,
 * sharing of partly overlapping tiles among neighbours.
 */
public final class TimeloopCostModel implements CostModel {

    private final InputCounts inputCounts;

    public TimeloopCostModel(InputCounts inputCounts) {
        this.inputCounts = inputCounts;
    }

    @Override
    public Result cost(LoopNest nest, Accelerator accelerator, Mapping mapping) {
        NestEvaluator evaluator = new NestEvaluator(nest, accelerator, inputCounts);
        FlatMapping flat = evaluator.newMapping();
        if (mapping.levels().size() != accelerator.levels().size()) {
            return mismatch("The mapping has %d levels and the accelerator %d."
                    .formatted(mapping.levels().size(), accelerator.levels().size()));
        }
        for (int level = 0; level < mapping.levels().size(); level++) {
            Mapping.Level part = mapping.levels().get(level);
            String name = accelerator.levels().get(level).name();
            if (!part.name().equals(name)) {
                return mismatch(
                        "Level %d of the mapping is %s and of the accelerator %s.".formatted(level, part.name(), name));
            }
            int kept = 0;
            for (Role role : part.kept()) {
                kept |= FlatMapping.bit(role);
            }
            flat.keep(level, kept);
            for (List<Mapping.Loop> loops : List.of(part.temporal(), part.spatialY(), part.spatialX())) {
                for (Mapping.Loop loop : loops) {
                    int dimension = dimension(nest, loop.dimension());
                    if (dimension < 0) {
                        return mismatch("Level %s loops over %s, which the loop nest does not have."
                                .formatted(name, loop.dimension()));
                    }
                    flat.loop(dimension, loop.bound());
                }
                flat.endPart();
            }
        }
        if (!evaluator.evaluate(flat)) {
            return new DoesNotFit(evaluator.misfit(flat));
        }
        return new Costed(evaluator.cost());
    }

    private static int dimension(LoopNest nest, String name) {
        for (int d = 0; d < nest.dimensions().size(); d++) {
            if (nest.dimensions().get(d).name().equals(name)) {
                return d;
            }
        }
        return -1;
    }

    private static DoesNotFit mismatch(String reason) {
        return new DoesNotFit(new Misfit.Mismatch(reason));
    }
}
