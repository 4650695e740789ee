package org.cosearch.adapter.onnx;

import static org.cosearch.adapter.onnx.Graph.attribute;
import static org.cosearch.adapter.onnx.Graph.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.ModelProto;
import onnx.OnnxMl.OperatorSetIdProto;
import org.cosearch.adapter.engine.Model;
import org.cosearch.workload.Activation;
import org.cosearch.workload.Add;
import org.cosearch.workload.Attention;
import org.cosearch.workload.BatchNorm;
import org.cosearch.workload.Concat;
import org.cosearch.workload.Conv2d;
import org.cosearch.workload.Dense;
import org.cosearch.workload.Dropout;
import org.cosearch.workload.Flatten;
import org.cosearch.workload.GlobalPool;
import org.cosearch.workload.Input;
import org.cosearch.workload.Layer;
import org.cosearch.workload.LayerNorm;
import org.cosearch.workload.MatMul;
import org.cosearch.workload.Multiply;
import org.cosearch.workload.Network;
import org.cosearch.workload.Node;
import org.cosearch.workload.Padding;
import org.cosearch.workload.Pool;
import org.cosearch.workload.Reshape;
import org.cosearch.workload.Shape;
import org.cosearch.workload.Size;
import org.cosearch.workload.Softmax;
import org.cosearch.workload.TransposedConv2d;
import org.cosearch.workload.Upsample;
import org.cosearch.workload.Weights;
import org.cosearch.workload.Weights.Part;
import org.cosearch.workload.Zero;

/**
 * Writes networks as ONNX models of operator set 17 and IR version 8, with a fixed batch as the outermost axis of every
 * tensor. A node's output has the name of the node; all layers of {@link Layer} can be written.
 */
public final class OnnxEncoder {

    /** The name of the format. */
    public static final String FORMAT = "onnx";

    private static final int IR_VERSION = 8;
    private static final int OPERATOR_SET = 17;

    private final Network network;
    private final Weights weights;
    private final int batch;
    private final Graph graph;
    private final Optional<PixelScaling> scaling;

    private OnnxEncoder(Network network, Weights weights, int batch, Optional<PixelScaling> scaling) {
        this.network = network;
        this.weights = weights;
        this.batch = batch;
        this.graph = new Graph(network.name(), batch);
        this.scaling = scaling;
    }

    /** The network for {@code batch} inputs at a time. */
    public static Model encode(Network network, Weights weights, int batch) {
        return encode(network, weights, batch, Optional.empty());
    }

    /**
     * The network with the step before it: its input is pixels of 0 to 255, {@code [batch, channels, rows, columns]}.
     *
     * @param scaling has a number per channel of the input
     */
    public static Model encodeForPixels(Network network, Weights weights, int batch, PixelScaling scaling) {
        return encode(network, weights, batch, Optional.of(scaling));
    }

