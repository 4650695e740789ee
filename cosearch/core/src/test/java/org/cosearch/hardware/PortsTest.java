package org.cosearch.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.cosearch.workload.LoopNest.Role;
import org.junit.jupiter.api.Test;

class PortsTest {

    private static StorageLevel level(String name, Mesh mesh, long words, double area) {
        return new StorageLevel(name, mesh, words, 1, 0, 8, 1, 1, Bandwidth.UNLIMITED, ActionEnergy.NONE, area);
    }

    private static Accelerator accelerator(Mesh buffers, Mesh macs) {
        return new Accelerator(
                "chip",
                "none",
                500,
                List.of(level("dram", Mesh.SINGLE, StorageLevel.UNBOUNDED, 0), level("buffer", buffers, 100, 7)),
                new ComputeLevel("mac", macs, 1, 2),
                Dataflow.FREE);
    }

    @Test
    void fanOutIsTheInnerMeshOverTheOuterOne() {
        Accelerator chip = accelerator(new Mesh(2, 3), new Mesh(8, 3));

        assertThat(chip.fanOut(0)).isEqualTo(new Mesh(2, 3));
        assertThat(chip.fanOut(1)).isEqualTo(new Mesh(4, 1));
    }

    @Test
    void areaIsThatOfAllInstances() {
        assertThat(accelerator(new Mesh(2, 3), new Mesh(8, 3)).areaSquareMicrometers())
                .isEqualTo(6 * 7 + 24 * 2);
    }

    @Test
    void aMeshThatIsNoMultipleIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> accelerator(new Mesh(2, 3), new Mesh(8, 4)))
                .withMessageContaining("mesh 8 × 4 of mac is no multiple of the mesh 2 × 3 of buffer");
    }

    @Test
    void aDataflowMustConstrainLevelsThatThereAre() {
        Dataflow dataflow = new Dataflow(List.of(LevelConstraint.free("bufer")), 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> accelerator(Mesh.SINGLE, Mesh.SINGLE).with(dataflow))
                .withMessageContaining("(bufer)");
    }

    @Test
    void aTensorCannotBeKeptAndBypassed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LevelConstraint(
                        "buffer",
                        LevelConstraint.Loops.FREE,
                        LevelConstraint.Loops.FREE,
                        OptionalInt.empty(),
                        Set.of(Role.INPUTS),
                        Set.of(Role.INPUTS)))
                .withMessageContaining("buffer keeps and bypasses [INPUTS]");
    }

    @Test
    void multipleBufferingDividesTheCapacity() {
        StorageLevel level = new StorageLevel(
                "buffer", Mesh.SINGLE, 100, 1.5, 0, 8, 1, 1, Bandwidth.UNLIMITED, ActionEnergy.NONE, 0);

        assertThat(level.effectiveCapacityWords()).isEqualTo(66);
    }

    @Test
    void unitLoopsAreNoPartOfAMapping() {
        Mapping.Level level = new Mapping.Level(
                "buffer",
                List.of(new Mapping.Loop("M", 1), new Mapping.Loop("C", 2)),
                List.of(),
                List.of(new Mapping.Loop("P", 1)),
                Set.of());

        assertThat(level.temporal()).containsExactly(new Mapping.Loop("C", 2));
        assertThat(level.spatialX()).isEmpty();
    }

    @Test
    void everyMisfitSaysWhatItNeedsAndHas() {
        assertThat(new Misfit.Capacity("glb", Role.INPUTS, 70, 120, 100).reason())
                .isEqualTo("Level glb needs 120 words, 70 of them for Inputs, and has 100.");
        assertThat(new Misfit.FanOut("glb", "X", 16, 14).reason())
                .isEqualTo("Level glb fans out to 16 instances along X and has 14.");
        assertThat(new Misfit.Factors("C", 12, 13).reason())
                .isEqualTo("The loops over C multiply to 12 and its bound is 13.");
        assertThat(new Misfit.NotAtTheOutermost("dram", Role.OUTPUTS).reason())
                .isEqualTo("Level dram is the outermost and does not keep Outputs.");
        assertThat(new Misfit.Underfull("glb", 3, 50).reason())
                .contains("3 words")
                .contains("50.0");
    }

    @Test
    void aNetworkTakesTheSumOfItsLayers() {
        LayerCost one = new LayerCost("conv", "conv", LayerCost.Treatment.ARRAY, 100, 3_000_000, 5e8, 0.5, "compute");
        LayerCost two = new LayerCost("pool", "pool", LayerCost.Treatment.VECTOR_UNIT, 0, 1_000_000, 5e8, 0, "dram");
        NetworkCost.Costed cost = new NetworkCost.Costed(List.of(one, two), 500, 1.5);

        assertThat(cost.cycles()).isEqualTo(4_000_000);
        assertThat(cost.latencyMs()).isEqualTo(8);
        assertThat(cost.energyMillijoules()).isEqualTo(1);
    }
}
