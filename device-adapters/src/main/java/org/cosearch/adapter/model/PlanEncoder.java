package org.cosearch.adapter.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.cosearch.adapter.engine.Model;
import org.cosearch.adapter.model.Weights.Part;
import org.cosearch.workload.Activation;
import org.cosearch.workload.Add;
import org.cosearch.workload.BatchNorm;
import org.cosearch.workload.Concat;
import org.cosearch.workload.Conv2d;
import org.cosearch.workload.Dense;
import org.cosearch.workload.Dropout;
import org.cosearch.workload.Flatten;
import org.cosearch.workload.GlobalPool;
import org.cosearch.workload.Input;
import org.cosearch.workload.Layer;
import org.cosearch.workload.Multiply;
import org.cosearch.workload.Network;
import org.cosearch.workload.Node;
import org.cosearch.workload.Padding;
import org.cosearch.workload.Pool;
import org.cosearch.workload.Reshape;
import org.cosearch.workload.Shape;
import org.cosearch.workload.Size;
import org.cosearch.workload.Softmax;
import org.cosearch.workload.Zero;

/**
 * Writes networks in the format {@code cosearch-plan}, which {@code native/src/main/c/host/plan.h} describes. Batch
 * normalisations become a factor and a summand per channel.
 */
public final class PlanEncoder {

    /** The name of the format. */
    public static final String FORMAT = "cosearch-plan";

    private final Network network;
    private final Weights weights;
    private final StringBuilder lines = new StringBuilder("cosearch-plan 1\n");
    private final List<float[]> tensors = new ArrayList<>();
    private int weightCount;

    private PlanEncoder(Network network, Weights weights) {
        this.network = network;
        this.weights = weights;
    }

    /**
     * The network as a plan; how many inputs it runs on is a setting of the device.
     *
     * @throws IllegalArgumentException if the kernels do not have one of its layers
     */
    public static Model encode(Network network, Weights weights) {
        PlanEncoder encoder = new PlanEncoder(network, weights);
        for (int i = 0; i < network.nodes().size(); i++) {
            encoder.append(i, network.nodes().get(i));
        }
        return new Model(FORMAT, encoder.bytes());
    }

