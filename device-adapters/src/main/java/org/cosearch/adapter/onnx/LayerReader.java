package org.cosearch.adapter.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.cosearch.workload.Activation;
import org.cosearch.workload.Activation.Function;
import org.cosearch.workload.Add;
import org.cosearch.workload.BatchNorm;
import org.cosearch.workload.Concat;
import org.cosearch.workload.Conv2d;
import org.cosearch.workload.Dense;
import org.cosearch.workload.Flatten;
import org.cosearch.workload.LayerNorm;
import org.cosearch.workload.MatMul;
import org.cosearch.workload.Multiply;
import org.cosearch.workload.Padding;
import org.cosearch.workload.Pool;
import org.cosearch.workload.Shape;
import org.cosearch.workload.Size;
import org.cosearch.workload.Softmax;
import org.cosearch.workload.TransposedConv2d;
import org.cosearch.workload.Weights.Part;
import org.cosearch.workload.Zero;

/** The operators of ONNX as layers. */
final class LayerReader {

    static final Set<String> KNOWN = Set.of(
            "Conv",
            "ConvTranspose",
            "Gemm",
            "MatMul",
            "BatchNormalization",
            "LayerNormalization",
            "Relu",
            "Clip",
            "HardSwish",
            "HardSigmoid",
            "Sigmoid",
            "Tanh",
            "Gelu",
            "Add",
            "Sum",
            "Mul",
            "Concat",
            "MaxPool",
            "AveragePool",
            "GlobalAveragePool",
            "GlobalMaxPool",
            "ReduceMean",
            "Flatten",
            "Reshape",
            "Squeeze",
            "Softmax",
            "Dropout",
            "Identity",
            "Resize");

    private final GraphReader graph;
    private final Constants constants;
    private final PoolReader pools;
    private final MoveReader moves;

    LayerReader(GraphReader graph, Constants constants) {
        this.graph = graph;
        this.constants = constants;
        this.pools = new PoolReader(graph, constants);
        this.moves = new MoveReader(graph, constants);
    }

    void append(Operator operator) {
        switch (operator.type()) {
            case "Conv" -> convolution(operator);
            case "ConvTranspose" -> transposedConvolution(operator);
            case "Gemm" -> gemm(operator);
            case "MatMul" -> matMul(operator);
            case "BatchNormalization" -> batchNorm(operator);
            case "LayerNormalization" -> layerNorm(operator);
            case "Relu" -> activation(operator, Function.RELU);
            case "Clip" -> clip(operator);
            case "HardSwish" -> activation(operator, Function.HARD_SWISH);
            case "HardSigmoid" -> hardSigmoid(operator);
            case "Sigmoid" -> activation(operator, Function.SIGMOID);
            case "Tanh" -> activation(operator, Function.TANH);
            case "Gelu" -> {
                operator.requireText("approximate", "none");
                activation(operator, Function.GELU);
            }
            case "Add", "Sum" -> sum(operator);
            case "Mul" -> product(operator);
            case "Concat" -> concat(operator);
            case "MaxPool" -> pools.pool(operator, Pool.Kind.MAX);
            case "AveragePool" -> pools.pool(operator, Pool.Kind.AVERAGE);
            case "GlobalAveragePool" -> pools.globalPool(operator, Pool.Kind.AVERAGE, true);
            case "GlobalMaxPool" -> pools.globalPool(operator, Pool.Kind.MAX, true);
            case "ReduceMean" -> pools.reduceMean(operator);
            case "Flatten" -> moves.flatten(operator);
            case "Reshape" -> moves.reshape(operator);
            case "Squeeze" -> moves.squeeze(operator);
            case "Softmax" -> softmax(operator);
            case "Dropout", "Identity" -> graph.same(operator);
            default -> moves.resize(operator);
        }
    }

    private void activation(Operator operator, Function function) {
        graph.layer(operator, new Activation(function));
    }

    private void convolution(Operator operator) {
        int[] kernel = constants.shape(operator.input(1));
        if (kernel.length != 4) {
            throw operator.refusal("has a kernel of %d axes, not of four".formatted(kernel.length), "");
        }
        boolean bias = operator.hasInput(2);
        Conv2d conv = new Conv2d(
                kernel[0],
                new Size(kernel[2], kernel[3]),
                operator.size("strides", 1, 1),
                operator.size("dilations", 1, 1),
                operator.padding(),
                operator.integer("group", 1),
                bias);
        int channels = graph.shape(operator, 0).channels();
        if (kernel[1] * (long) conv.groups() != channels) {
            throw operator.refusal(
                    "has a kernel for %d channels, and reads %d".formatted(kernel[1] * (long) conv.groups(), channels),
                    "");
        }
        int node = graph.layer(operator, conv);
        graph.keep(node, Part.KERNEL, constants.floats(operator.input(1)));
        if (bias) {
            graph.keep(node, Part.BIAS, constants.floats(operator.input(2)));
        }
    }