    private static Model encode(Network network, Weights weights, int batch, Optional<PixelScaling> scaling) {
        OnnxEncoder encoder = new OnnxEncoder(network, weights, batch, scaling);
        for (int i = 0; i < network.nodes().size(); i++) {
            encoder.append(i, network.nodes().get(i));
        }
        encoder.graph.output(
                network.output().name(), encoder.graph.batched(network.output().output()));
        return new Model(
                FORMAT,
                ModelProto.newBuilder()
                        .setIrVersion(IR_VERSION)
                        .setProducerName("cosearch")
                        .addOpsetImport(
                                OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
                        .setGraph(encoder.graph.build())
                        .build()
                        .toByteArray());
    }

    /** The axis of the channels, the batch counted. */
    private static int channelAxis(Shape shape) {
        return shape.isFeatureMap() ? 1 : shape.rank();
    }

    private String part(int index, Node node, Part part, int... shape) {
        return graph.floats(weights.values(index, node, part, shape), shape);
    }

    private void append(int index, Node node) {
        Layer layer = node.layer();
        String out = node.name();
        List<String> in =
                node.inputs().stream().map(i -> network.nodes().get(i).name()).toList();
        if (layer instanceof Input) {
            input(node);
        } else if (layer instanceof Conv2d conv) {
            convolution(index, node, conv, in.get(0));
        } else if (layer instanceof TransposedConv2d conv) {
            transposedConvolution(index, node, conv, in.get(0));
        } else if (layer instanceof Dense dense) {
            dense(index, node, dense, in.get(0));
        } else if (layer instanceof BatchNorm norm) {
            normalization(index, node, norm, in.get(0));
        } else if (layer instanceof LayerNorm norm) {
            int channels = node.output().channels();
            String scale = part(index, node, Part.SCALE, channels);
            String offset = part(index, node, Part.OFFSET, channels);
            around(
                    node.output(),
                    in.get(0),
                    out,
                    (from, to) -> graph.operator(
                            "LayerNormalization",
                            to,
                            List.of(from, scale, offset),
                            attribute("axis", -1),
                            attribute("epsilon", norm.epsilon())));
        } else if (layer instanceof Activation activation) {
            Activations.append(graph, activation.function(), in.get(0), out);
        } else if (layer instanceof Pool pool) {
            pool(node, pool, in.get(0));
        } else if (layer instanceof GlobalPool pool) {
            globalPool(node, pool, in.get(0));
        } else if (layer instanceof Add) {
            graph.operator("Sum", out, in);
        } else if (layer instanceof Concat) {
            graph.operator("Concat", out, in, attribute("axis", channelAxis(node.output())));
        } else if (layer instanceof Multiply) {
            multiply(node, in);
        } else if (layer instanceof MatMul product) {
            product(node, product, in);
        } else if (layer instanceof Attention attention) {
            new TokenLayers(network, weights, batch, graph).attention(index, node, attention, in.get(0));
        } else if (layer instanceof Softmax) {
            graph.operator("Softmax", out, in, attribute("axis", channelAxis(node.output())));
        } else if (layer instanceof Flatten || layer instanceof Reshape) {
            graph.operator("Reshape", out, List.of(in.get(0), graph.batchedExtents(node.output())));
        } else if (layer instanceof Dropout) {
            graph.operator("Identity", out, in);
        } else if (layer instanceof Zero) {
            graph.operator("Mul", out, List.of(in.get(0), graph.scalar(0)));
        } else if (layer instanceof Upsample upsample) {
            String scales = graph.floats(new float[] {1, 1, upsample.factor(), upsample.factor()}, 4);
            graph.operator(
                    "Resize",
                    out,
                    List.of(in.get(0), "", scales),
                    attribute("mode", "nearest"),
                    attribute("coordinate_transformation_mode", "asymmetric"),
                    attribute("nearest_mode", "floor"));
        } else {
            new TokenLayers(network, weights, batch, graph).append(index, node, in.get(0));
        }
    }

    private void input(Node node) {
        String out = node.name();
        if (scaling.isEmpty()) {
            graph.input(out, graph.batched(node.output()));
            return;
        }
        graph.input(out + ".pixels", graph.batched(node.output()));
        int channels = node.output().channels();
        String factors = graph.floats(scaling.get().factors(), channels, 1, 1);
        String summands = graph.floats(scaling.get().summands(), channels, 1, 1);
        String scaled = graph.operator("Mul", out + ".scaled", List.of(out + ".pixels", factors));
        graph.operator("Add", out, List.of(scaled, summands));
    }

    private static AttributeProto size(String name, Size size) {
        return list(name, size.rows(), size.columns());
    }

    private static AttributeProto pads(Padding.Explicit border) {
        return list("pads", border.top(), border.left(), border.bottom(), border.right());
    }

    private void convolution(int index, Node node, Conv2d conv, String in) {
        Shape shape = node.inputShapes().get(0);
        List<String> inputs = new ArrayList<>(List.of(
                in,
                part(
                        index,
                        node,
                        Part.KERNEL,
                        conv.outChannels(),
                        shape.channels() / conv.groups(),
                        conv.kernel().rows(),
                        conv.kernel().columns())));
        if (conv.bias()) {
            inputs.add(part(index, node, Part.BIAS, conv.outChannels()));
        }
        graph.operator(
                "Conv",
                node.name(),
                inputs,
                size("kernel_shape", conv.kernel()),
                size("strides", conv.stride()),
                size("dilations", conv.dilation()),
                attribute("group", conv.groups()),
                pads(conv.padding()
                        .resolve(shape.height(), shape.width(), conv.kernel(), conv.stride(), conv.dilation())));
    }

    /** The kernel of the format is {@code [channels, filters, rows, columns]}; the output is cropped as by TensorFlow. */
    private void transposedConvolution(int index, Node node, TransposedConv2d conv, String in) {
        int channels = node.inputShapes().get(0).channels();
        List<String> inputs = new ArrayList<>(List.of(
                in,
                part(
                        index,
                        node,
                        Part.KERNEL,
                        channels,
                        conv.outChannels(),
                        conv.kernel().rows(),
                        conv.kernel().columns())));
        if (conv.bias()) {
            inputs.add(part(index, node, Part.BIAS, conv.outChannels()));
        }
        int rows = conv.kernel().rows() - conv.stride().rows();
        int columns = conv.kernel().columns() - conv.stride().columns();
        graph.operator(
                "ConvTranspose",
                node.name(),
                inputs,
                size("kernel_shape", conv.kernel()),
                size("strides", conv.stride()),
                pads(new Padding.Explicit(rows / 2, rows - rows / 2, columns / 2, columns - columns / 2)));
    }

    private void dense(int index, Node node, Dense dense, String in) {
        Shape shape = node.inputShapes().get(0);
        String kernel = part(index, node, Part.KERNEL, dense.outFeatures(), shape.channels());
        List<String> bias = dense.bias() ? List.of(part(index, node, Part.BIAS, dense.outFeatures())) : List.of();
        graph.linear(node.name(), in, kernel, bias, shape.isVector());
    }

    /** ONNX has the channels of a normalisation at axis 1; tokens are turned there and back. */
    private void normalization(int index, Node node, BatchNorm norm, String in) {
        int channels = node.output().channels();
        String scale = part(index, node, Part.SCALE, channels);
        String offset = part(index, node, Part.OFFSET, channels);
        String mean = part(index, node, Part.MEAN, channels);
        String variance = part(index, node, Part.VARIANCE, channels);
        boolean tokens = node.output().isTokens();
        String from =
                tokens ? graph.operator("Transpose", node.name() + ".turned", List.of(in), list("perm", 0, 2, 1)) : in;
        String to = tokens ? node.name() + ".normal" : node.name();
        graph.operator(
                "BatchNormalization",
                to,
                List.of(from, scale, offset, mean, variance),
                attribute("epsilon", norm.epsilon()));
        if (tokens) {
            graph.operator("Transpose", node.name(), List.of(to), list("perm", 0, 2, 1));
        }
    }

    private interface Step {
        String apply(String in, String out);
    }

    /** Applies a step that works on the last axis to the channels of any shape. */
    private void around(Shape shape, String in, String out, Step step) {
        if (!shape.isFeatureMap()) {
            step.apply(in, out);
            return;
        }
        String last = graph.operator("Transpose", out + ".last", List.of(in), list("perm", 0, 2, 3, 1));
        String done = step.apply(last, out + ".done");
        graph.operator("Transpose", out, List.of(done), list("perm", 0, 3, 1, 2));
    }

    private void pool(Node node, Pool pool, String in) {
        Shape shape = node.inputShapes().get(0);
        graph.operator(
                pool.pooling() == Pool.Kind.MAX ? "MaxPool" : "AveragePool",
                node.name(),
                List.of(in),
                size("kernel_shape", pool.kernel()),
                size("strides", pool.stride()),
                pads(pool.padding().resolve(shape.height(), shape.width(), pool.kernel(), pool.stride(), Size.ONE)));
    }

    private void globalPool(Node node, GlobalPool pool, String in) {
        boolean max = pool.pooling() == Pool.Kind.MAX;
        if (node.inputShapes().get(0).isTokens()) {
            graph.operator(
                    max ? "ReduceMax" : "ReduceMean",
                    node.name(),
                    List.of(in),
                    list("axes", 1),
                    attribute("keepdims", 0));
            return;
        }
        String pooled =
                graph.operator(max ? "GlobalMaxPool" : "GlobalAveragePool", node.name() + ".pooled", List.of(in));
        graph.operator("Flatten", node.name(), List.of(pooled), attribute("axis", 1));
    }

    private void multiply(Node node, List<String> in) {
        Shape first = node.inputShapes().get(0);
        Shape second = node.inputShapes().get(1);
        if (second.equals(first) || first.isVector()) {
            graph.operator("Mul", node.name(), in);
            return;
        }
        String extents = first.isFeatureMap()
                ? graph.batchedExtents(first.channels(), 1, 1)
                : graph.batchedExtents(1, first.channels());
        String gate = graph.operator("Reshape", node.name() + ".gate", List.of(in.get(1), extents));
        graph.operator("Mul", node.name(), List.of(in.get(0), gate));
    }

    private void product(Node node, MatMul product, List<String> in) {
        String second = in.get(1);
        if (product.secondTransposed()) {
            boolean many = node.output().rank() == 3;
            second = graph.operator(
                    "Transpose",
                    node.name() + ".second",
                    List.of(second),
                    many ? list("perm", 0, 1, 3, 2) : list("perm", 0, 2, 1));
        }
        graph.operator("MatMul", node.name(), List.of(in.get(0), second));
    }
}
