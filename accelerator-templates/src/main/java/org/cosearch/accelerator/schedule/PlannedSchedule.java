package org.cosearch.accelerator.schedule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.domain.solution.PlanningEntityCollectionProperty;
import org.optaplanner.core.api.domain.solution.PlanningScore;
import org.optaplanner.core.api.domain.solution.PlanningSolution;
import org.optaplanner.core.api.domain.valuerange.CountableValueRange;
import org.optaplanner.core.api.domain.valuerange.ValueRangeFactory;
import org.optaplanner.core.api.domain.valuerange.ValueRangeProvider;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;

@PlanningSolution
final class PlannedSchedule {
    PlannedTask task;

    @PlanningEntityCollectionProperty
    private List<PlannedLayer> layers = List.of();

    @PlanningScore
    private @Nullable HardMediumSoftLongScore score;

    PlannedSchedule() {}

    PlannedSchedule(PlannedTask task, List<PlannedLayer> layers) {
        this.task = task;
        this.layers = layers;
    }

    @ValueRangeProvider(id = "ranks")
    CountableValueRange<Integer> ranks() {
        return ValueRangeFactory.createIntValueRange(0, 2 * layers.size() + 1);
    }

    List<PlannedLayer> layers() { return layers; }
    HardMediumSoftLongScore score() { return score; }
}
