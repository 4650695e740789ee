package org.cosearch.training.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.cosearch.training.graph.Parameters.Role;
import org.cosearch.workload.Activation;
import org.cosearch.workload.Add;
import org.cosearch.workload.Attention;
import org.cosearch.workload.BatchNorm;
import org.cosearch.workload.ClassToken;
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
import org.cosearch.workload.Pool;
import org.cosearch.workload.PositionEmbedding;
import org.cosearch.workload.Reshape;
import org.cosearch.workload.SelectToken;
import org.cosearch.workload.Shape;
import org.cosearch.workload.Size;
import org.cosearch.workload.Softmax;
import org.cosearch.workload.ToTokens;
import org.cosearch.workload.TransposedConv2d;
import org.cosearch.workload.Upsample;
import org.cosearch.workload.Zero;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The layers of one network as operators on a batch.
 *
 * <p>Feature maps are {@code [batch, row, column, channel]}, tokens {@code [batch, token, channel]}, vectors
 * {@code [batch, channel]}. Where a layer counts elements in the order of its shape's axes, maps are transposed to
 * {@code [batch, channel, row, column]} around it.
 */
final class NetworkGraph {

    private final Ops tf;
    private final Network network;
    private final Parameters parameters;
    private final Normalization normalization;
    private final DropoutMasks masks;
    private final Windows windows;
    private final Operand<TFloat32> input;

    /** Images at a time; -1 where it changes from run to run. */
    private final int batch;

    /**
     * @param normalization where batch normalisations take their statistics
     * @param masks what dropouts let through
     * @param input {@code [batch, row, column, channel]}
     */
    NetworkGraph(
            Ops tf,
            Network network,
            Parameters parameters,
            Normalization normalization,
            DropoutMasks masks,
            Operand<TFloat32> input) {
        this.tf = tf;
        this.network = network;
        this.parameters = parameters;
        this.normalization = normalization;
        this.masks = masks;
        this.windows = new Windows(tf);
        this.input = input;
        this.batch = (int) input.shape().get(0);
    }

