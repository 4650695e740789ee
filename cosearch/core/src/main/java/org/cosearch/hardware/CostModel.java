package org.cosearch.hardware;

import org.cosearch.workload.LoopNest;

/** A model of the cost of one mapping. Implementations are immutable and safe for use by several threads. */
@FunctionalInterface
public interface CostModel {

    /** What a cost model answers. */
    sealed interface Result {}

    /** The mapping is legal and costs this. */
    record Costed(Cost cost) implements Result {}

    /** The mapping is not legal. */
    record DoesNotFit(Misfit misfit) implements Result {}

    /** The cost of running {@code nest} on {@code accelerator} as {@code mapping} says. */
    Result cost(LoopNest nest, Accelerator accelerator, Mapping mapping);
}
