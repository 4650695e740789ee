package org.cosearch.training.graph;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.cosearch.training.TinyData;
import org.cosearch.training.data.LabelledImages;
import org.cosearch.workload.Add;
import org.cosearch.workload.Network;
import org.cosearch.workload.Padding;
import org.cosearch.workload.Pool;
import org.cosearch.workload.Shape;
import org.cosearch.workload.Zero;
import org.junit.jupiter.api.Test;

class TrainabilityTest {

    private static final LabelledImages IMAGES = TinyData.dataset(8, 4).training();

    @Test
    void theOutputMustBeAScorePerClass() {
        refused(
                Network.builder("five", Shape.of(1, 8, 8)).flatten().dense(5).build(),
                "Layer dense1 (dense) of network five writes [5], not a score for each of the 4 classes.",
                "Maybe end the network in a dense layer of 4 features.");
        refused(
                Network.builder("map", Shape.of(1, 8, 8)).conv(4, 3).build(),
                "Layer conv1 (conv) of network map writes [4,8,8]");
    }

    @Test
    void theOutputOfASegmentationMustBeAScorePerClassAndPixel() {
        LabelledImages masks = TinyData.segmentation(8, 4).training();
        Network whole =
                Network.builder("whole", Shape.of(1, 8, 8)).flatten().dense(2).build();
        Network small =
                Network.builder("small", Shape.of(1, 8, 8)).conv(2, 3, 2).build();

        Trainability.check(
                Network.builder("fitting", Shape.of(1, 8, 8)).conv(2, 3).build(), masks, 2);
        for (Network network : List.of(whole, small)) {
            assertThatThrownBy(() -> Trainability.check(network, masks, 2))
                    .isInstanceOf(UntrainableException.class)
                    .hasMessageContaining(
                            "of network %s writes %s, not a score for each of the 2 classes at every pixel, [2,8,8]."
                                    .formatted(network.name(), network.output().output()))
                    .hasMessageContaining("Maybe end the network in a pointwise convolution with 2 filters.");
        }
    }

    @Test
    void thereMustBeOneInput() {
        refused(
                Network.builder("two", Shape.of(1, 8, 8))
                        .as("first")
                        .input(Shape.of(1, 8, 8))
                        .join(new Add(), "first")
                        .flatten()
                        .dense(4)
                        .build(),
                "Network two has (2) inputs");
    }

    @Test
    void aPoolMustNotLookAtPaddingAlone() {
        refused(
                Network.builder("padded", Shape.of(1, 8, 8))
                        .conv(4, 3)
                        .layer(Pool.max(2, 2, Padding.symmetric(2)))
                        .flatten()
                        .dense(4)
                        .build(),
                "Layer max_pool1 (max_pool) of network padded has a window with nothing but padding (2) in it.",
                "Maybe pad by less than the kernel 2x2.");
    }

    @Test
    void theOutputMustDependOnTheInput() {
        refused(
                Network.builder("cut", Shape.of(1, 8, 8))
                        .layer(new Zero())
                        .flatten()
                        .dense(4)
                        .build(),
                "The output of network cut does not depend on its input.");
    }

    @Test
    void thereMustBeSomethingToTrain() {
        refused(
                Network.builder("fixed", Shape.of(1, 8, 8))
                        .averagePool(4, 4)
                        .flatten()
                        .build(),
                "Network fixed has no parameters to train.");
    }

    private static void refused(Network network, String... parts) {
        assertThatThrownBy(() -> Trainability.check(network, IMAGES, TinyData.CLASSES))
                .isInstanceOf(UntrainableException.class)
                .hasMessageContainingAll(parts);
    }
}
