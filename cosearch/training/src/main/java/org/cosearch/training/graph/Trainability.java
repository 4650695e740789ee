package org.cosearch.training.graph;

import java.util.List;
import org.cosearch.training.data.LabelledImages;
import org.cosearch.workload.Input;
import org.cosearch.workload.Network;
import org.cosearch.workload.Node;
import org.cosearch.workload.Padding;
import org.cosearch.workload.Pool;
import org.cosearch.workload.Shape;
import org.cosearch.workload.Size;
import org.cosearch.workload.VisionTask;

/** What a network must be like to be trained on images that have a class each, or one at every pixel. */
final class Trainability {

    private Trainability() {}

    /** @throws UntrainableException if {@code network} cannot learn to name the classes of {@code images} */
    static void check(Network network, LabelledImages images, int classes) {
        List<Node> inputs = network.inputs();
        if (inputs.size() != 1) {
            throw new UntrainableException(
                    "Network %s has (%d) inputs; only one can be fed images.".formatted(network.name(), inputs.size()));
        }
        Shape image = Shape.of(images.channels(), images.height(), images.width());
        Node input = inputs.get(0);
        if (!input.output().equals(image)) {
            throw new UntrainableException("Layer %s (%s) of network %s takes %s, but the images are %s."
                    .formatted(input.name(), input.layer().kind(), network.name(), input.output(), image));
        }
        Node output = network.output();
        if (!output.output().equals(images.task().scores(image, classes))) {
            boolean whole = images.task() == VisionTask.CLASSIFICATION;
            throw new UntrainableException(
                    "Layer %s (%s) of network %s writes %s, not %s.%nMaybe end the network in %s."
                            .formatted(
                                    output.name(),
                                    output.layer().kind(),
                                    network.name(),
                                    output.output(),
                                    whole
                                            ? "a score for each of the %d classes".formatted(classes)
                                            : "a score for each of the %d classes at every pixel, %s"
                                                    .formatted(
                                                            classes,
                                                            images.task().scores(image, classes)),
                                    whole
                                            ? "a dense layer of %d features".formatted(classes)
                                            : "a pointwise convolution with %d filters".formatted(classes)));
        }
        for (Node node : network.nodes()) {
            if (node.layer() instanceof Pool pool) {
                checkPool(network, node, pool);
            }
        }
        if (Liveness.live(network).stream()
                .noneMatch(i -> network.nodes().get(i).layer() instanceof Input)) {
            throw new UntrainableException(
                    "The output of network %s does not depend on its input.".formatted(network.name()));
        }
        if (Liveness.live(network).stream().allMatch(i -> network.nodes().get(i).parameters() == 0)) {
            throw new UntrainableException("Network %s has no parameters to train.".formatted(network.name()));
        }
    }

    private static void checkPool(Network network, Node node, Pool pool) {
        Shape input = node.inputShapes().get(0);
        Padding.Explicit border =
                pool.padding().resolve(input.height(), input.width(), pool.kernel(), pool.stride(), Size.ONE);
        int[] rows = Windows.inside(
                input.height(),
                border.top(),
                border.bottom(),
                pool.kernel().rows(),
                pool.stride().rows());
        int[] columns = Windows.inside(
                input.width(),
                border.left(),
                border.right(),
                pool.kernel().columns(),
                pool.stride().columns());
        for (int[] places : List.of(rows, columns)) {
            for (int inside : places) {
                if (inside == 0) {
                    throw new UntrainableException(
                            "Layer %s (%s) of network %s has a window with nothing but padding (%s) in it.%nMaybe pad by less than the kernel %s."
                                    .formatted(
                                            node.name(), pool.kind(), network.name(), pool.padding(), pool.kernel()));
                }
            }
        }
    }
}
