package org.cosearch.accelerator.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.ActionEnergy;
import org.cosearch.hardware.Bandwidth;
import org.cosearch.hardware.ComputeLevel;
import org.cosearch.hardware.Cost;
import org.cosearch.hardware.CostModel;
import org.cosearch.hardware.Dataflow;
import org.cosearch.hardware.Mapping;
import org.cosearch.hardware.Mapping.Loop;
import org.cosearch.hardware.Mesh;
import org.cosearch.hardware.Misfit;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Role;
import org.junit.jupiter.api.Test;

/** Every rule of the model on a case small enough to count by hand. */
class HandCountedTest {

    private static final Set<Role> ALL = Set.of(Role.WEIGHTS, Role.INPUTS, Role.OUTPUTS);

    private static StorageLevel level(String name, Mesh mesh, long words) {
        return level(name, mesh, words, 1, 1, Bandwidth.UNLIMITED, new ActionEnergy(10, 7, 5, 0.25));
    }

    private static StorageLevel level(
            String name, Mesh mesh, long words, int block, int cluster, Bandwidth bandwidth, ActionEnergy energy) {
        return new StorageLevel(name, mesh, words, 1, 0, 8, block, cluster, bandwidth, energy, 3);
    }

    private static Accelerator chip(Mesh macs, StorageLevel... levels) {
        return new Accelerator(
                "chip", "none", 1000, List.of(levels), new ComputeLevel("mac", macs, 2, 1), Dataflow.FREE);
    }

    private static StorageLevel dram() {
        return level("dram", Mesh.SINGLE, StorageLevel.UNBOUNDED);
    }

    private static List<Loop> loops(String... texts) {
        List<Loop> result = new ArrayList<>();
        for (String text : texts) {
            result.add(new Loop(text.substring(0, 1), Integer.parseInt(text.substring(1))));
        }
        return result;
    }

    private static Mapping.Level part(String name, List<Loop> temporal, List<Loop> columns, Role... kept) {
        return new Mapping.Level(name, temporal, List.of(), columns, Set.copyOf(Arrays.asList(kept)));
    }

    private static Mapping.Level all(String name, String... temporal) {
        return new Mapping.Level(name, loops(temporal), List.of(), List.of(), ALL);
    }

    private static Cost cost(LoopNest nest, Accelerator chip, InputCounts mode, Mapping.Level... levels) {
        CostModel.Result result = new TimeloopCostModel(mode).cost(nest, chip, new Mapping(List.of(levels)));
        assertThat(result).isInstanceOf(CostModel.Costed.class);
        return ((CostModel.Costed) result).cost();
    }

    private static Misfit misfit(LoopNest nest, Accelerator chip, Mapping.Level... levels) {
        CostModel.Result result =
                new TimeloopCostModel(InputCounts.TIMELOOP).cost(nest, chip, new Mapping(List.of(levels)));
        assertThat(result).isInstanceOf(CostModel.DoesNotFit.class);
        return ((CostModel.DoesNotFit) result).misfit();
    }

    private static Cost.Access access(Cost cost, int level, Role role) {
        return cost.levels().get(level).tensors().stream()
                .filter(access -> access.tensor() == role)
                .findFirst()
                .orElseThrow();
    }

    private static List<Long> counts(Cost.Access access) {
        return List.of(access.reads(), access.fills(), access.updates());
    }

    /** A product of [2 × 3] and [3 × 4]: P2, C3, M4. */
    private static final LoopNest PRODUCT = LoopNest.product(1, 2, 3, 4);

