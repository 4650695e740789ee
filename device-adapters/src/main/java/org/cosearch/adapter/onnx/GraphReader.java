package org.cosearch.adapter.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.TensorProto;
import onnx.OnnxMl.TensorShapeProto;
import onnx.OnnxMl.ValueInfoProto;
import org.cosearch.workload.GlobalPool;
import org.cosearch.workload.Input;
import org.cosearch.workload.Layer;
import org.cosearch.workload.Network;
import org.cosearch.workload.Node;
import org.cosearch.workload.Reshape;
import org.cosearch.workload.Shape;
import org.cosearch.workload.Weights;
import org.cosearch.workload.Weights.Part;

/** A graph of ONNX while it becomes a network. */
final class GraphReader {

    private static final int MAX_LISTED = 20;

    private final String model;
    private final GraphProto graph;
    private final Constants constants;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Integer> writers = new HashMap<>();
    private final Map<Integer, Map<Part, float[]>> weights = new HashMap<>();

    GraphReader(String model, GraphProto graph) {
        this.model = model;
        this.graph = graph;
        this.constants = new Constants(model);
    }

    ImportedModel read() {
        graph.getInitializerList().forEach(tensor -> constants.add(tensor.getName(), tensor));
        requireKnownOperators();
        for (ValueInfoProto input : graph.getInputList()) {
            if (!constants.has(input.getName())) {
                append(input.getName(), new Input(shape(input)), List.of());
            }
        }
        LayerReader layers = new LayerReader(this, constants);
        for (NodeProto proto : graph.getNodeList()) {
            Operator operator = new Operator(model, proto);
            try {
                if (operator.type().equals("Constant")) {
                    constants.add(operator.output(), value(operator));
                } else {
                    layers.append(operator);
                }
            } catch (OnnxImportException refusal) {
                throw refusal;
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw operator.refusal(
                        "cannot be read: " + String.valueOf(e.getMessage()).replaceAll("\\.$", ""), "");
            }
        }
        return new ImportedModel(network(), weights(weights));
    }

    /** All operators that are not understood are named at once. */
    private void requireKnownOperators() {
        Map<String, String> unknown = new LinkedHashMap<>();
        int count = 0;
        for (NodeProto proto : graph.getNodeList()) {
            boolean ours = proto.getDomain().isEmpty() || proto.getDomain().equals("ai.onnx");
            if (!ours
                    || !(LayerReader.KNOWN.contains(proto.getOpType())
                            || proto.getOpType().equals("Constant"))) {
                Operator operator = new Operator(model, proto);
                String type = ours ? operator.type() : proto.getDomain() + "." + operator.type();
                if (unknown.size() < MAX_LISTED) {
                    unknown.put(operator.name(), type);
                }
                count++;
            }
        }
        if (count > 0) {
            List<String> listed = new ArrayList<>();
            unknown.forEach((name, type) -> listed.add("%s (%s)".formatted(name, type)));
            throw new OnnxImportException(
                    "Model %s has %d operators that are not understood: %s%s.%nMaybe export it with constants folded and a fixed batch, or leave out what is not part of the network."
                            .formatted(model, count, String.join(", ", listed), count > unknown.size() ? ", …" : ""));
        }
    }

