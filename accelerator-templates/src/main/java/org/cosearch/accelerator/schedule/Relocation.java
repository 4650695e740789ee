package org.cosearch.accelerator.schedule;

import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.move.AbstractMove;
import org.optaplanner.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;

/** An OptaPlanner move that gives a layer a place and a rank. */
final class Relocation extends AbstractMove<PlannedSchedule> {

    private final PlannedLayer layer;
    private final int place;
    private final int rank;

    Relocation(PlannedLayer layer, int place, int rank) {
        this.layer = layer;
        this.place = place;
        this.rank = rank;
    }

    @Override
    public boolean isMoveDoable(ScoreDirector<PlannedSchedule> director) {
        return layer.place() != place || layer.rank() != rank;
    }

    @Override
    protected Relocation createUndoMove(ScoreDirector<PlannedSchedule> director) {
        return new Relocation(layer, layer.place(), layer.rank());
    }

    @Override
    protected void doMoveOnGenuineVariables(ScoreDirector<PlannedSchedule> director) {
        if (layer.place() != place) {
            director.beforeVariableChanged(layer, PlannedLayer.PLACE);
            layer.place(place);
            director.afterVariableChanged(layer, PlannedLayer.PLACE);
        }
        if (layer.rank() != rank) {
            director.beforeVariableChanged(layer, PlannedLayer.RANK);
            layer.rank(rank);
            director.afterVariableChanged(layer, PlannedLayer.RANK);
        }
    }

    @Override
    public String toString() {
        return "layer %d to sub-accelerator %d, rank %d".formatted(layer.layer(), place, rank);
    }

    /**
     * The moves of {@link Annealing}: another place, another rank between those of predecessors and successors, or both.
     * OptaPlanner's own moves choose ranks that the order of the layers overrules. Public for OptaPlanner alone.
     */
    public static final class Source implements MoveIteratorFactory<PlannedSchedule, Relocation> {

        @Override
        public long getSize(ScoreDirector<PlannedSchedule> director) {
            PlannedSchedule schedule = director.getWorkingSolution();
            return (long) schedule.layers().size() * schedule.layers().size() * schedule.problem().subs;
        }

        /** Every layer to every other place, in order; ranks are kept. */
        @Override
        public Iterator<Relocation> createOriginalMoveIterator(ScoreDirector<PlannedSchedule> director) {
            PlannedSchedule schedule = director.getWorkingSolution();
            return schedule.layers().stream()
                    .flatMap(layer -> IntStream.of(schedule.problem().choices[layer.layer()])
                            .filter(place -> place != layer.place())
                            .mapToObj(place -> new Relocation(layer, place, layer.rank())))
                    .iterator();
        }

        @Override
        public Iterator<Relocation> createRandomMoveIterator(ScoreDirector<PlannedSchedule> director, Random random) {
            PlannedSchedule schedule = director.getWorkingSolution();
            List<PlannedLayer> layers = schedule.layers();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public Relocation next() {
                    PlannedLayer layer = layers.get(random.nextInt(layers.size()));
                    int kind = random.nextInt(4);
                    int place = kind == 0 ? layer.place() : otherPlace(schedule.problem(), layer, random);
                    int rank = kind == 1 ? layer.rank() : otherRank(schedule, layer, random);
                    return new Relocation(layer, place, rank);
                }
            };
        }

        private static int otherPlace(FlatProblem problem, PlannedLayer layer, Random random) {
            int[] choices = problem.choices[layer.layer()];
            if (choices.length == 1) {
                return layer.place();
            }
            int choice = random.nextInt(choices.length - 1);
            return choices[choice] >= layer.place() ? choices[choice + 1] : choices[choice];
        }

        private static int otherRank(PlannedSchedule schedule, PlannedLayer layer, Random random) {
            int least = 0;
            for (int before : schedule.problem().predecessors[layer.layer()]) {
                least = Math.max(least, schedule.layers().get(before).rank() + 1);
            }
            int most = PlannedSchedule.RANKS;
            for (int after : schedule.problem().successors[layer.layer()]) {
                most = Math.min(most, schedule.layers().get(after).rank());
            }
            return least < most ? least + random.nextInt(most - least) : layer.rank();
        }
    }
}