    @Test
    void aTensorIsFetchedAgainOnlyWhenALoopThatMovesItAdvances() {
        Accelerator chip = chip(Mesh.SINGLE, dram(), level("buffer", Mesh.SINGLE, 100));
        // the buffer holds one row of inputs, one of outputs, all weights
        Cost cost = cost(PRODUCT, chip, InputCounts.TIMELOOP, all("dram", "P2"), all("buffer", "C3", "M4"));

        assertThat(counts(access(cost, 1, Role.WEIGHTS))).containsExactly(24L, 12L, 0L);
        assertThat(counts(access(cost, 1, Role.INPUTS))).containsExactly(24L, 6L, 0L);
        // 24 accumulations, the first of each of 8 outputs reads no zero; 4 of the 8 belong to each visit
        assertThat(counts(access(cost, 1, Role.OUTPUTS))).containsExactly(24L - 8, 8L - 8, 24L);
        assertThat(counts(access(cost, 0, Role.WEIGHTS))).containsExactly(12L, 0L, 0L);
        assertThat(counts(access(cost, 0, Role.INPUTS))).containsExactly(6L, 0L, 0L);
        assertThat(counts(access(cost, 0, Role.OUTPUTS))).containsExactly(8L - 8, 0L, 8L);
        assertThat(cost.cycles()).isEqualTo(24);
        assertThat(cost.utilization()).isEqualTo(1);
    }

    @Test
    void partialSumsThatAreCastOutComeBack() {
        Accelerator chip = chip(Mesh.SINGLE, dram(), level("buffer", Mesh.SINGLE, 100));
        // one output row per visit, three visits each
        Cost cost = cost(PRODUCT, chip, InputCounts.TIMELOOP, all("dram", "C3", "P2"), all("buffer", "M4"));

        assertThat(counts(access(cost, 1, Role.OUTPUTS))).containsExactly(24L - 8, 24L - 8, 24L);
        assertThat(counts(access(cost, 0, Role.OUTPUTS))).containsExactly(24L - 8, 0L, 24L);
    }

    @Test
    void instancesThatWantTheSameShareOneRead() {
        Accelerator chip =
                chip(new Mesh(4, 1), dram(), level("buffer", Mesh.SINGLE, 100), level("registers", new Mesh(4, 1), 3));
        Cost cost = cost(
                PRODUCT,
                chip,
                InputCounts.TIMELOOP,
                all("dram"),
                part("buffer", loops("P2", "C3"), loops("M4"), Role.WEIGHTS, Role.INPUTS, Role.OUTPUTS),
                all("registers"));

        // each of 4 instances has weights of its own, all take the same input, and each sums up its own output
        assertThat(counts(access(cost, 1, Role.WEIGHTS))).containsExactly(4 * 6L, 12L, 0L);
        assertThat(counts(access(cost, 1, Role.INPUTS))).containsExactly(6L, 6L, 0L);
        assertThat(counts(access(cost, 1, Role.OUTPUTS))).containsExactly(8L - 8, 8L - 8, 8L);
        assertThat(access(cost, 2, Role.INPUTS).utilizedInstances()).isEqualTo(4);
        assertThat(counts(access(cost, 2, Role.INPUTS))).containsExactly(6L, 6L, 0L);
        assertThat(cost.cycles()).isEqualTo(6);
    }

    @Test
    void instancesThatSumUpTheSameOutputAddOnTheWay() {
        Accelerator chip = chip(new Mesh(3, 1), dram(), level("buffer", Mesh.SINGLE, 100));
        Cost cost = cost(
                PRODUCT,
                chip,
                InputCounts.EXACT,
                all("dram"),
                part("buffer", loops("P2", "M4"), loops("C3"), Role.WEIGHTS, Role.INPUTS, Role.OUTPUTS));

        assertThat(counts(access(cost, 1, Role.OUTPUTS))).containsExactly(8L - 8, 8L - 8, 8L);
        assertThat(counts(access(cost, 1, Role.WEIGHTS))).containsExactly(24L, 12L, 0L);
    }