    private static TensorProto value(Operator operator) {
        return operator.proto().getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals("value"))
                .findFirst()
                .orElseThrow(() -> operator.refusal("has no value that is a tensor", ""))
                .getT();
    }

    private Shape shape(ValueInfoProto input) {
        TensorShapeProto shape = input.getType().getTensorType().getShape();
        List<Integer> extents = new ArrayList<>();
        for (int i = 1; i < shape.getDimCount(); i++) {
            long extent = shape.getDim(i).getDimValue();
            if (extent < 1 || extent > Integer.MAX_VALUE) {
                throw new OnnxImportException(
                        "Input %s of model %s has no fixed extent at axis %d.%nMaybe export it for images of one size."
                                .formatted(input.getName(), model, i));
            }
            extents.add((int) extent);
        }
        if (extents.isEmpty() || extents.size() > 3) {
            throw new OnnxImportException("Input %s of model %s has %d axes, not 2 to 4 with the batch."
                    .formatted(input.getName(), model, shape.getDimCount()));
        }
        return new Shape(extents);
    }

    private Network network() {
        if (graph.getOutputCount() != 1) {
            throw new OnnxImportException(
                    "Model %s has (%d) outputs, not one.".formatted(model, graph.getOutputCount()));
        }
        int last = node(graph.getOutput(0).getName());
        if (last != nodes.size() - 1) {
            // the order of independent operators is free; the output comes last here
            Node output = nodes.get(last);
            boolean read = nodes.stream().anyMatch(node -> node.inputs().contains(last));
            if (read) {
                throw new OnnxImportException(
                        "The output %s of model %s is read again by another operator.".formatted(output.name(), model));
            }
            return moved(last);
        }
        return new Network(model, nodes);
    }

    /** The network with a node that nobody reads put last. */
    private Network moved(int output) {
        List<Node> order = new ArrayList<>();
        Map<Integer, Map<Part, float[]>> moved = new HashMap<>();
        for (int i = 0; i <= nodes.size(); i++) {
            int from = i == nodes.size() ? output : i;
            if (i != output) {
                Node node = nodes.get(from);
                List<Integer> inputs = node.inputs().stream()
                        .map(input -> input > output ? input - 1 : input)
                        .toList();
                Optional.ofNullable(weights.get(from)).ifPresent(parts -> moved.put(order.size(), parts));
                order.add(new Node(node.name(), node.layer(), inputs, node.inputShapes(), node.output()));
            }
        }
        weights.clear();
        weights.putAll(moved);
        return new Network(model, order);
    }

    private Weights weights(Map<Integer, Map<Part, float[]>> found) {
        Map<Integer, Map<Part, float[]>> all = Map.copyOf(found);
        return (index, node, part, shape) -> {
            float[] values = all.getOrDefault(index, Map.of()).get(part);
            if (values == null) {
                throw new IllegalArgumentException(
                        "Node %s of model %s has no %s.".formatted(node.name(), model, part));
            }
            return values.clone();
        };
    }

    /** Appends a node and says that it writes the tensor of its name. */
    int append(String output, Layer layer, List<Integer> inputs) {
        List<Shape> shapes = inputs.stream().map(nodes::get).map(Node::output).toList();
        nodes.add(new Node(unique(output), layer, inputs, shapes, layer.infer(shapes)));
        writers.put(output, nodes.size() - 1);
        return nodes.size() - 1;
    }

    private String unique(String name) {
        Set<String> taken = new HashSet<>();
        nodes.forEach(node -> taken.add(node.name()));
        String free = name;
        for (int i = 2; taken.contains(free); i++) {
            free = name + "." + i;
        }
        return free;
    }

    /** Says that a tensor is what a node writes, so that what only copies costs nothing. */
    void same(String output, int node) {
        writers.put(output, node);
    }

    /** Says that an operator hands on its first input. */
    void same(Operator operator) {
        same(operator.output(), in(operator, 0));
    }

    /** The node that writes an input of an operator. */
    int in(Operator operator, int index) {
        return node(operator.input(index));
    }

    /** The shape of an input of an operator. */
    Shape shape(Operator operator, int index) {
        return at(in(operator, index)).output();
    }

    /** Appends a layer that reads the first input of an operator. */
    int layer(Operator operator, Layer layer) {
        return append(operator.output(), layer, List.of(in(operator, 0)));
    }

    /**
     * Takes back that a global pooling keeps one row and one column, if an operator that flattens is all that reads it;
     * false if there is no such pooling.
     */
    boolean poolsWithoutPlaces(Operator operator) {
        int last = nodes.size() - 1;
        boolean pooled = in(operator, 0) == last
                && nodes.get(last).layer() instanceof Reshape
                && nodes.get(last).inputs().equals(List.of(last - 1))
                && nodes.get(last - 1).layer() instanceof GlobalPool
                && readers(operator.input(0)) == 1;
        if (pooled) {
            Node pool = nodes.get(last - 1);
            nodes.remove(last);
            nodes.remove(last - 1);
            append(operator.output(), pool.layer(), pool.inputs());
        }
        return pooled;
    }

    void keep(int node, Part part, float[] values) {
        weights.computeIfAbsent(node, index -> new HashMap<>()).put(part, values);
    }

    /** Gives a layer that was appended without a bias one. */
    void replace(int node, Layer layer) {
        Node old = nodes.get(node);
        nodes.set(node, new Node(old.name(), layer, old.inputs(), old.inputShapes(), layer.infer(old.inputShapes())));
    }

    /** The node that writes a tensor. */
    int node(String tensor) {
        return Optional.ofNullable(writers.get(tensor))
                .orElseThrow(() -> new OnnxImportException(
                        "Tensor %s of model %s is read before an operator writes it.".formatted(tensor, model)));
    }

    Node at(int index) {
        return nodes.get(index);
    }

    /** How many operators read a tensor. */
    long readers(String tensor) {
        return graph.getNodeList().stream()
                .filter(node -> node.getInputList().contains(tensor))
                .count();
    }
}
