package org.cosearch.accelerator.schedule;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.domain.solution.PlanningEntityCollectionProperty;
import org.optaplanner.core.api.domain.solution.PlanningScore;
import org.optaplanner.core.api.domain.solution.PlanningSolution;
import org.optaplanner.core.api.domain.solution.cloner.SolutionCloner;
import org.optaplanner.core.api.domain.valuerange.CountableValueRange;
import org.optaplanner.core.api.domain.valuerange.ValueRangeFactory;
import org.optaplanner.core.api.domain.valuerange.ValueRangeProvider;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;

/** A schedule as OptaPlanner changes it: a place and a rank for each layer. Mutable, as OptaPlanner has it. */
@PlanningSolution(solutionCloner = PlannedSchedule.Cloner.class)
final class PlannedSchedule {

    /** Ranks are below it: so many that a layer nearly always fits between two others. */
    static final int RANKS = 1 << 30;

    private final FlatProblem problem;
    private final Measure measure;

    @PlanningEntityCollectionProperty
    private final List<PlannedLayer> layers;

    @PlanningScore
    private @Nullable HardMediumSoftLongScore score;

    private PlannedSchedule(FlatProblem problem, Measure measure, List<PlannedLayer> layers) {
        this.problem = problem;
        this.measure = measure;
        this.layers = layers;
    }

    /** The schedule of a sequence. */
    static PlannedSchedule of(FlatProblem problem, Measure measure, Sequence sequence) {
        int step = RANKS / (problem.layers + 1);
        List<PlannedLayer> layers = IntStream.range(0, problem.layers)
                .mapToObj(layer -> new PlannedLayer(
                        layer,
                        IntStream.of(problem.choices[layer]).boxed().toList(),
                        sequence.place(layer),
                        (sequence.position(layer) + 1) * step))
                .toList();
        return new PlannedSchedule(problem, measure, layers);
    }

    FlatProblem problem() {
        return problem;
    }

    Measure measure() {
        return measure;
    }

    /** In the order of their numbers. */
    List<PlannedLayer> layers() {
        return layers;
    }

    @ValueRangeProvider(id = "ranks")
    CountableValueRange<Integer> ranks() {
        return ValueRangeFactory.createIntValueRange(0, RANKS);
    }

    /** Writes the places and the order to {@code sequence}. */
    void write(Sequence sequence) {
        int[] ranks = new int[layers.size()];
        for (PlannedLayer layer : layers) {
            sequence.place(layer.layer(), layer.place());
            ranks[layer.layer()] = layer.rank();
        }
        sequence.rank(ranks);
    }

    /** Copies what OptaPlanner decides and shares the rest. Public for OptaPlanner alone. */
    public static final class Cloner implements SolutionCloner<PlannedSchedule> {
        @Override
        public PlannedSchedule cloneSolution(PlannedSchedule original) {
            PlannedSchedule copy = new PlannedSchedule(
                    original.problem,
                    original.measure,
                    original.layers.stream().map(PlannedLayer::copy).toList());
            copy.score = original.score;
            return copy;
        }
    }
}
