package org.cosearch.accelerator.schedule;

import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.api.score.calculator.IncrementalScoreCalculator;

public final class PlannedScore implements IncrementalScoreCalculator<PlannedSchedule, HardMediumSoftLongScore> {
    private @Nullable PlannedTask task;
    private @Nullable Sequence sequence;
    private int[] ranks = new int[0];

    public PlannedScore() {}

    @Override
    public void resetWorkingSolution(PlannedSchedule schedule) {
        task = schedule.task;
        sequence = new Sequence(task.problem());
        ranks = new int[task.problem().layers];
        for (PlannedLayer layer : schedule.layers()) {
            sequence.place(layer.layer(), layer.place());
            ranks[layer.layer()] = layer.rank();
        }
    }

    @Override public void beforeEntityAdded(Object entity) {}
    @Override public void afterEntityAdded(Object entity) {}
    @Override public void beforeVariableChanged(Object entity, String variable) {}
    @Override public void beforeEntityRemoved(Object entity) {}
    @Override public void afterEntityRemoved(Object entity) {}

    @Override
    public void afterVariableChanged(Object entity, String variable) {
        PlannedLayer layer = (PlannedLayer) entity;
        if (variable.equals("place")) sequence.place(layer.layer(), layer.place());
        else ranks[layer.layer()] = layer.rank();
    }

    @Override
    public HardMediumSoftLongScore calculateScore() {
        sequence.rank(ranks);
        long makespan = sequence.makespan();
        long energy = Math.round(sequence.energy() / task.quantum());
        return task.energyCounts() ? HardMediumSoftLongScore.of(-Math.max(0, makespan - task.latency()), 0, -energy) : HardMediumSoftLongScore.of(0, -makespan, -energy);
    }
}