    @Test
    void diagonalNeighboursShareInputs() {
        // rows p and kernel rows r side by side: p + r has 3 + 2 - 1 values
        LoopNest nest = LoopNest.convolution(1, 1, 1, 1, 3, 1, 2, 1, 1, 1, 1, 1);
        Accelerator chip =
                chip(new Mesh(6, 1), dram(), level("buffer", Mesh.SINGLE, 100), level("registers", new Mesh(6, 1), 3));
        Cost cost = cost(
                nest,
                chip,
                InputCounts.TIMELOOP,
                all("dram"),
                part("buffer", List.of(), loops("P3", "R2"), Role.WEIGHTS, Role.INPUTS, Role.OUTPUTS),
                all("registers"));

        assertThat(access(cost, 1, Role.INPUTS).reads()).isEqualTo(4);
        assertThat(access(cost, 1, Role.WEIGHTS).reads()).isEqualTo(2);
        assertThat(access(cost, 1, Role.OUTPUTS).updates()).isEqualTo(3);
    }

    @Test
    void aSlidingWindowFetchesWhatIsNew() {
        // 4 outputs from a kernel of 3: windows overlap by 2
        LoopNest nest = LoopNest.convolution(1, 1, 1, 1, 4, 1, 3, 1, 1, 1, 1, 1);
        Accelerator chip = chip(Mesh.SINGLE, dram(), level("buffer", Mesh.SINGLE, 100));

        for (InputCounts mode : InputCounts.values()) {
            Cost cost = cost(nest, chip, mode, all("dram", "P4"), all("buffer", "R3"));

            assertThat(access(cost, 1, Role.INPUTS).tileWords()).isEqualTo(3);
            assertThat(access(cost, 1, Role.INPUTS).fills()).isEqualTo(3 + 3 * 1);
        }
    }

    @Test
    void theHolesOfAStrideAreFilled() {
        LoopNest nest = LoopNest.convolution(1, 1, 1, 1, 4, 1, 1, 1, 2, 1, 1, 1);
        Accelerator chip = chip(Mesh.SINGLE, dram(), level("buffer", Mesh.SINGLE, 100));
        Cost cost = cost(nest, chip, InputCounts.TIMELOOP, all("dram"), all("buffer", "P4"));

        assertThat(access(cost, 1, Role.INPUTS).tileWords()).isEqualTo(7);
        assertThat(access(cost, 1, Role.INPUTS).fills()).isEqualTo(7);
    }

    @Test
    void timeloopReturnsFromTheSecondIterationAndHardwareFromTheLast() {
        // kernel columns outside, output columns inside, one word at a time: S2, Q5
        LoopNest nest = LoopNest.convolution(1, 1, 1, 1, 1, 5, 1, 2, 1, 1, 1, 1);
        Accelerator chip = chip(Mesh.SINGLE, dram(), level("buffer", Mesh.SINGLE, 100));

        Cost timeloop = cost(nest, chip, InputCounts.TIMELOOP, all("dram", "S2", "Q5"), all("buffer"));
        Cost exact = cost(nest, chip, InputCounts.EXACT, all("dram", "S2", "Q5"), all("buffer"));

        // back from q=1 to s=1, q=0 is the position it is at; back from q=4 is not
        assertThat(access(timeloop, 1, Role.INPUTS).fills()).isEqualTo(5 + 4);
        assertThat(access(exact, 1, Role.INPUTS).fills()).isEqualTo(5 + 5);
    }

    @Test
    void neighboursForwardWhatTheyReceivedOneStepBefore() {
        // output columns side by side, kernel columns one after the other: column q takes from q + 1
        LoopNest nest = LoopNest.convolution(1, 1, 1, 1, 1, 4, 1, 2, 1, 1, 1, 1);
        Accelerator chip =
                chip(new Mesh(4, 1), dram(), level("buffer", Mesh.SINGLE, 100), level("registers", new Mesh(4, 1), 3));
        Mapping.Level buffer = part("buffer", loops("S2"), loops("Q4"), Role.WEIGHTS, Role.INPUTS, Role.OUTPUTS);

        Cost timeloop = cost(nest, chip, InputCounts.TIMELOOP, all("dram"), buffer, all("registers"));
        Cost exact = cost(nest, chip, InputCounts.EXACT, all("dram"), buffer, all("registers"));

        // in the second step 3 of 4 columns are served: 3 words less from the buffer
        assertThat(access(timeloop, 1, Role.INPUTS).reads()).isEqualTo(4 + 1);
        assertThat(access(exact, 1, Role.INPUTS).reads()).isEqualTo(4 + 4);
        // 3 words over 4 columns: each gets 2 - 3/4 from above and 3/4 from neighbours, for whom it reads 3/4, rounded
        assertThat(counts(access(timeloop, 2, Role.INPUTS))).containsExactly(2L + 1, 2L, 0L);
        assertThat(counts(access(exact, 2, Role.INPUTS))).containsExactly(2L, 2L, 0L);
    }

