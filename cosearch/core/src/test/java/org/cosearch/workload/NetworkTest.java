package org.cosearch.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