    private byte[] bytes() {
        byte[] text = lines.append("weights " + weightCount + "\n").toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Math.addExact(text.length, Math.multiplyExact(weightCount, Float.BYTES)))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(text);
        for (float[] tensor : tensors) {
            for (float value : tensor) {
                bytes.putFloat(value);
            }
        }
        return bytes.array();
    }

    private int store(float[] tensor) {
        int first = weightCount;
        tensors.add(tensor);
        weightCount = Math.addExact(weightCount, tensor.length);
        return first;
    }

    private int bias(boolean present, int index, Node node, int count) {
        return present ? store(weights.values(index, node, Part.BIAS, count)) : -1;
    }

    private void line(String operation, List<Integer> numbers) {
        lines.append(operation);
        numbers.forEach(number -> lines.append(' ').append(number));
        lines.append('\n');
    }

    private void append(int index, Node node) {
        Layer layer = node.layer();
        int elements = Math.toIntExact(node.output().elements());
        if (layer instanceof Input) {
            line("input", List.of(elements));
        } else if (layer instanceof Conv2d conv) {
            append(index, node, conv);
        } else if (layer instanceof Dense dense) {
            append(index, node, dense);
        } else if (layer instanceof BatchNorm norm && isMapOrVector(node)) {
            append(index, node, norm);
        } else if (layer instanceof Pool pool) {
            append(node, pool);
        } else if (layer instanceof GlobalPool pool && node.inputShapes().get(0).isFeatureMap()) {
            Shape in = node.inputShapes().get(0);
            line("global_pool", List.of(from(node), kind(pool.pooling()), in.channels(), in.height() * in.width()));
        } else if (layer instanceof Activation activation) {
            line("activation", List.of(from(node), number(activation.function()), elements));
        } else if (layer instanceof Add) {
            List<Integer> numbers =
                    new ArrayList<>(List.of(elements, node.inputs().size()));
            numbers.addAll(node.inputs());
            line("add", numbers);
        } else if (layer instanceof Concat && isMapOrVector(node)) {
            List<Integer> numbers = new ArrayList<>(List.of(node.inputs().size()));
            for (int i = 0; i < node.inputs().size(); i++) {
                numbers.add(node.inputs().get(i));
                numbers.add(Math.toIntExact(node.inputShapes().get(i).elements()));
            }
            line("concat", numbers);
        } else if (layer instanceof Multiply && isMapOrVector(node)) {
            boolean perChannel =
                    !node.inputShapes().get(1).equals(node.inputShapes().get(0));
            int channels = node.output().channels();
            line(
                    "multiply",
                    List.of(
                            node.inputs().get(0),
                            node.inputs().get(1),
                            channels,
                            elements / channels,
                            perChannel ? 1 : 0));
        } else if (layer instanceof Softmax && !node.output().isFeatureMap()) {
            int channels = node.output().channels();
            line("softmax", List.of(from(node), elements / channels, channels));
        } else if (layer instanceof Flatten || layer instanceof Reshape || layer instanceof Dropout) {
            line("copy", List.of(from(node), elements));
        } else if (layer instanceof Zero) {
            line("zero", List.of(elements));
        } else {
            throw new IllegalArgumentException(
                    "Node %s of network %s: the host's kernels have no %s from %s.%nMaybe measure it with ONNX Runtime."
                            .formatted(
                                    node.name(),
                                    network.name(),
                                    layer.kind(),
                                    node.inputShapes().stream()
                                            .map(Shape::toString)
                                            .collect(Collectors.joining(" and "))));
        }
    }

    private void append(int index, Node node, Conv2d conv) {
        Shape in = node.inputShapes().get(0);
        Shape out = node.output();
        Padding.Explicit border =
                conv.padding().resolve(in.height(), in.width(), conv.kernel(), conv.stride(), conv.dilation());
        int kernel = store(weights.values(
                index,
                node,
                Part.KERNEL,
                conv.outChannels(),
                in.channels() / conv.groups(),
                conv.kernel().rows(),
                conv.kernel().columns()));
        line(
                "conv",
                List.of(
                        from(node),
                        conv.groups(),
                        in.channels(),
                        in.height(),
                        in.width(),
                        out.channels(),
                        out.height(),
                        out.width(),
                        conv.kernel().rows(),
                        conv.kernel().columns(),
                        conv.stride().rows(),
                        conv.stride().columns(),
                        conv.dilation().rows(),
                        conv.dilation().columns(),
                        border.top(),
                        border.left(),
                        kernel,
                        bias(conv.bias(), index, node, conv.outChannels())));
    }

    private void append(int index, Node node, Dense dense) {
        Shape in = node.inputShapes().get(0);
        int rows = in.isTokens() ? in.dimension(0) : 1;
        int kernel = store(weights.values(index, node, Part.KERNEL, dense.outFeatures(), in.channels()));
        line(
                "dense",
                List.of(
                        from(node),
                        rows,
                        in.channels(),
                        dense.outFeatures(),
                        kernel,
                        bias(dense.bias(), index, node, dense.outFeatures())));
    }

    private void append(int index, Node node, BatchNorm norm) {
        int channels = node.output().channels();
        float[] scale = weights.values(index, node, Part.SCALE, channels);
        float[] offset = weights.values(index, node, Part.OFFSET, channels);
        float[] mean = weights.values(index, node, Part.MEAN, channels);
        float[] variance = weights.values(index, node, Part.VARIANCE, channels);
        float[] factors = new float[channels];
        float[] summands = new float[channels];
        for (int c = 0; c < channels; c++) {
            double factor = scale[c] / Math.sqrt(variance[c] + norm.epsilon());
            factors[c] = (float) factor;
            summands[c] = (float) (offset[c] - mean[c] * factor);
        }
        int positions = Math.toIntExact(node.output().elements() / channels);
        line("affine", List.of(from(node), channels, positions, store(factors), store(summands)));
    }

    private void append(Node node, Pool pool) {
        Shape in = node.inputShapes().get(0);
        Padding.Explicit border =
                pool.padding().resolve(in.height(), in.width(), pool.kernel(), pool.stride(), Size.ONE);
        line(
                "pool",
                List.of(
                        from(node),
                        kind(pool.pooling()),
                        in.channels(),
                        in.height(),
                        in.width(),
                        node.output().height(),
                        node.output().width(),
                        pool.kernel().rows(),
                        pool.kernel().columns(),
                        pool.stride().rows(),
                        pool.stride().columns(),
                        border.top(),
                        border.left()));
    }

    /** Whether the elements of a channel lie together. */
    private static boolean isMapOrVector(Node node) {
        return !node.output().isTokens();
    }

    private static int from(Node node) {
        return node.inputs().get(0);
    }

    /** As in {@code enum function} of the format. */
    private static int number(Activation.Function function) {
        return switch (function) {
            case RELU -> 0;
            case RELU6 -> 1;
            case HARD_SWISH -> 2;
            case HARD_SIGMOID -> 3;
            case SWISH -> 4;
            case SIGMOID -> 5;
            case TANH -> 6;
            case GELU -> 7;
        };
    }

    private static int kind(Pool.Kind pooling) {
        return pooling == Pool.Kind.AVERAGE ? 1 : 0;
    }
}
