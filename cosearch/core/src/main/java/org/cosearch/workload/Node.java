package org.cosearch.workload;

import java.util.ArrayList;
import java.util.List;

/**
 * A layer in its place in a network.
 *
 * @param name unique in its network, such as {@code stage1.block2/conv1}
 * @param inputs indices of the nodes it reads, in the order of the layer's operands; a node may be read twice
 * @param inputShapes the shapes of what it reads, in the same order
 * @param output the shape of what it writes; always {@code layer.infer(inputShapes)}
 */
public record Node(String name, Layer layer, List<Integer> inputs, List<Shape> inputShapes, Shape output) {

    public Node {
        inputs = List.copyOf(inputs);
        inputShapes = List.copyOf(inputShapes);
        if (inputs.size() != inputShapes.size()) {
            throw new IllegalArgumentException(
                    "Node %s has %d inputs but %d input shapes.".formatted(name, inputs.size(), inputShapes.size()));
        }
        Shape inferred = infer(name, layer, inputShapes);
        if (!inferred.equals(output)) {
            throw new IllegalArgumentException(
                    "Node %s is given the output shape %s, but its layer writes %s.".formatted(name, output, inferred));
        }
    }

    /**
     * A node whose output shape is inferred.
     *
     * @throws ShapeException if the layer cannot take the inputs
     */
    static Node of(String name, Layer layer, List<Integer> inputs, List<Shape> inputShapes) {
        return new Node(name, layer, inputs, inputShapes, infer(name, layer, inputShapes));
    }

    private static Shape infer(String name, Layer layer, List<Shape> inputShapes) {
        try {
            return layer.infer(inputShapes);
        } catch (ShapeException refusal) {
            throw refusal.at(name);
        }
    }

    /** Multiply-accumulates; see {@link Layer} for what counts. */
    public long macs() {
        return layer.macs(inputShapes);
    }

    /** Trainable parameters. */
    public long parameters() {
        return layer.parameters(inputShapes);
    }

    /** Running statistics that are not trained. */
    public long statistics() {
        return layer.statistics(inputShapes);
    }

    /** The layer's loop nests: none, one, or several that run one after the other. */
    public List<LoopNest> nests() {
        return layer.nests(inputShapes);
    }

    /** A network of this node alone: its inputs in their order, then the node. */
    public Network alone() {
        List<Node> nodes = new ArrayList<>();
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            all.add(i);
            nodes.add(of("%s/input%d".formatted(name, i), new Input(inputShapes.get(i)), List.of(), List.of()));
        }
        nodes.add(new Node(name, layer, all, inputShapes, output));
        return new Network(name, nodes);
    }
}