    @Test
    void bandwidthThrottlesEachInstance() {
        StorageLevel narrow = level(
                "buffer",
                Mesh.SINGLE,
                100,
                1,
                1,
                Bandwidth.of(2, Double.POSITIVE_INFINITY),
                new ActionEnergy(10, 7, 5, 0));
        Cost cost = cost(
                PRODUCT,
                chip(Mesh.SINGLE, dram(), narrow),
                InputCounts.TIMELOOP,
                all("dram", "P2"),
                all("buffer", "C3", "M4"));

        // 24 + 24 + 16 reads at 2 a cycle
        assertThat(cost.computeCycles()).isEqualTo(24);
        assertThat(cost.cycles()).isEqualTo(32);
        assertThat(cost.boundBy()).isEqualTo("buffer");
        assertThat(cost.utilization()).isEqualTo(0.75);
    }

    @Test
    void aSharedBandwidthLimitsReadsAndWritesTogether() {
        StorageLevel narrow = level(
                "buffer",
                Mesh.SINGLE,
                100,
                1,
                1,
                new Bandwidth(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 2),
                new ActionEnergy(10, 7, 5, 0));
        Cost cost = cost(
                PRODUCT,
                chip(Mesh.SINGLE, dram(), narrow),
                InputCounts.TIMELOOP,
                all("dram", "P2"),
                all("buffer", "C3", "M4"));

        // 64 reads, 12 + 6 fills and 24 updates at 2 a cycle
        assertThat(cost.cycles()).isEqualTo(53);
    }

    @Test
    void energyIsOfBlocksRoundedUp() {
        StorageLevel wide = level("buffer", Mesh.SINGLE, 100, 5, 1, Bandwidth.UNLIMITED, new ActionEnergy(10, 7, 5, 0));
        Cost cost = cost(
                PRODUCT,
                chip(Mesh.SINGLE, dram(), wide),
                InputCounts.TIMELOOP,
                all("dram", "P2"),
                all("buffer", "C3", "M4"));

        assertThat(access(cost, 1, Role.WEIGHTS).energyPicojoules()).isEqualTo(5 * 10 + 3 * 7);
        assertThat(access(cost, 1, Role.OUTPUTS).energyPicojoules()).isEqualTo(4 * 10 + 5 * 5);
        assertThat(cost.computePicojoules()).isEqualTo(24 * 2);
    }

    @Test
    void aClusterIsChargedOnceForItsInstances() {
        StorageLevel clustered =
                level("registers", new Mesh(4, 1), 3, 1, 2, Bandwidth.UNLIMITED, new ActionEnergy(10, 7, 5, 0));
        Accelerator chip = chip(new Mesh(4, 1), dram(), level("buffer", Mesh.SINGLE, 100), clustered);
        Cost cost = cost(
                PRODUCT,
                chip,
                InputCounts.TIMELOOP,
                all("dram"),
                part("buffer", loops("P2", "C3"), loops("M4"), Role.WEIGHTS, Role.INPUTS, Role.OUTPUTS),
                all("registers"));

        // 4 instances in 2 clusters: 6 reads and 6 fills, twice
        assertThat(access(cost, 2, Role.INPUTS).energyPicojoules()).isEqualTo(2 * (6 * 10 + 6 * 7));
    }