    /** What the last node writes; before the softmax if the network ends in one. */
    Operand<TFloat32> logits() {
        List<Node> nodes = network.nodes();
        BitSet live = Liveness.live(network);
        List<Operand<TFloat32>> outputs = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (!live.get(i)) {
                outputs.add(input); // holds the place; no live node reads it
                continue;
            }
            if (i == nodes.size() - 1 && node.layer() instanceof Softmax) {
                return outputs.get(node.inputs().get(0));
            }
            List<Operand<TFloat32>> operands =
                    node.inputs().stream().map(outputs::get).toList();
            outputs.add(node.layer() instanceof Input ? input : operand(i, node, operands));
        }
        return outputs.get(nodes.size() - 1);
    }

    private Operand<TFloat32> operand(int index, Node node, List<Operand<TFloat32>> inputs) {
        Layer layer = node.layer();
        Shape output = node.output();
        if (layer instanceof Zero) {
            return tf.fill(sizes(dimensions(output)), tf.constant(0f));
        }
        Operand<TFloat32> x = inputs.get(0);
        Shape shape = node.inputShapes().get(0);
        if (layer instanceof Conv2d conv) {
            return convolution(index, conv, shape, x);
        }
        if (layer instanceof TransposedConv2d conv) {
            return transposedConvolution(index, conv, shape, output, x);
        }
        if (layer instanceof Dense dense) {
            return dense(index, dense, shape, output, x);
        }
        if (layer instanceof Attention attention) {
            return attention(index, attention, shape, x);
        }
        if (layer instanceof BatchNorm norm) {
            return normalization.apply(index, norm, x);
        }
        if (layer instanceof LayerNorm norm) {
            return layerNorm(index, norm, x);
        }
        if (layer instanceof Activation activation) {
            return activation(activation.function(), x);
        }
        if (layer instanceof Pool pool) {
            return windows.pool(
                    x,
                    pool.pooling(),
                    new Windows.Sweep(
                            shape.height(), shape.width(), pool.kernel(), pool.stride(), Size.ONE, pool.padding()));
        }
        if (layer instanceof GlobalPool pool) {
            var places = tf.constant(shape.isFeatureMap() ? new int[] {1, 2} : new int[] {1});
            return pool.pooling() == Pool.Kind.MAX ? tf.max(x, places) : tf.math.mean(x, places);
        }
        if (layer instanceof Add) {
            return inputs.size() == 2 ? tf.math.add(x, inputs.get(1)) : tf.math.addN(inputs);
        }
        if (layer instanceof Concat) {
            return tf.concat(inputs, tf.constant(-1));
        }
        if (layer instanceof Multiply) {
            return tf.math.mul(x, gate(inputs.get(1), shape, node.inputShapes().get(1)));
        }
        if (layer instanceof MatMul product) {
            return product(product, shape, inputs);
        }
        if (layer instanceof Dropout dropout) {
            return masks.apply(index, dropout.rate(), x);
        }
        if (layer instanceof Softmax) {
            return tf.nn.softmax(x);
        }
        if (layer instanceof Flatten || layer instanceof Reshape) {
            return fromAxisOrder(tf.reshape(inAxisOrder(x, shape), tf.constant(axisOrder(output))), output);
        }
        if (layer instanceof Upsample upsample) {
            return tf.image.resizeNearestNeighbor(
                    x, tf.constant(new int[] {upsample.factor() * shape.height(), upsample.factor() * shape.width()}));
        }
        if (layer instanceof ToTokens) {
            return tf.reshape(x, tf.constant(dimensions(output)));
        }
        if (layer instanceof ClassToken) {
            var token = parameters.normal(index, Role.EMBEDDING, 0.02, 1, 1, shape.channels());
            var tokens = tf.broadcastTo(token, sizes(new int[] {batch, 1, shape.channels()}));
            return tf.concat(List.of(tokens, x), tf.constant(1));
        }
        if (layer instanceof PositionEmbedding) {
            return tf.math.add(
                    x, parameters.normal(index, Role.EMBEDDING, 0.02, 1, shape.dimension(0), shape.channels()));
        }
        if (layer instanceof SelectToken select) {
            var token = tf.slice(x, tf.constant(new int[] {0, select.index(), 0}), tf.constant(new int[] {-1, 1, -1}));
            return tf.reshape(token, tf.constant(dimensions(output)));
        }
        throw new UntrainableException("Layer %s (%s) of network %s cannot be trained: it has no graph."
                .formatted(node.name(), layer.kind(), network.name()));
    }

    private Operand<TFloat32> convolution(int index, Conv2d conv, Shape input, Operand<TFloat32> x) {
        Windows.Sweep sweep = new Windows.Sweep(
                input.height(), input.width(), conv.kernel(), conv.stride(), conv.dilation(), conv.padding());
        long rows = conv.kernel().rows();
        long columns = conv.kernel().columns();
        long channels = input.channels() / conv.groups();
        long fanIn = rows * columns * channels;
        Operand<TFloat32> y;
        if (conv.isDepthwise(input.channels())) {
            y = windows.depthwise(
                    x,
                    parameters.scaled(
                            index,
                            Role.KERNEL,
                            2,
                            fanIn,
                            rows,
                            columns,
                            conv.groups(),
                            conv.outChannels() / conv.groups()),
                    sweep);
        } else {
            y = windows.convolution(
                    x,
                    parameters.scaled(index, Role.KERNEL, 2, fanIn, rows, columns, channels, conv.outChannels()),
                    conv.groups(),
                    sweep);
        }
        return conv.bias() ? biased(index, Role.BIAS, y, conv.outChannels()) : y;
    }

    private Operand<TFloat32> transposedConvolution(
            int index, TransposedConv2d conv, Shape input, Shape output, Operand<TFloat32> x) {
        Size kernel = conv.kernel();
        long fanIn =
                Math.max(1, kernel.area() * input.channels() / conv.stride().area());
        Operand<TFloat32> y = tf.nn.conv2dBackpropInput(
                sizes(new int[] {batch, output.height(), output.width(), output.channels()}),
                parameters.scaled(
                        index,
                        Role.KERNEL,
                        2,
                        fanIn,
                        kernel.rows(),
                        kernel.columns(),
                        output.channels(),
                        input.channels()),
                x,
                List.of(1L, (long) conv.stride().rows(), (long) conv.stride().columns(), 1L),
                "SAME");
        return conv.bias() ? biased(index, Role.BIAS, y, output.channels()) : y;
    }

    private Operand<TFloat32> dense(int index, Dense dense, Shape input, Shape output, Operand<TFloat32> x) {
        long depth = input.channels();
        long width = dense.outFeatures();
        Operand<TFloat32> rows = input.isVector() ? x : tf.reshape(x, tf.constant(new long[] {-1, depth}));
        Operand<TFloat32> y = tf.linalg.matMul(rows, parameters.scaled(index, Role.KERNEL, 1, depth, depth, width));
        if (dense.bias()) {
            y = biased(index, Role.BIAS, y, width);
        }
        return input.isVector() ? y : tf.reshape(y, tf.constant(dimensions(output)));
    }

    /** Vaswani et al. 2017, section 3.2: softmax(Q·Kᵀ/√d)·V in every head, then the output projection. */
    private Operand<TFloat32> attention(int index, Attention layer, Shape input, Operand<TFloat32> x) {
        long tokens = input.dimension(0);
        long channels = input.channels();
        long heads = layer.heads();
        long size = layer.headSize();
        Operand<TFloat32> rows = tf.reshape(x, tf.constant(new long[] {-1, channels}));
        Operand<TFloat32> joint = tf.linalg.matMul(
                rows, parameters.scaled(index, Role.QUERY_KEY_VALUE_KERNEL, 1, channels, channels, 3L * layer.width()));
        if (layer.bias()) {
            joint = biased(index, Role.QUERY_KEY_VALUE_BIAS, joint, 3L * layer.width());
        }
        Operand<TFloat32> split = tf.linalg.transpose(
                tf.reshape(joint, tf.constant(new long[] {batch, tokens, 3, heads, size})),
                tf.constant(new int[] {2, 0, 3, 1, 4}));
        List<Operand<TFloat32>> qkv = new ArrayList<>(tf.unstack(split, 3L).output());
        Operand<TFloat32> scores = tf.train.batchMatMul(qkv.get(0), qkv.get(1), TFloat32.class, BatchMatMul.adjY(true));
        Operand<TFloat32> weights =
                tf.nn.softmax(tf.math.mul(scores, tf.constant((float) (1 / Math.sqrt(layer.headSize())))));
        Operand<TFloat32> values = tf.train.batchMatMul(weights, qkv.get(2), TFloat32.class);
        Operand<TFloat32> together = tf.reshape(
                tf.linalg.transpose(values, tf.constant(new int[] {0, 2, 1, 3})),
                tf.constant(new long[] {-1, layer.width()}));
        Operand<TFloat32> y = tf.linalg.matMul(
                together, parameters.scaled(index, Role.OUTPUT_KERNEL, 1, layer.width(), layer.width(), channels));
        if (layer.bias()) {
            y = biased(index, Role.OUTPUT_BIAS, y, channels);
        }
        return tf.reshape(y, tf.constant(new long[] {batch, tokens, channels}));
    }

    private Operand<TFloat32> layerNorm(int index, LayerNorm norm, Operand<TFloat32> x) {
        long channels = x.shape().get(-1);
        var last = tf.constant(new int[] {-1});
        var keep = Mean.keepDims(true);
        Operand<TFloat32> centred = tf.math.sub(x, tf.math.mean(x, last, keep));
        Operand<TFloat32> variance = tf.math.mean(tf.math.square(centred), last, keep);
        Operand<TFloat32> unit =
                tf.math.mul(centred, tf.math.rsqrt(tf.math.add(variance, tf.constant((float) norm.epsilon()))));
        return tf.math.add(
                tf.math.mul(unit, parameters.filled(index, Role.SCALE, 1, channels)),
                parameters.filled(index, Role.OFFSET, 0, channels));
    }

    private Operand<TFloat32> activation(Activation.Function function, Operand<TFloat32> x) {
        return switch (function) {
            case RELU -> tf.nn.relu(x);
            case RELU6 -> tf.nn.relu6(x);
            case HARD_SIGMOID -> hardSigmoid(x);
            case HARD_SWISH -> tf.math.mul(x, hardSigmoid(x));
            case SIGMOID -> tf.math.sigmoid(x);
            case SWISH -> tf.math.mul(x, tf.math.sigmoid(x));
            case TANH -> tf.math.tanh(x);
            case GELU ->
                tf.math.mul(
                        tf.math.mul(x, tf.constant(0.5f)),
                        tf.math.add(tf.math.erf(tf.math.mul(x, tf.constant((float) Math.sqrt(0.5)))), tf.constant(1f)));
        };
    }

    private Operand<TFloat32> hardSigmoid(Operand<TFloat32> x) {
        return tf.math.mul(tf.nn.relu6(tf.math.add(x, tf.constant(3f))), tf.constant(1f / 6));
    }

    /** The second factor of a product, with its one number per channel spread over the places of the first. */
    private Operand<TFloat32> gate(Operand<TFloat32> factor, Shape first, Shape second) {
        if (second.equals(first)) {
            return factor;
        }
        long[] spread = new long[first.rank() + 1];
        Arrays.fill(spread, 1);
        spread[0] = batch;
        spread[first.rank()] = first.channels();
        return tf.reshape(factor, tf.constant(spread));
    }

    private Operand<TFloat32> product(MatMul product, Shape first, List<Operand<TFloat32>> inputs) {
        Operand<TFloat32> left = inAxisOrder(inputs.get(0), first);
        Operand<TFloat32> right = inAxisOrder(inputs.get(1), first);
        Operand<TFloat32> y =
                tf.train.batchMatMul(left, right, TFloat32.class, BatchMatMul.adjY(product.secondTransposed()));
        return fromAxisOrder(y, first);
    }

    private Operand<TFloat32> biased(int index, Role role, Operand<TFloat32> x, long width) {
        return tf.nn.biasAdd(x, parameters.filled(index, role, 0, width));
    }

    private Operand<TFloat32> inAxisOrder(Operand<TFloat32> x, Shape shape) {
        return shape.isFeatureMap() ? tf.linalg.transpose(x, tf.constant(new int[] {0, 3, 1, 2})) : x;
    }

    private Operand<TFloat32> fromAxisOrder(Operand<TFloat32> x, Shape shape) {
        return shape.isFeatureMap() ? tf.linalg.transpose(x, tf.constant(new int[] {0, 2, 3, 1})) : x;
    }

    /** Sizes for operators that, unlike a reshape, do not take -1 for the batch. */
    private Operand<TInt32> sizes(int[] dimensions) {
        if (batch > 0) {
            return tf.constant(dimensions);
        }
        Operand<TInt32> images = tf.slice(tf.shape(input), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
        int[] rest = Arrays.copyOfRange(dimensions, 1, dimensions.length);
        return tf.concat(List.of(images, tf.constant(rest)), tf.constant(0));
    }

    /** Batch and then the axes as the shape names them. */
    private int[] axisOrder(Shape shape) {
        int[] dimensions = new int[shape.rank() + 1];
        dimensions[0] = batch;
        for (int axis = 0; axis < shape.rank(); axis++) {
            dimensions[axis + 1] = shape.dimension(axis);
        }
        return dimensions;
    }

    /** Batch and then the axes as operands have them. */
    private int[] dimensions(Shape shape) {
        return shape.isFeatureMap()
                ? new int[] {batch, shape.height(), shape.width(), shape.channels()}
                : axisOrder(shape);
    }
}
