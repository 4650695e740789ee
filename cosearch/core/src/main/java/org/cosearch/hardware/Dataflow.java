package org.cosearch.hardware;

import java.util.List;

/**
 * The mappings that an accelerator allows, as constraints of its levels.
 *
 * <p>A level that is not named is free.
 *
 * @param minParallelism lower bound on the share of MACs that a mapping uses, in [0, 1]
 */
public record Dataflow(List<LevelConstraint> levels, double minParallelism) {

    /** Everything is allowed. */
    public static final Dataflow FREE = new Dataflow(List.of(), 0);

    public Dataflow {
        levels = List.copyOf(levels);
        if (levels.stream().map(LevelConstraint::level).distinct().count() != levels.size()) {
            throw new IllegalArgumentException("A dataflow constrains a level twice: %s."
                    .formatted(levels.stream().map(LevelConstraint::level).toList()));
        }
        if (!(minParallelism >= 0 && minParallelism <= 1)) {
            throw new IllegalArgumentException(
                    "A dataflow asks for a parallelism of (%s), not in [0, 1].".formatted(minParallelism));
        }
    }

    /** The constraint of a level, a free one if none is named. */
    public LevelConstraint level(String name) {
        for (LevelConstraint constraint : levels) {
            if (constraint.level().equals(name)) {
                return constraint;
            }
        }
        return LevelConstraint.free(name);
    }
}
