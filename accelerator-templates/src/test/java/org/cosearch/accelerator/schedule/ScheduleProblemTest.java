package org.cosearch.accelerator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.cosearch.accelerator.schedule.Placement.Runs;
import org.junit.jupiter.api.Test;

class ScheduleProblemTest {

    private static final Runs RUNS = new Runs(10, 1);

    @Test
    void aChainRunsInTheOrderGiven() {
        NetworkJob job = NetworkJob.chain("net", List.of(layer("a"), layer("b", 0), layer("c", 0)));
        assertThat(job.layers().stream().map(LayerTask::predecessors))
                .containsExactly(List.of(), List.of(0), List.of(1));
    }

    @Test
    void predecessorsComeFirst() {
        assertThatThrownBy(() -> new NetworkJob("net", List.of(layer("a", 1), layer("b"))))
                .hasMessageContaining("Layer (a) of network (net)")
                .hasMessageContaining("predecessor (1)")
                .hasMessageContaining("\nMaybe");
        assertThatThrownBy(() -> new NetworkJob("net", List.of(layer("a"), layer("b", 0, 0))))
                .hasMessageContaining("Layer (b) names a predecessor twice");
    }

    @Test
    void namesAreUnique() {
        assertThatThrownBy(() -> NetworkJob.chain("net", List.of(layer("a"), layer("a"))))
                .hasMessageContaining("Network (net) has two layers (a).");
        NetworkJob job = NetworkJob.chain("net", List.of(layer("a")));
        assertThatThrownBy(() -> new ScheduleProblem(List.of("chip"), List.of(job, job)))
                .hasMessageContaining("Two networks are named (net).\nMaybe");
        assertThatThrownBy(() -> new ScheduleProblem(List.of("chip", "chip"), List.of(job)))
                .hasMessageContaining("Two sub-accelerators are named (chip).");
    }

    @Test
    void everyLayerHasAPlacementPerSubAccelerator() {
        NetworkJob job = NetworkJob.chain("net", List.of(layer("a")));
        assertThatThrownBy(() -> new ScheduleProblem(List.of("left", "right"), List.of(job)))
                .hasMessageContaining("Layer (a) of network (net) has 1 placements")
                .hasMessageContaining("2 sub-accelerators");
    }

    @Test
    void nothingToScheduleIsRefused() {
        assertThatThrownBy(() -> new NetworkJob("net", List.of())).hasMessageContaining("Network (net)");
        assertThatThrownBy(() -> new ScheduleProblem(List.of("chip"), List.of()))
                .hasMessageContaining("1 and 0");
    }

    @Test
    void costsAreNumbersFromZeroOn() {
        assertThatThrownBy(() -> new Runs(-1, 1)).hasMessageContaining("(-1) cycles");
        assertThatThrownBy(() -> new Runs(Placement.CYCLES_LIMIT + 1, 1)).hasMessageContaining("cycles");
        assertThatThrownBy(() -> new Runs(1, Double.NaN)).hasMessageContaining("(NaN) pJ");
        assertThatThrownBy(() -> new Runs(1, Double.POSITIVE_INFINITY)).hasMessageContaining("(Infinity) pJ");
        assertThatThrownBy(() -> new Transfer(-1, 0)).hasMessageContaining("(-1) cycles");
        assertThatThrownBy(() -> new Transfer(0, -1)).hasMessageContaining("(-1.0) pJ");
        assertThatThrownBy(() -> new Goal.LeastEnergy(-1)).hasMessageContaining("(-1) cycles");
    }

    @Test
    void theRowsOfAScheduleAreInOrderOfTime() {
        Schedule schedule = new Schedule(List.of(
                new Schedule.Assignment("net", "a", "left", 5, 9, 1),
                new Schedule.Assignment("net", "b", "right", 9, 12, 2),
                new Schedule.Assignment("other", "a", "left", 0, 5, 4)));
        assertThat(schedule.on("left").stream().map(Schedule.Assignment::startCycle))
                .containsExactly(0L, 5L);
        assertThat(schedule.makespanCycles()).isEqualTo(12);
        assertThat(schedule.energyPicojoules()).isEqualTo(7);
    }

    private static LayerTask layer(String name, Integer... predecessors) {
        return new LayerTask(name, List.of(predecessors), List.of(RUNS));
    }
}
