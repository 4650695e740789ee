package org.cosearch.accelerator.schedule;

import java.util.List;
import org.optaplanner.core.api.domain.entity.PlanningEntity;
import org.optaplanner.core.api.domain.valuerange.ValueRangeProvider;
import org.optaplanner.core.api.domain.variable.PlanningVariable;

/** What OptaPlanner decides about a layer: where it runs, and its rank in the order. Mutable, as OptaPlanner has it. */
@PlanningEntity
final class PlannedLayer {

    /** The variables, as OptaPlanner names them. */
    static final String PLACE = "place";

    static final String RANK = "rank";

    private final int layer;

    @ValueRangeProvider(id = "places")
    private final List<Integer> places;

    @PlanningVariable(valueRangeProviderRefs = "places")
    private Integer place;

    @PlanningVariable(valueRangeProviderRefs = "ranks")
    private Integer rank;

    /**
     * A layer with a start.
     *
     * @param layer its number
     * @param places the sub-accelerators that it runs on
     * @param place the one where it starts out
     * @param rank of the layers that are ready the one of least rank goes first
     */
    PlannedLayer(int layer, List<Integer> places, int place, int rank) {
        this.layer = layer;
        this.places = places;
        this.place = place;
        this.rank = rank;
    }

    /** A copy, whose decisions are its own. */
    PlannedLayer copy() {
        return new PlannedLayer(layer, places, place, rank);
    }

    int layer() {
        return layer;
    }

    int place() {
        return place;
    }

    void place(int sub) {
        place = sub;
    }

    int rank() {
        return rank;
    }

    void rank(int newRank) {
        rank = newRank;
    }
}
