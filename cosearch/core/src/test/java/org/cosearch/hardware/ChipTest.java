package org.cosearch.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.cosearch.hardware.ChipCost.LayerRun;
import org.junit.jupiter.api.Test;

class ChipTest {

    @Test
    void subAcceleratorsOfOneNameAreNumbered() {
        assertThat(new Chip(List.of(sub("nvdla", 200), sub("eyeriss", 200), sub("nvdla", 200))).names())
                .containsExactly("nvdla", "eyeriss", "nvdla-2");
    }

    @Test
    void areasAddUp() {
        assertThat(new Chip(List.of(sub("a", 200), sub("b", 200))).areaSquareMicrometers())
                .isEqualTo(2 * sub("a", 200).areaSquareMicrometers());
    }

    @Test
    void aChipHasOneClock() {
        assertThatThrownBy(() -> new Chip(List.of(sub("a", 200), sub("b", 400))))
                .hasMessageContaining("a and b")
                .hasMessageContaining("200.0 and 400.0");
        assertThatThrownBy(() -> new Chip(List.of())).hasMessageContaining("at least one");
    }

    @Test
    void theFiguresOfASchedule() {
        ChipCost.Costed cost = new ChipCost.Costed(
                List.of(
                        new LayerRun(0, "a", 0, 0, 300, 5e8),
                        new LayerRun(0, "b", 1, 300, 400, 2e8),
                        new LayerRun(1, "c", 1, 0, 250, 3e8)),
                1,
                4e8,
                2.5);

        assertThat(cost.cycles()).isEqualTo(400);
        assertThat(cost.latencyMs()).isEqualTo(0.4);
        assertThat(cost.latencyMs(0)).isEqualTo(0.4);
        assertThat(cost.latencyMs(1)).isEqualTo(0.25);
        assertThat(cost.energyMillijoules()).isCloseTo(1.4, within(1e-12));
    }

    @Test
    void leakageIsThatOfAllInstances() {
        assertThat(sub("a", 200).leakPicojoulesPerCycle()).isEqualTo(3 + 4 * 0.5);
    }

    private static Accelerator sub(String name, double clock) {
        return new Accelerator(
                name,
                "none",
                clock,
                List.of(level("memory", Mesh.SINGLE, 3, 2e6), level("registers", new Mesh(2, 2), 0.5, 10)),
                new ComputeLevel("mac", new Mesh(2, 2), 2, 100),
                Dataflow.FREE);
    }

    private static StorageLevel level(String name, Mesh mesh, double leak, double area) {
        return new StorageLevel(
                name, mesh, 100, 1, 0, 8, 1, 1, Bandwidth.UNLIMITED, new ActionEnergy(1, 1, 1, leak), area);
    }
}
