package org.cosearch.accelerator.schedule;

import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.api.score.calculator.IncrementalScoreCalculator;

/**
 * The score of a schedule for OptaPlanner: hard the cycles beyond the latency, medium the energy, which together say which
 * of two schedules is better, and soft the {@link Measure}, which says where better ones may lie. Mutable; for one
 * thread.
 */
final class PlannedScore {

    /** Parts of what a layer contributes, and of the energy at the start, that scores tell apart. */
    private static final double PARTS = 1L << 30;

    private final Measure measure;
    private final Sequence sequence;
    private final int[] ranks;
    private final double energyPart;

    PlannedScore(PlannedSchedule schedule) {
        measure = schedule.measure();
        sequence = new Sequence(schedule.problem());
        ranks = new int[schedule.problem().layers];
        for (PlannedLayer layer : schedule.layers()) {
            place(layer);
            rank(layer);
        }
        double energy = sequence.energy();
        energyPart = energy > 0 ? energy / PARTS : 1;
    }

    /** What {@code layers} times the contribution of a layer is in a soft score. */
    static long parts(double layers) {
        return Math.round(layers * PARTS);
    }

    private void place(PlannedLayer layer) {
        sequence.place(layer.layer(), layer.place());
    }

    private void rank(PlannedLayer layer) {
        ranks[layer.layer()] = layer.rank();
    }

    private HardMediumSoftLongScore score() {
        sequence.rank(ranks);
        long overrun = measure.overrun(sequence.makespan());
        double energy = sequence.energy();
        Prices prices = measure.prices();
        double cost = measure.overrunPrice() * overrun + (prices.energyCounts ? energy : 0);
        for (int layer = 0; layer < ranks.length; layer++) {
            cost += prices.ofCycles(layer, sequence.place(layer));
        }
        return HardMediumSoftLongScore.of(-overrun, -Math.round(energy / energyPart), -parts(cost / measure.layer()));
    }

    /** What OptaPlanner calls, public for it alone. */
    public static final class Calculator
            implements IncrementalScoreCalculator<PlannedSchedule, HardMediumSoftLongScore> {

        private @Nullable PlannedScore score;

        @Override
        public void resetWorkingSolution(PlannedSchedule schedule) {
            score = new PlannedScore(schedule);
        }

        @Override
        public void afterVariableChanged(Object entity, String variable) {
            if (variable.equals(PlannedLayer.PLACE)) {
                score().place((PlannedLayer) entity);
            } else {
                score().rank((PlannedLayer) entity);
            }
        }

        @Override
        public HardMediumSoftLongScore calculateScore() {
            return score().score();
        }

        private PlannedScore score() {
            if (score == null) {
                throw new IllegalStateException("OptaPlanner asks for a score before it has a schedule.");
            }
            return score;
        }

        @Override
        public void beforeVariableChanged(Object entity, String variable) {
            // what was before matters to nothing
        }

        @Override
        public void beforeEntityAdded(Object entity) {
            // layers are neither added nor removed
        }

        @Override
        public void afterEntityAdded(Object entity) {
            // layers are neither added nor removed
        }

        @Override
        public void beforeEntityRemoved(Object entity) {
            // layers are neither added nor removed
        }

        @Override
        public void afterEntityRemoved(Object entity) {
            // layers are neither added nor removed
        }
    }
}
