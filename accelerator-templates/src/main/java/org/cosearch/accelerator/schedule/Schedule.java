package org.cosearch.accelerator.schedule;

import java.util.Comparator;
import java.util.List;

/**
 * Which layer runs on which sub-accelerator, from when to when: the data of a Gantt chart.
 *
 * @param assignments one per layer, in the order of the problem's networks and layers
 */
public record Schedule(List<Assignment> assignments) {

    /**
     * A layer at its place in time.
     *
     * @param network its name
     * @param layer its name
     * @param subAccelerator where it runs
     * @param startCycle its first cycle, from 0
     * @param endCycle the cycle after its last
     * @param energyPicojoules of the layer and of moving its inputs here from other sub-accelerators
     */
    public record Assignment(
            String network,
            String layer,
            String subAccelerator,
            long startCycle,
            long endCycle,
            double energyPicojoules) {}

    public Schedule {
        assignments = List.copyOf(assignments);
    }

    /** The cycle by which every layer has ended. */
    public long makespanCycles() {
        return assignments.stream().mapToLong(Assignment::endCycle).max().orElse(0);
    }

    /** Of all layers and transfers. */
    public double energyPicojoules() {
        double sum = 0;
        for (Assignment assignment : assignments) {
            sum += assignment.energyPicojoules();
        }
        return sum;
    }

    /** What runs on {@code subAccelerator}, in order of time. */
    public List<Assignment> on(String subAccelerator) {
        return assignments.stream()
                .filter(assignment -> assignment.subAccelerator().equals(subAccelerator))
                .sorted(Comparator.comparingLong(Assignment::startCycle).thenComparingLong(Assignment::endCycle))
                .toList();
    }
}
