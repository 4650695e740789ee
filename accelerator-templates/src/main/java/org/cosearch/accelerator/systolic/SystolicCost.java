package org.cosearch.accelerator.systolic;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Bandwidth;
import org.cosearch.hardware.Cost;
import org.cosearch.hardware.CostModel;
import org.cosearch.hardware.Mapper;
import org.cosearch.hardware.Pipeline;
import org.cosearch.workload.LoopNest;

/**
 * The cycles of systolic arrays put in the place of the steps of a mapping.
 *
 * <p>The accesses and their energies are those of the mapping. The compute cycles are those of {@link SystolicArray} for the
 * nest as it was asked for, whose iterations an array takes in any order and so without rounding single bounds up. A level
 * is as slow as its bandwidth makes it, and leaks for as long as the nest runs. Accelerators that are not systolic are left
 * as they are.
 */
public final class SystolicCost {

    private SystolicCost() {}

    /** The model with the cycles of systolic arrays. */
    public static CostModel of(CostModel model) {
        return (nest, accelerator, mapping) -> {
            CostModel.Result result = model.cost(nest, accelerator, mapping);
            return result instanceof CostModel.Costed costed
                    ? new CostModel.Costed(pipelined(costed.cost(), nest, accelerator))
                    : result;
        };
    }

    /**
     * The mapper with the cycles of systolic arrays. It chooses as it did: the compute cycles of a nest are the same for all
     * of its mappings.
     */
    public static Mapper of(Mapper mapper) {
        return (nest, accelerator) -> {
            Mapper.Result result = mapper.map(nest, accelerator);
            return result instanceof Mapper.Mapped mapped
                    ? new Mapper.Mapped(mapped.nest(), mapped.mapping(), pipelined(mapped.cost(), nest, accelerator))
                    : result;
        };
    }

    private static Cost pipelined(Cost cost, LoopNest nest, Accelerator accelerator) {
        if (!(accelerator.compute().pipeline() instanceof Pipeline.Systolic systolic)) {
            return cost;
        }
        long compute = new SystolicArray(accelerator.compute().mesh(), systolic.resting()).computeCycles(nest);
        List<Long> levelCycles = new ArrayList<>();
        for (int level = 0; level < cost.levels().size(); level++) {
            Bandwidth bandwidth = accelerator.levels().get(level).bandwidth();
            levelCycles.add(Math.max(compute, cycles(cost.levels().get(level), bandwidth)));
        }
        long cycles = levelCycles.stream().mapToLong(Long::longValue).max().orElse(compute);
        List<Cost.LevelCost> levels = new ArrayList<>();
        for (int level = 0; level < cost.levels().size(); level++) {
            Cost.LevelCost old = cost.levels().get(level);
            double leakage = old.leakagePicojoules() / cost.cycles() * cycles;
            levels.add(new Cost.LevelCost(old.level(), levelCycles.get(level), old.tensors(), leakage));
        }
        double possible = (double) accelerator.compute().mesh().instances() * cycles;
        return new Cost(cost.macs(), cycles, compute, cost.macs() / possible, levels, cost.computePicojoules());
    }

    /** What the bandwidth of one instance needs for its words. */
    private static long cycles(Cost.LevelCost level, Bandwidth bandwidth) {
        double reads = 0;
        double writes = 0;
        for (Cost.Access access : level.tensors()) {
            reads += access.reads();
            writes += (double) access.fills() + access.updates();
        }
        double needed = Math.max(
                (reads + writes) / bandwidth.sharedWordsPerCycle(),
                Math.max(reads / bandwidth.readWordsPerCycle(), writes / bandwidth.writeWordsPerCycle()));
        return (long) Math.ceil(needed);
    }
}
