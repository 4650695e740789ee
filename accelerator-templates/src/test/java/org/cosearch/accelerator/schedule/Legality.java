package org.cosearch.accelerator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.cosearch.accelerator.schedule.Schedule.Assignment;

/** The rules of a schedule, checked on the values alone. */
final class Legality {

    private Legality() {}

    /** Asserts that {@code schedule} runs every layer of {@code problem} once, in order, for its cycles and energy. */
    static void check(ScheduleProblem problem, Schedule schedule) {
        assertThat(schedule.assignments()).hasSize(problem.layers());
        int first = 0;
        for (NetworkJob job : problem.networks()) {
            for (int layer = 0; layer < job.layers().size(); layer++) {
                check(
                        problem,
                        job,
                        layer,
                        schedule.assignments()
                                .subList(first, first + job.layers().size()));
            }
            first += job.layers().size();
        }
        int on = 0;
        for (String subAccelerator : problem.subAccelerators()) {
            List<Assignment> row = schedule.on(subAccelerator);
            for (int next = 1; next < row.size(); next++) {
                assertThat(row.get(next).startCycle())
                        .as("start after %s", row.get(next - 1))
                        .isGreaterThanOrEqualTo(row.get(next - 1).endCycle());
            }
            on += row.size();
        }
        assertThat(on).isEqualTo(problem.layers());
    }

    private static void check(ScheduleProblem problem, NetworkJob job, int layer, List<Assignment> assignments) {
        LayerTask task = job.layers().get(layer);
        Assignment assignment = assignments.get(layer);
        assertThat(assignment.network()).isEqualTo(job.network());
        assertThat(assignment.layer()).isEqualTo(task.layer());
        int sub = problem.subAccelerators().indexOf(assignment.subAccelerator());
        Placement placement = task.placements().get(sub);
        assertThat(placement).as("placement of %s", assignment).isInstanceOf(Placement.Runs.class);
        Placement.Runs runs = (Placement.Runs) placement;
        assertThat(assignment.endCycle() - assignment.startCycle()).isEqualTo(runs.cycles());
        assertThat(assignment.startCycle()).isNotNegative();
        double energy = runs.energyPicojoules();
        for (int before : task.predecessors()) {
            boolean moved = !assignments.get(before).subAccelerator().equals(assignment.subAccelerator());
            Transfer transfer = moved ? job.layers().get(before).transfer() : Transfer.FREE;
            assertThat(assignment.startCycle())
                    .as("start of %s after %s", assignment, assignments.get(before))
                    .isGreaterThanOrEqualTo(assignments.get(before).endCycle() + transfer.cycles());
            energy += transfer.energyPicojoules();
        }
        assertThat(assignment.energyPicojoules()).isCloseTo(energy, within(1e-9 * energy));
    }
}