    /** The output is stride times the input, as TensorFlow crops it. */
    private void transposedConvolution(Operator operator) {
        int[] kernel = constants.shape(operator.input(1));
        if (kernel.length != 4 || kernel[0] != graph.shape(operator, 0).channels()) {
            throw operator.refusal(
                    "has a kernel %s for %s".formatted(Arrays.toString(kernel), graph.shape(operator, 0)), "");
        }
        boolean bias = operator.hasInput(2);
        TransposedConv2d conv =
                new TransposedConv2d(kernel[1], new Size(kernel[2], kernel[3]), operator.size("strides", 1, 1), bias);
        int rows = kernel[2] - conv.stride().rows();
        int columns = kernel[3] - conv.stride().columns();
        Padding cropped = new Padding.Explicit(rows / 2, rows - rows / 2, columns / 2, columns - columns / 2);
        boolean plain = operator.integer("group", 1) == 1
                && operator.size("dilations", 1, 1).equals(Size.ONE)
                && !operator.has("output_padding")
                && !operator.has("output_shape")
                && (operator.padding().equals(cropped) || operator.padding().equals(Padding.SAME));
        if (!plain) {
            throw operator.refusal(
                    "does not give exactly its stride times as many rows and columns as it reads, or has groups", "");
        }
        int node = graph.layer(operator, conv);
        graph.keep(node, Part.KERNEL, constants.floats(operator.input(1)));
        if (bias) {
            graph.keep(node, Part.BIAS, constants.floats(operator.input(2)));
        }
    }

    private void gemm(Operator operator) {
        boolean plain = operator.number("alpha", 1) == 1
                && operator.number("beta", 1) == 1
                && operator.integer("transA", 0) == 0;
        if (!plain) {
            throw operator.refusal("scales or transposes its input", "");
        }
        dense(operator, operator.integer("transB", 0) == 1, operator.hasInput(2));
    }

    private void matMul(Operator operator) {
        if (constants.has(operator.input(1))) {
            dense(operator, false, false);
        } else {
            graph.append(operator.output(), new MatMul(false), List.of(graph.in(operator, 0), graph.in(operator, 1)));
        }
    }

    /** @param turned whether the kernel is {@code [out, in]} */
    private void dense(Operator operator, boolean turned, boolean bias) {
        int[] extents = constants.shape(operator.input(1));
        if (extents.length != 2) {
            throw operator.refusal("has a kernel of %d axes, not of two".formatted(extents.length), "");
        }
        int out = turned ? extents[0] : extents[1];
        int depth = turned ? extents[1] : extents[0];
        if (depth != graph.shape(operator, 0).channels()) {
            throw operator.refusal(
                    "has a kernel for %d features, and reads %s".formatted(depth, graph.shape(operator, 0)), "");
        }
        float[] kernel = constants.floats(operator.input(1));
        int node = graph.layer(operator, new Dense(out, bias));
        graph.keep(node, Part.KERNEL, turned ? kernel : transposed(kernel, depth, out));
        if (bias) {
            graph.keep(node, Part.BIAS, constants.floats(operator.input(2)));
        }
    }

