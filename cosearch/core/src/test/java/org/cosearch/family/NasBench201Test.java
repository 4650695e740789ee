package org.cosearch.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.cosearch.family.NasBench201Cell.Operation;
import org.cosearch.laws.Laws;
import org.cosearch.space.Field;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.cosearch.workload.Network;
import org.cosearch.workload.Node;
import org.cosearch.workload.Shape;
import org.cosearch.workload.Zero;
import org.junit.jupiter.api.Test;

class NasBench201Test extends NetworkFamilyContract {

    private static final Shape CIFAR = Shape.of(3, 32, 32);

    @Override
    NasBench201 family() {
        return NasBench201.standard();
    }

    @Override
    Shape input() {
        return CIFAR;
    }

    /** Neighbouring cells may be the same graph when both operations join nothing. */
    @Test
    @Override
    void neighboursMeanOtherNetworks() {
        Laws.forAll(10, random -> family().space().sampleDesign(random), (genome, random) -> {
            for (Genome neighbour : family().space().neighbours(genome)) {
                assertThat(family().cell(neighbour)).isNotEqualTo(family().cell(genome));
            }
        });
    }

    @Test
    void thereAre15625Cells() {
        assertThat(family().space().size().toString()).contains("15625");
    }

    /**
     * Parameters = 73,306 + 28,000 · n1 + 243,040 · n3, with n1 and n3 the edges with a 1×1 and a 3×3 convolution: equal
     * to those that NASLib tabulates for CIFAR-10 on 725 of 725 cells. MACs of convolutions and the classifier, in
     * millions = 7.78304 + 3.93216 · n1 + 35.38944 · n3. Exact.
     */
    @Test
    void everyCellHasThePublishedParametersAndMacs() {
        family().space().enumerate().forEach(genome -> {
            NasBench201Cell cell = family().cell(genome);
            Network network = family().decode(genome, CIFAR, 10);
            long n1 = Collections.frequency(cell.operations(), Operation.NOR_CONV_1X1);
            long n3 = Collections.frequency(cell.operations(), Operation.NOR_CONV_3X3);
            assertThat(network.parameters()).as("%s", cell).isEqualTo(73_306 + 28_000 * n1 + 243_040 * n3);
            assertThat(network.macs()).as("%s", cell).isEqualTo(7_783_040 + 3_932_160 * n1 + 35_389_440 * n3);
        });
    }

    /** Dong and Yang 2020, section 2.1: ops on an all-skip cell leave the skeleton. */
    @Test
    void theSkeletonIsStemReductionsAndClassifier() {
        Network network =
                family().network(new NasBench201Cell(Collections.nCopies(6, Operation.SKIP_CONNECT)), CIFAR, 10);
        long stem = 3 * 16 * 9 + 2 * 16;
        long reduction1 = 16 * 32 * 9 + 2 * 32 + 32 * 32 * 9 + 2 * 32 + 16 * 32;
        long reduction2 = 32 * 64 * 9 + 2 * 64 + 64 * 64 * 9 + 2 * 64 + 32 * 64;

        assertThat(network.parameters()).isEqualTo(stem + reduction1 + reduction2 + 2 * 64 + 64 * 10 + 10);
        assertThat(network.node("head/relu1").output()).isEqualTo(Shape.of(64, 8, 8));
    }

    /** 341 of the 15,625 cells have no path, by the rule that a node is reached if any edge from a reached node is not none. */
    @Test
    void cellsWithoutAPathAreThoseWhoseOutputIsZeroWhateverTheInput() {
        long disconnected = family().space()
                .enumerate()
                .map(family()::cell)
                .filter(cell -> !cell.connected())
                .count();
        assertThat(disconnected).isEqualTo(341);

        Laws.forAll(200, random -> family().space().sampleDesign(random), (genome, random) -> {
            Network network = new NasBench201(4, 1).decode(genome, CIFAR, 10);
            assertThat(dependsOnInput(network)).isEqualTo(family().cell(genome).connected());
        });
    }

