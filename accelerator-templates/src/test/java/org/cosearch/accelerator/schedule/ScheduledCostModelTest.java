package org.cosearch.accelerator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.ActionEnergy;
import org.cosearch.hardware.Bandwidth;
import org.cosearch.hardware.Chip;
import org.cosearch.hardware.ChipCost;
import org.cosearch.hardware.ChipCost.LayerRun;
import org.cosearch.hardware.ChipCostModel;
import org.cosearch.hardware.ComputeLevel;
import org.cosearch.hardware.Dataflow;
import org.cosearch.hardware.LayerCost;
import org.cosearch.hardware.LayerCost.Treatment;
import org.cosearch.hardware.Mesh;
import org.cosearch.hardware.NetworkCost;
import org.cosearch.hardware.NetworkCostModel;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.workload.Input;
import org.cosearch.workload.Network;
import org.cosearch.workload.Node;
import org.cosearch.workload.Shape;
import org.junit.jupiter.api.Test;

/**
 * Two networks on two sub-accelerators, small enough to be scheduled by hand: {@code deep} has two convolutions in a row,
 * {@code flat} has one. The sub-accelerator {@code fast} is quick and wasteful, {@code lean} the opposite.
 */
class ScheduledCostModelTest {

    private record Figures(long cycles, double picojoules) {}

    /** Accelerator and filters of the convolution → cycles and energy. */
    private static final Map<String, Figures> TABLE = Map.of(
            "fast 1",
            new Figures(10, 100),
            "lean 1",
            new Figures(30, 10),
            "fast 2",
            new Figures(10, 100),
            "lean 2",
            new Figures(20, 50),
            "fast 3",
            new Figures(15, 100),
            "lean 3",
            new Figures(25, 20));

    private static final NetworkCostModel COSTS = (network, accelerator) -> {
        for (Node node : network.nodes()) {
            if (!(node.layer() instanceof Input) && !TABLE.containsKey(key(node, accelerator))) {
                return new NetworkCost.DoesNotFit(node.name(), "It is no layer for " + accelerator.name() + ".");
            }
        }
        return new NetworkCost.Costed(
                network.nodes().stream().map(node -> layer(node, accelerator)).toList(), 1, 1);
    };

    private static final List<Network> NETWORKS = List.of(
            Network.builder("deep", Shape.of(1, 4, 4)).conv(1, 3).conv(2, 3).build(),
            Network.builder("flat", Shape.of(1, 4, 4)).conv(3, 3).build());

    private static final Chip CHIP = new Chip(List.of(accelerator("fast"), accelerator("lean")));

    @Test
    void withoutALatencyTheNetworksEndAsSoonAsPossible() {
        // deep on fast from 0 to 20, flat on lean from 0 to 25; fast waits for 5 cycles at 1 pJ each
        ChipCost.Costed cost = costed(OptionalDouble.empty(), NETWORKS, CHIP);

        assertThat(cost.cycles()).isEqualTo(25);
        assertThat(cost.latencyMs(0)).isEqualTo(0.020);
        assertThat(cost.latencyMs(1)).isEqualTo(0.025);
        assertThat(cost.energyMillijoules()).isCloseTo((100 + 100 + 20 + 5) * 1e-9, within(1e-18));
        assertThat(cost.areaSquareMillimeters()).isCloseTo(2 * 1.04, within(1e-12));
        String second = NETWORKS.get(0).nodes().get(2).name();
        assertThat(cost.runs()).contains(new LayerRun(0, second, 0, 10, 20, 100));
    }

    @Test
    void withinALatencyTheEnergyIsLeast() {
        // all on lean would take 75 cycles; the second layer of deep on fast, from 30 to 40, is the cheapest way to 55
        ChipCost.Costed cost = costed(OptionalDouble.of(0.060), NETWORKS, CHIP);

        assertThat(cost.cycles()).isEqualTo(55);
        assertThat(cost.energyMillijoules()).isCloseTo((10 + 100 + 20 + 45 + 0) * 1e-9, within(1e-18));
        assertThat(costed(OptionalDouble.of(0.075), NETWORKS, CHIP).cycles()).isEqualTo(75);
    }

