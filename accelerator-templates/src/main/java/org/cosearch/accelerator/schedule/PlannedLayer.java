package org.cosearch.accelerator.schedule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.domain.entity.PlanningEntity;
import org.optaplanner.core.api.domain.lookup.PlanningId;
import org.optaplanner.core.api.domain.valuerange.ValueRangeProvider;
import org.optaplanner.core.api.domain.variable.PlanningVariable;

/** What OptaPlanner decides about one layer. Its fields and names are OptaPlanner's to read and write. */
@PlanningEntity
final class PlannedLayer {

    static final String PLACE = "place";
    static final String RANK = "rank";

    @PlanningId
    private int layer;

    @ValueRangeProvider(id = "places")
    private List<Integer> places = List.of();

    /** Its sub-accelerator. */
    @PlanningVariable(valueRangeProviderRefs = "places")
    private @Nullable Integer place;

    /** Of the layers that are ready, the one of least rank goes first. */
    @PlanningVariable(valueRangeProviderRefs = "ranks")
    private @Nullable Integer rank;

    /** For OptaPlanner, which copies layers by it. */
    @SuppressWarnings("unused")
    PlannedLayer() {}

    PlannedLayer(int layer, List<Integer> places, int place, int rank) {
        this.layer = layer;
        this.places = places;
        this.place = place;
        this.rank = rank;
    }

    int layer() {
        return layer;
    }

    int place() {
        return place;
    }

    int rank() {
        return rank;
    }
}
