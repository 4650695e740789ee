package org.cosearch.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {

    private static Network residual() {
        return Network.builder("residual", Shape.of(3, 32, 32))
                .conv(16, 3)
                .batchNorm()
                .relu()
                .as("trunk")
                .in("block")
                .conv(16, 3)
                .batchNorm()
                .add("trunk")
                .relu()
                .in("")
                .globalAveragePool()
                .dense(10)
                .build();
    }

    @Test
    void countsAreThoseOfTheHandCalculation() {
        Network network = residual();

        assertThat(network.output().output()).isEqualTo(Shape.of(10));
        // two 3x3 convolutions on 32x32 and the dense layer
        assertThat(network.macs()).isEqualTo(1024L * 9 * (3 * 16 + 16 * 16) + 16 * 10);
        assertThat(network.parameters()).isEqualTo(9 * (3 * 16 + 16 * 16) + 2 * 2 * 16 + 16 * 10 + 10);
        assertThat(network.statistics()).isEqualTo(2 * 2 * 16);
        // input, then conv bn relu conv bn add relu of 16x32x32 each, then 16 and 10
        assertThat(network.activationElements()).isEqualTo(3 * 1024 + 7 * 16 * 1024 + 16 + 10);
    }

    @Test
    void nodesAreNamedByPlaceAndKind() {
        assertThat(residual().nodes())
                .extracting(Node::name)
                .containsExactly(
                        "input1",
                        "conv1",
                        "batch_norm1",
                        "relu1",
                        "block/conv1",
                        "block/batch_norm1",
                        "block/add1",
                        "block/relu1",
                        "global_average_pool1",
                        "dense1");
    }

    @Test
    void peakKeepsTheShortcutAliveUntilItIsAdded() {
        // at block/batch_norm1: the trunk, the convolution's output and its own
        assertThat(residual().peakActivationElements()).isEqualTo(3 * 16 * 1024);
    }

    @Test
    void anAddOfUnequalShapesNamesTheLayerAndBothShapes() {
        NetworkBuilder builder = Network.builder("x", Shape.of(3, 32, 32))
                .as("trunk")
                .in("block2")
                .conv(16, 3, 2);

        assertThatThrownBy(() -> builder.add("trunk"))
                .isInstanceOf(ShapeException.class)
                .hasMessage("Layer block2/add1 (add) cannot add [3,32,32] to [16,16,16].\n"
                        + "Maybe give the shortcut a 1x1 convolution with the stride and the channels of the other"
                        + " branch.");
    }

    @Test
    void aNetworkWithBranchesEqualsOneBuiltTheSameWay() {
        assertThat(residual()).isEqualTo(residual()).hasSameHashCodeAs(residual());
        assertThat(residual().node("block/conv1").inputs()).containsExactly(3);
        assertThat(residual().node("block/add1").inputs()).containsExactly(5, 3);
    }

    @Test
    void bytesAreRoundedUpToWholeOnes() {
        Network network = Network.builder("x", Shape.of(3)).dense(1).build();

        assertThat(network.parameters()).isEqualTo(4);
        assertThat(network.weightBytes(32)).isEqualTo(16);
        assertThat(network.weightBytes(3)).isEqualTo(2);
        assertThat(network.activationBytes(16)).isEqualTo(8);
        assertThat(network.peakActivationBytes(8)).isEqualTo(4);
    }

    @Test
    void aNetworkMayHaveSeveralInputs() {
        Network network = Network.builder("two", Shape.of(4, 3))
                .as("queries")
                .input(Shape.of(5, 3))
                .as("keys")
                .from("queries")
                .join(new MatMul(true), "keys")
                .build();

        assertThat(network.inputs()).extracting(Node::name).containsExactly("input1", "input2");
        assertThat(network.output().output()).isEqualTo(Shape.of(4, 5));
    }

    @Test
    void theSummaryAddsUpToTheNetwork() {
        Network network = residual();
        NetworkSummary summary = network.summary();

        assertThat(summary.layers()).hasSameSizeAs(network.nodes());
        assertThat(summary.layers().stream().mapToLong(NetworkSummary.Row::macs).sum())
                .isEqualTo(summary.macs())
                .isEqualTo(network.macs());
        assertThat(summary.layers().stream()
                        .mapToLong(NetworkSummary.Row::parameters)
                        .sum())
                .isEqualTo(network.parameters());
        assertThat(summary.layers().get(6))
                .isEqualTo(new NetworkSummary.Row(
                        "block/add1",
                        "add",
                        List.of("block/batch_norm1", "relu1"),
                        List.of(Shape.of(16, 32, 32), Shape.of(16, 32, 32)),
                        Shape.of(16, 32, 32),
                        0,
                        0));
    }

    @Test
    void nodesThatReadLaterOnesAreRefused() {
        Shape shape = Shape.of(4);
        Node input = Node.of("in", new Input(shape), List.of(), List.of());
        Node relu = Node.of("relu", new Softmax(), List.of(1), List.of(shape));

        assertThatThrownBy(() -> new Network("x", List.of(input, relu)))
                .hasMessageContaining("relu")
                .hasMessageContaining("(1)");
        assertThatThrownBy(() -> new Network("x", List.of(input, input))).hasMessageContaining("two nodes named in");
        assertThatThrownBy(() -> new Network(
                        "x", List.of(input, Node.of("relu", new Softmax(), List.of(0), List.of(Shape.of(5))))))
                .hasMessageContaining("takes [5] from node in, which writes [4]");
        assertThatThrownBy(() -> new Node("relu", new Softmax(), List.of(0), List.of(shape), Shape.of(5)))
                .hasMessageContaining("[5]")
                .hasMessageContaining("[4]");
    }

    @Test
    void theBuilderRefusesUnknownLabelsAndOpenEnds() {
        NetworkBuilder builder =
                Network.builder("x", Shape.of(3, 8, 8)).as("start").conv(4, 3);

        assertThatThrownBy(() -> builder.from("stat"))
                .hasMessageContaining("(stat)")
                .hasMessageContaining("start");
        assertThatThrownBy(() -> builder.from("start").build()).hasMessageContaining("conv1");
        assertThatThrownBy(() -> residual().node("nope")).hasMessageContaining("nope");
    }
}
