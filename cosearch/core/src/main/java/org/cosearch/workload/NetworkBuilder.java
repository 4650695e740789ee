package org.cosearch.workload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a network down layer by layer. Each method appends a layer that reads the current node and makes it current:
 *
 * <pre>{@code
 * Network network = Network.builder("small", Shape.of(3, 32, 32))
 *         .conv(16, 3).batchNorm().relu().as("trunk")
 *         .in("block").conv(16, 3).batchNorm().add("trunk").relu()
 *         .in("").globalAveragePool().dense(10)
 *         .build();
 * }</pre>
 *
 * <p>Nodes are named by the place of {@link #in} and by their kind, numbered from 1 within the place:
 * {@code block/conv1}.
 */
public final class NetworkBuilder {

    private final String name;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Integer> labels = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private String place = "";
    private int current;

    NetworkBuilder(String name, Shape input) {
        this.name = name;
        append(new Input(input), List.of());
    }

    /** Starts another input of the network. */
    public NetworkBuilder input(Shape shape) {
        return append(new Input(shape), List.of());
    }

    /** Names the nodes that follow {@code place/kind}; an empty place stands for the top. */
    public NetworkBuilder in(String newPlace) {
        place = newPlace;
        return this;
    }

    /** Labels the current node, to be read later; a label that exists moves here. */
    public NetworkBuilder as(String label) {
        labels.put(label, current);
        return this;
    }

    /** Goes back to a labelled node, from which the next layer reads. */
    public NetworkBuilder from(String label) {
        current = labelled(label);
        return this;
    }

    /** The shape at the current node. */
    public Shape shape() {
        return nodes.get(current).output();
    }

    /**
     * Appends {@code layer}, which reads the current node.
     *
     * @throws ShapeException if it cannot
     */
    public NetworkBuilder layer(Layer layer) {
        return append(layer, List.of(current));
    }

    /**
     * Appends {@code layer}, which reads the current node and then the labelled ones.
     *
     * @throws ShapeException if it cannot
     */
    public NetworkBuilder join(Layer layer, String... others) {
        List<Integer> inputs = new ArrayList<>(List.of(current));
        for (String other : others) {
            inputs.add(labelled(other));
        }
        return append(layer, inputs);
    }

    /** A convolution with a square kernel, stride 1, SAME padding and no bias. */
    public NetworkBuilder conv(int outChannels, int kernel) {
        return conv(outChannels, kernel, 1);
    }

    /** A convolution with a square kernel, SAME padding and no bias. */
    public NetworkBuilder conv(int outChannels, int kernel, int stride) {
        return layer(Conv2d.square(outChannels, kernel).withStride(stride));
    }

    /** A 1×1 convolution without a bias. */
    public NetworkBuilder pointwise(int outChannels) {
        return layer(Conv2d.pointwise(outChannels));
    }

    /** A depthwise convolution of all channels with SAME padding and no bias. */
    public NetworkBuilder depthwise(int kernel, int stride) {
        return layer(Conv2d.depthwise(shape().channels(), kernel).withStride(stride));
    }

    public NetworkBuilder batchNorm() {
        return layer(BatchNorm.standard());
    }

    public NetworkBuilder activation(Activation.Function function) {
        return layer(new Activation(function));
    }

    public NetworkBuilder relu() {
        return activation(Activation.Function.RELU);
    }

    /** A maximum over square windows without padding. */
    public NetworkBuilder maxPool(int kernel, int stride) {
        return layer(Pool.max(kernel, stride, Padding.VALID));
    }

    /** An average over square windows without padding. */
    public NetworkBuilder averagePool(int kernel, int stride) {
        return layer(Pool.average(kernel, stride, Padding.VALID));
    }

    public NetworkBuilder globalAveragePool() {
        return layer(new GlobalPool(Pool.Kind.AVERAGE));
    }

    public NetworkBuilder flatten() {
        return layer(new Flatten());
    }

    /** A fully connected layer with a bias. */
    public NetworkBuilder dense(int outFeatures) {
        return layer(Dense.of(outFeatures));
    }

    /** The sum of the current node and the labelled ones. */
    public NetworkBuilder add(String... others) {
        return join(new Add(), others);
    }

    /** The current node and the labelled ones, one after the other along the channels. */
    public NetworkBuilder concat(String... others) {
        return join(new Concat(), others);
    }

    /** The network so far, whose output is the current node. */
    public Network build() {
        if (current != nodes.size() - 1) {
            throw new IllegalStateException(
                    "Network %s ends at node %s, but the last node is %s.\nMaybe join the branches before build()."
                            .formatted(
                                    name,
                                    nodes.get(current).name(),
                                    nodes.get(nodes.size() - 1).name()));
        }
        return new Network(name, nodes);
    }

    private NetworkBuilder append(Layer layer, List<Integer> inputs) {
        String prefix = place.isEmpty() ? layer.kind() : place + "/" + layer.kind();
        int count = counts.merge(prefix, 1, Integer::sum);
        List<Shape> shapes = inputs.stream().map(i -> nodes.get(i).output()).toList();
        nodes.add(Node.of(prefix + count, layer, inputs, shapes));
        current = nodes.size() - 1;
        return this;
    }

    private int labelled(String label) {
        Integer index = labels.get(label);
        if (index == null) {
            throw new IllegalArgumentException(
                    "No node is labelled (%s), only %s.\nMaybe call as(\"%s\") after its layer."
                            .formatted(label, labels.keySet(), label));
        }
        return index;
    }
}