    @Test
    void instancesSpreadOverClustersBeforeTheyShareOne() {
        // Timeloop's Simba-like design: 48 of 256 registers in use, clusters of 64, hence 4 in use
        StorageLevel registers =
                level("registers", new Mesh(256, 1), 1, 1, 64, Bandwidth.UNLIMITED, new ActionEnergy(10, 7, 5, 0));
        Accelerator chip = chip(new Mesh(256, 1), dram(), registers);
        LoopNest nest = LoopNest.product(1, 1, 2, 48);
        Cost cost = cost(
                nest,
                chip,
                InputCounts.TIMELOOP,
                part("dram", loops("C2"), loops("M48"), Role.WEIGHTS, Role.INPUTS, Role.OUTPUTS),
                part("registers", List.of(), List.of(), Role.WEIGHTS));

        assertThat(access(cost, 1, Role.WEIGHTS).utilizedInstances()).isEqualTo(48);
        assertThat(access(cost, 1, Role.WEIGHTS).energyPicojoules()).isEqualTo(4 * (2 * 10 + 2 * 7));
    }

    @Test
    void aLevelThatKeepsNothingLeaksAsOneInstance() {
        Accelerator chip =
                chip(new Mesh(4, 1), dram(), level("buffer", Mesh.SINGLE, 100), level("registers", new Mesh(4, 1), 3));
        Mapping.Level buffer = part("buffer", loops("P2", "C3"), loops("M4"), Role.WEIGHTS, Role.INPUTS, Role.OUTPUTS);

        Cost used = cost(PRODUCT, chip, InputCounts.TIMELOOP, all("dram"), buffer, all("registers"));
        Cost unused =
                cost(PRODUCT, chip, InputCounts.TIMELOOP, all("dram"), buffer, part("registers", List.of(), List.of()));

        assertThat(used.levels().get(2).leakagePicojoules()).isCloseTo(0.25 * 6 * 4, offset(1e-9));
        assertThat(unused.levels().get(2).leakagePicojoules()).isCloseTo(0.25 * 6, offset(1e-9));
    }

    @Test
    void whatDoesNotFitIsAValueThatSaysWhy() {
        Accelerator chip = chip(new Mesh(4, 1), dram(), level("buffer", Mesh.SINGLE, 17));

        assertThat(misfit(PRODUCT, chip, all("dram", "P2"), all("buffer", "C3", "M4")))
                .isEqualTo(new Misfit.Capacity("buffer", Role.WEIGHTS, 12, 19, 17));
        assertThat(misfit(PRODUCT, chip, all("dram", "P2"), all("buffer", "C2", "M4")))
                .isEqualTo(new Misfit.Factors("C", 2, 3));
        assertThat(misfit(
                        LoopNest.product(1, 2, 3, 8),
                        chip,
                        all("dram", "P2", "C3"),
                        part("buffer", List.of(), loops("M8"), Role.OUTPUTS)))
                .isEqualTo(new Misfit.FanOut("buffer", "X", 8, 4));
        assertThat(misfit(
                        PRODUCT,
                        chip,
                        part("dram", loops("P2", "C3", "M4"), List.of(), Role.WEIGHTS, Role.OUTPUTS),
                        all("buffer")))
                .isEqualTo(new Misfit.NotAtTheOutermost("dram", Role.INPUTS));
        assertThat(misfit(PRODUCT, chip, all("dram", "P2", "C3", "M4"), all("glb"))
                        .reason())
                .isEqualTo("Level 1 of the mapping is glb and of the accelerator buffer.");
        assertThat(misfit(PRODUCT, chip, all("dram", "P2", "C3", "K4"), all("buffer"))
                        .reason())
                .isEqualTo("Level dram loops over K, which the loop nest does not have.");
    }

    @Test
    void aMemoryMayAskToBeFilled() {
        StorageLevel greedy =
                new StorageLevel("buffer", Mesh.SINGLE, 40, 2, 0.5, 8, 1, 1, Bandwidth.UNLIMITED, ActionEnergy.NONE, 0);

        assertThat(misfit(PRODUCT, chip(Mesh.SINGLE, dram(), greedy), all("dram", "P2", "C3", "M4"), all("buffer")))
                .isEqualTo(new Misfit.Underfull("buffer", 3, 10));
    }
}
