package org.cosearch.hardware;

import org.cosearch.workload.LoopNest;

/**
 * A search for a good mapping. Implementations are deterministic: equal arguments give equal results. They are safe for
 * use by several threads.
 */
@FunctionalInterface
public interface Mapper {

    /** What a mapper answers. */
    sealed interface Result {}

    /**
     * A legal mapping that respects the accelerator's dataflow.
     *
     * @param nest the nest that is run: the one asked for, or one with some bounds rounded up so that they factor; the
     *     iterations added are charged like any other
     * @param cost of {@code mapping}, with {@code nest}'s multiply-accumulates
     */
    record Mapped(LoopNest nest, Mapping mapping, Cost cost) implements Result {}

    /**
     * No legal mapping was found.
     *
     * @param reason one sentence for people that names a level and what it lacks
     */
    record Unmappable(String reason) implements Result {}

    /** A mapping of {@code nest} onto {@code accelerator}. */
    Result map(LoopNest nest, Accelerator accelerator);
}