    private static float[] transposed(float[] values, int rows, int columns) {
        float[] turned = new float[values.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                turned[column * rows + row] = values[row * columns + column];
            }
        }
        return turned;
    }

    private void batchNorm(Operator operator) {
        int node = graph.layer(operator, new BatchNorm(operator.number("epsilon", 1e-5)));
        keep(operator, node, Part.SCALE, Part.OFFSET, Part.MEAN, Part.VARIANCE);
    }

    private void layerNorm(Operator operator) {
        Shape shape = graph.shape(operator, 0);
        int axis = operator.integer("axis", -1);
        if (shape.isFeatureMap() || (axis != -1 && axis != shape.rank()) || !operator.hasInput(2)) {
            throw operator.refusal("normalises axis %d of %s, or has no bias".formatted(axis, shape), "");
        }
        keep(operator, graph.layer(operator, new LayerNorm(operator.number("epsilon", 1e-5))), Part.SCALE, Part.OFFSET);
    }

    /** The inputs after the first are these parts, one number per channel each. */
    private void keep(Operator operator, int node, Part... parts) {
        int channels = graph.shape(operator, 0).channels();
        for (int i = 0; i < parts.length; i++) {
            float[] values = constants.floats(operator.input(i + 1));
            if (values.length != channels) {
                throw operator.refusal("has %d numbers for %d channels".formatted(values.length, channels), "");
            }
            graph.keep(node, parts[i], values);
        }
    }

    private void clip(Operator operator) {
        double low = bound(operator, 1, "min");
        double high = bound(operator, 2, "max");
        if (low == 0 && high == 6) {
            activation(operator, Function.RELU6);
        } else if (low == 0 && high == Double.POSITIVE_INFINITY) {
            activation(operator, Function.RELU);
        } else {
            throw operator.refusal("clips to (%s) … (%s), not to 0 … 6".formatted(low, high), "");
        }
    }

    /** An input since operator set 11, an attribute before. */
    private double bound(Operator operator, int input, String attribute) {
        double none = input == 1 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        return operator.hasInput(input) ? constants.floats(operator.input(input))[0] : operator.number(attribute, none);
    }

    private void hardSigmoid(Operator operator) {
        double alpha = operator.number("alpha", 0.2);
        double beta = operator.number("beta", 0.5);
        if (Math.abs(alpha - 1.0 / 6) > 1e-6 || beta != 0.5) {
            throw operator.refusal("has alpha (%s) and beta (%s), not 1/6 and 0.5".formatted(alpha, beta), "");
        }
        activation(operator, Function.HARD_SIGMOID);
    }

    private void sum(Operator operator) {
        if (operator.inputs().size() == 2 && constants.has(operator.input(1))) {
            bias(operator, operator.input(0), operator.input(1));
        } else if (operator.inputs().size() == 2 && constants.has(operator.input(0))) {
            bias(operator, operator.input(1), operator.input(0));
        } else if (operator.inputs().size() == 1) {
            graph.same(operator);
        } else {
            List<Integer> inputs = new ArrayList<>();
            for (int i = 0; i < operator.inputs().size(); i++) {
                inputs.add(graph.in(operator, i));
            }
            graph.append(operator.output(), new Add(), inputs);
        }
    }

    /** A constant with a number per feature, added to a dense layer without a bias, is its bias. */
    private void bias(Operator operator, String tensor, String constant) {
        int node = graph.node(tensor);
        float[] values = constants.floats(constant);
        boolean fits = graph.at(node).layer() instanceof Dense dense
                && !dense.bias()
                && values.length == dense.outFeatures()
                && graph.readers(tensor) == 1;
        if (!fits) {
            throw operator.refusal("adds a constant that is no bias of a dense layer", "");
        }
        graph.replace(node, new Dense(values.length, true));
        graph.keep(node, Part.BIAS, values);
        graph.same(operator.output(), node);
    }

    private void product(Operator operator) {
        String first = operator.input(0);
        String second = operator.input(1);
        if (constants.has(first) || constants.has(second)) {
            String constant = constants.has(first) ? first : second;
            float[] values = constants.floats(constant);
            if (values.length != 1 || values[0] != 0) {
                throw operator.refusal("multiplies by a constant other than 0", "");
            }
            graph.append(operator.output(), new Zero(), List.of(graph.node(constants.has(first) ? second : first)));
            return;
        }
        int a = graph.node(first);
        int b = graph.node(second);
        boolean gateFirst =
                graph.at(a).output().elements() < graph.at(b).output().elements();
        int gated = gateFirst ? b : a;
        int gate = gateFirst ? a : b;
        Shape shape = graph.at(gate).output();
        if (!shape.equals(graph.at(gated).output()) && !shape.isVector()) {
            gate = graph.append(operator.output() + ".gate", new Flatten(), List.of(gate)); // [C,1,1] to [C]
        }
        graph.append(operator.output(), new Multiply(), List.of(gated, gate));
    }

    private void concat(Operator operator) {
        List<Integer> inputs = new ArrayList<>();
        for (int i = 0; i < operator.inputs().size(); i++) {
            inputs.add(graph.in(operator, i));
        }
        requireChannelAxis(operator, operator.integer("axis", 1));
        graph.append(operator.output(), new Concat(), inputs);
    }

    private void requireChannelAxis(Operator operator, int axis) {
        int rank = graph.shape(operator, 0).rank();
        int positive = axis < 0 ? axis + rank + 1 : axis;
        int channels = rank == 3 ? 1 : rank;
        if (positive != channels) {
            throw operator.refusal("works on axis (%d), not on the channels".formatted(axis), "");
        }
    }

    private void softmax(Operator operator) {
        requireChannelAxis(operator, operator.integer("axis", -1));
        graph.layer(operator, new Softmax());
    }
}