    @Test
    void aLatencyThatCannotBeMetGivesTheFastestSchedule() {
        assertThat(costed(OptionalDouble.of(0.020), NETWORKS, CHIP).cycles()).isEqualTo(25);
    }

    @Test
    void aSingleAcceleratorRunsLayerAfterLayer() {
        ChipCost.Costed cost = costed(OptionalDouble.of(1), NETWORKS, Chip.of(accelerator("fast")));

        assertThat(cost.runs())
                .extracting(LayerRun::startCycle, LayerRun::endCycle)
                .containsExactly(tuple(0L, 10L), tuple(10L, 20L), tuple(20L, 35L));
        assertThat(cost.idlePicojoules()).isZero();
    }

    @Test
    void twoRunsOfOneNetworkAreToldApart() {
        Network flat = NETWORKS.get(1);
        ChipCost.Costed cost = costed(OptionalDouble.empty(), List.of(flat, flat), CHIP);

        assertThat(cost.runs()).extracting(LayerRun::network).containsExactly(0, 1);
        assertThat(cost.cycles()).isEqualTo(25);
    }

    @Test
    void aLayerThatRunsOnOneSubAcceleratorAloneGoesThere() {
        Chip chip = new Chip(List.of(accelerator("nothing"), accelerator("lean")));
        ChipCost.Costed cost = costed(OptionalDouble.empty(), NETWORKS, chip);

        assertThat(cost.runs()).allMatch(run -> run.subAccelerator() == 1);
        assertThat(cost.cycles()).isEqualTo(75);
    }

    @Test
    void aLayerThatRunsNowhereDoesNotFit() {
        Chip chip = new Chip(List.of(accelerator("nothing"), accelerator("nothing")));
        ChipCost cost = model(OptionalDouble.empty()).cost(List.of(NETWORKS.get(1), NETWORKS.get(0)), chip);

        assertThat(cost).isInstanceOfSatisfying(ChipCost.DoesNotFit.class, misfit -> {
            assertThat(misfit.network()).isZero();
            assertThat(misfit.reason()).contains("It is no layer for nothing.");
        });
    }

    private static ChipCost.Costed costed(OptionalDouble latencyMs, List<Network> networks, Chip chip) {
        return (ChipCost.Costed) model(latencyMs).cost(networks, chip);
    }

    private static ChipCostModel model(OptionalDouble latencyMs) {
        return new ScheduledCostModel(COSTS, Scheduler.fast(), latencyMs);
    }

    private static LayerCost layer(Node node, Accelerator accelerator) {
        if (node.layer() instanceof Input) {
            return new LayerCost(node.name(), "input", Treatment.FUSED, 0, 0, 0, 0, "nothing");
        }
        Figures figures = TABLE.getOrDefault(key(node, accelerator), new Figures(0, 0));
        return new LayerCost(
                node.name(), "conv2d", Treatment.ARRAY, 1, figures.cycles(), figures.picojoules(), 1, "compute");
    }

    private static String key(Node node, Accelerator accelerator) {
        return accelerator.name() + " " + node.output().dimensions().get(0);
    }

    /** Of 1 MHz and 1.04 mm², leaking 1 pJ a cycle. */
    private static Accelerator accelerator(String name) {
        StorageLevel memory = new StorageLevel(
                "memory", Mesh.SINGLE, 100, 1, 0, 8, 1, 1, Bandwidth.UNLIMITED, new ActionEnergy(1, 1, 1, 1), 1e6);
        return new Accelerator(
                name, "none", 1, List.of(memory), new ComputeLevel("mac", new Mesh(2, 2), 1, 1e4), Dataflow.FREE);
    }
}
