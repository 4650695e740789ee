package org.cosearch.training.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.cosearch.training.graph.Parameters.Role;
import org.cosearch.workload.Attention;
import org.cosearch.workload.Conv2d;
import org.cosearch.workload.Node;
import org.cosearch.workload.Weights;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/**
 * The numbers in a SavedModel that {@link Classifier#save} wrote: the network's weights in the order that the workload
 * gives them, and how pixels become its input.
 *
 * <p>A node that nothing of the result depends on was not trained; its weights are 0, its variances 1.
 */
public final class SavedNetwork implements Weights {

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Tensor(int[] shape, float[] values) {}

    private final Map<String, Tensor> tensors;

    private SavedNetwork(Map<String, Tensor> tensors) {
        this.tensors = Map.copyOf(tensors);
    }

    /**
     * Reads the parameters of a model.
     *
     * @param folder of the SavedModel
     * @throws IOException if it is none of ours
     */
    public static SavedNetwork read(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve("saved_model.pb"))) {
            throw new IOException("%s is not the folder of a SavedModel.".formatted(folder));
        }
        Map<String, Tensor> tensors = new HashMap<>();
        try (SavedModelBundle model = SavedModelBundle.load(folder.toString())) {
            var operations = model.graph().operations();
            while (operations.hasNext()) {
                String name = operations.next().name();
                if (name.startsWith("parameter.")
                        || name.equals(ImageBatches.SCALES)
                        || name.equals(ImageBatches.OFFSETS)) {
                    try (Result result = model.session().runner().fetch(name).run()) {
                        tensors.put(name, tensor((TFloat32) result.get(0)));
                    }
                }
            }
        }
        if (!tensors.containsKey(ImageBatches.SCALES)) {
            throw new IOException(
                    "The SavedModel %s has no named parameters.%nMaybe it is of another program, or of an earlier version."
                            .formatted(folder));
        }
        return new SavedNetwork(tensors);
    }

    private static Tensor tensor(TFloat32 found) {
        float[] values = new float[(int) found.size()];
        found.copyTo(DataBuffers.of(values));
        int[] shape = Arrays.stream(found.shape().asArray())
                .mapToInt(Math::toIntExact)
                .toArray();
        return new Tensor(shape, values);
    }

    /** What each channel of the pixels, 0 to 255, is multiplied by; a copy. */
    public float[] inputScales() {
        return named(ImageBatches.SCALES).values().clone();
    }

    /** What is added to each channel afterwards; a copy. */
    public float[] inputOffsets() {
        return named(ImageBatches.OFFSETS).values().clone();
    }

    private Tensor named(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalStateException("The SavedModel has no %s.".formatted(name));
        }
        return tensor;
    }

    @Override
    public float[] values(int index, Node node, Part part, int... shape) {
        int count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        Tensor tensor = tensors.get(Constants.name(new Parameters.Key(index, role(node, part))));
        if (tensor == null) {
            float[] untrained = new float[count];
            Arrays.fill(untrained, part == Part.VARIANCE ? 1 : 0);
            return untrained;
        }
        if (tensor.values().length != count) {
            throw new IllegalArgumentException(
                    "The SavedModel has %d numbers for the %s of node %s, not %d.%nMaybe it is of another network."
                            .formatted(tensor.values().length, part, node.name(), count));
        }
        return transposed(tensor, order(node, part, tensor.shape().length));
    }

    private static Role role(Node node, Part part) {
        boolean attention = node.layer() instanceof Attention;
        return switch (part) {
            case KERNEL -> attention ? Role.OUTPUT_KERNEL : Role.KERNEL;
            case BIAS -> attention ? Role.OUTPUT_BIAS : Role.BIAS;
            case SCALE -> Role.SCALE;
            case OFFSET -> Role.OFFSET;
            case MEAN -> Role.MEAN;
            case VARIANCE -> Role.VARIANCE;
            case PROJECTION -> Role.QUERY_KEY_VALUE_KERNEL;
            case PROJECTION_BIAS -> Role.QUERY_KEY_VALUE_BIAS;
            case EMBEDDING -> Role.EMBEDDING;
        };
    }

    /** The axes of TensorFlow's tensor in the order of the workload's. */
    private static int[] order(Node node, Part part, int rank) {
        boolean kernel = part == Part.KERNEL || part == Part.PROJECTION;
        if (kernel && rank == 4) {
            // [rows, columns, channels, filters], of a depthwise convolution [rows, columns, groups, filters of each]
            boolean depthwise = node.layer() instanceof Conv2d conv
                    && conv.isDepthwise(node.inputShapes().get(0).channels());
            return depthwise ? new int[] {2, 3, 0, 1} : new int[] {3, 2, 0, 1};
        }
        int[] same = new int[rank];
        Arrays.setAll(same, axis -> kernel && rank == 2 ? 1 - axis : axis);
        return same;
    }

    private static float[] transposed(Tensor tensor, int[] order) {
        int rank = order.length;
        int[] strides = new int[rank];
        int stride = 1;
        for (int axis = rank - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= tensor.shape()[axis];
        }
        float[] values = new float[tensor.values().length];
        int[] place = new int[rank];
        for (int i = 0; i < values.length; i++) {
            int from = 0;
            for (int axis = 0; axis < rank; axis++) {
                from += place[axis] * strides[order[axis]];
            }
            values[i] = tensor.values()[from];
            for (int axis = rank - 1; axis >= 0 && ++place[axis] == tensor.shape()[order[axis]]; axis--) {
                place[axis] = 0;
            }
        }
        return values;
    }
}