    /** Whether a path from the input to the output avoids every layer of zeros. */
    private static boolean dependsOnInput(Network network) {
        boolean[] depends = new boolean[network.nodes().size()];
        for (int i = 0; i < depends.length; i++) {
            Node node = network.nodes().get(i);
            depends[i] = node.inputs().isEmpty()
                    || (!(node.layer() instanceof Zero)
                            && node.inputs().stream().anyMatch(input -> depends[input]));
        }
        return depends[depends.length - 1];
    }

    @Test
    void nodesAreSumsOfTheirEdges() {
        Network network = new NasBench201(8, 1)
                .network(
                        NasBench201Cell.parse(
                                "|nor_conv_3x3~0|+|none~0|none~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_1x1~2|"),
                        CIFAR,
                        10);

        assertThat(network.nodes().stream()
                        .filter(node -> node.name().startsWith("stage1.cell1/"))
                        .map(node -> node.layer().kind()))
                .containsExactly(
                        "relu", "conv", "batch_norm", "zero", "average_pool", "relu", "conv", "batch_norm", "add");
        assertThat(network.node("stage1.cell1/add1").inputs())
                .containsExactly(
                        index(network, "stem/batch_norm1"),
                        index(network, "stage1.cell1/average_pool1"),
                        index(network, "stage1.cell1/batch_norm2"));
    }

    private static int index(Network network, String name) {
        return network.nodes().indexOf(network.node(name));
    }

    @Test
    void layersThatNobodyReadsCountUntilTheyAreLeftOut() {
        NasBench201Cell cell = NasBench201Cell.parse("|nor_conv_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|");
        Network network = family().network(cell, CIFAR, 10);

        assertThat(network.macs()).isEqualTo(7_783_040 + 35_389_440);
        assertThat(network.live().macs()).isEqualTo(7_783_040);
    }

    @Test
    void cellsAreWrittenAsTheBenchmarkDoes() {
        String text = "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|";
        NasBench201Cell cell = NasBench201Cell.parse(text);

        assertThat(cell).hasToString(text);
        assertThat(cell.operation(2, 1)).isEqualTo(Operation.SKIP_CONNECT);
        assertThat(cell.operation(3, 0)).isEqualTo(Operation.NOR_CONV_1X1);
        assertThatThrownBy(() -> NasBench201Cell.parse("|a~0|")).hasMessageContaining("(|a~0|)");
        assertThatThrownBy(() -> Operation.labelled("conv")).hasMessageContaining("nor_conv_1x1");
        assertThatThrownBy(() -> new NasBench201Cell(List.of(Operation.NONE))).hasMessageContaining("(1)");
    }

    @Test
    void anUnknownOperationInASpaceIsRefused() {
        Space operation = Space.oneOf("none", "dil_conv_3x3");
        Space space = Space.product(NasBench201Cell.EDGES.stream()
                .map(edge -> Space.field(edge, operation))
                .toArray(Field[]::new));

        assertThatThrownBy(() -> family().check(space))
                .hasMessageContaining("(op_1_0)")
                .hasMessageContaining("(dil_conv_3x3)");
    }

    @Test
    void aSmallerSkeletonKeepsTheCell() {
        Network network = new NasBench201(8, 1)
                .network(new NasBench201Cell(Collections.nCopies(6, Operation.NOR_CONV_3X3)), Shape.of(1, 28, 28), 10);

        assertThat(network.node("head/relu1").output()).isEqualTo(Shape.of(32, 7, 7));
        long cells = 6 * 9 * (8 * 8 * 28 * 28 + 16 * 16 * 14 * 14 + 32 * 32 * 7 * 7);
        long reductions = 14 * 14 * (9 * (8 * 16 + 16 * 16) + 8 * 16) + 7 * 7 * (9 * (16 * 32 + 32 * 32) + 16 * 32);
        assertThat(network.macs()).isEqualTo(9 * 8 * 28 * 28 + cells + reductions + 32 * 10);
    }
}
