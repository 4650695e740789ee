package org.cosearch.latency.meta;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The network of HELP (Lee et al. 2021, section 3.2): encoders of the architecture and of the hardware, and a head over
 * both whose weights a modulation shifts.
 *
 * <p>The hardware is the same for all architectures of a task. Its part of the head's first layer, and the modulation,
 * are therefore <em>folded</em> into the weights once: a folded network reads architectures alone.
 *
 * @param references how many latencies describe the hardware
 */
record HelpNetwork(ArchitectureEncoder encoder, int references) {

    private static final int WIDTH = ArchitectureEncoder.WIDTH;

    /** Width of the two hidden layers of the head. */
    private static final int HEAD = 2 * WIDTH;

    private static final int LAYERS = 3;
    private static final double MODULATION = 0.01;

    /** How many numbers modulate the head: one per input of each layer, one per bias. */
    static final int MODULATED = LAYERS * HEAD + LAYERS;

    /** The encoder, the hardware's encoder, the head; the head's first matrix in two parts. */
    List<WeightShape> shapes() {
        List<WeightShape> shapes = new ArrayList<>(encoder.shapes());
        shapes.add(WeightShape.matrix("hardware 1", references, WIDTH));
        shapes.add(WeightShape.bias("hardware 1 bias", WIDTH, references));
        shapes.add(WeightShape.matrix("hardware 2", WIDTH, WIDTH));
        shapes.add(WeightShape.bias("hardware 2 bias", WIDTH, WIDTH));
        shapes.add(new WeightShape("head 1 of architecture", WIDTH, HEAD, HEAD));
        shapes.add(new WeightShape("head 1 of hardware", WIDTH, HEAD, HEAD));
        shapes.add(WeightShape.bias("head 1 bias", HEAD, HEAD));
        shapes.add(WeightShape.matrix("head 2", HEAD, HEAD));
        shapes.add(WeightShape.bias("head 2 bias", HEAD, HEAD));
        shapes.add(WeightShape.matrix("head 3", HEAD, 1));
        shapes.add(WeightShape.bias("head 3 bias", 1, HEAD));
        return shapes;
    }

    /** The layers that make a modulation of an embedding: mean, then what softplus makes the deviation. */
    List<WeightShape> modulatorShapes() {
        return List.of(
                WeightShape.matrix("modulator 1", references, references),
                WeightShape.bias("modulator 1 bias", references, references),
                WeightShape.matrix("modulator 2", references, 2 * MODULATED),
                WeightShape.bias("modulator 2 bias", 2 * MODULATED, references));
    }

    /**
     * Weights of a folded network, in the order of {@link #output}.
     *
     * @param weights in the order of {@link #shapes}, {@code [task, input, output]}
     * @param embedding {@code [task, 1, reference]}
     * @param modulation {@code [task, 1, MODULATED]}, zeros where there is none
     */
    List<Operand<TFloat32>> folded(
            TaskLayers layers,
            List<Operand<TFloat32>> weights,
            Operand<TFloat32> embedding,
            Operand<TFloat32> modulation) {
        Ops tf = layers.tf();
        int first = encoder.shapes().size();
        Operand<TFloat32> hidden = layers.relu(layers.dense(embedding, weights.get(first), weights.get(first + 1)));
        Operand<TFloat32> hardware = layers.relu(layers.dense(hidden, weights.get(first + 2), weights.get(first + 3)));
        List<Operand<TFloat32>> head = weights.subList(first + 4, weights.size());
        Operand<TFloat32> scale =
                tf.math.add(tf.constant(1f), tf.math.mul(modulation, tf.constant((float) MODULATION)));
        Operand<TFloat32> shift = tf.math.mul(modulation, tf.constant((float) MODULATION));
        Operand<TFloat32> ofHardware =
                layers.product(tf.math.mul(hardware, part(tf, scale, WIDTH, WIDTH)), head.get(1));
        List<Operand<TFloat32>> folded = new ArrayList<>(weights.subList(0, first));
        folded.add(scaled(tf, head.get(0), part(tf, scale, 0, WIDTH)));
        folded.add(tf.math.add(tf.math.add(head.get(2), ofHardware), part(tf, shift, LAYERS * HEAD, 1)));
        folded.add(scaled(tf, head.get(3), part(tf, scale, HEAD, HEAD)));
        folded.add(tf.math.add(head.get(4), part(tf, shift, LAYERS * HEAD + 1, 1)));
        folded.add(scaled(tf, head.get(5), part(tf, scale, 2 * HEAD, HEAD)));
        folded.add(tf.math.add(head.get(6), part(tf, shift, LAYERS * HEAD + 2, 1)));
        return folded;
    }

    /** Numbers {@code from}, {@code from + 1}, … of every task. */
    private static Operand<TFloat32> part(Ops tf, Operand<TFloat32> rows, int from, int count) {
        return tf.slice(rows, tf.constant(new int[] {0, 0, from}), tf.constant(new int[] {-1, 1, count}));
    }

    /** A matrix whose rows are multiplied by the numbers of {@code [task, 1, input]}. */
    private static Operand<TFloat32> scaled(Ops tf, Operand<TFloat32> matrix, Operand<TFloat32> scale) {
        long[] size = scale.shape().asArray();
        return tf.math.mul(matrix, tf.reshape(scale, tf.constant(new int[] {(int) size[0], (int) size[2], 1})));
    }

    /**
     * What a folded network says of architectures.
     *
     * @param described {@code [task, node · architecture, feature]}
     * @return {@code [task, architecture]}
     */
    Operand<TFloat32> output(TaskLayers layers, List<Operand<TFloat32>> folded, Operand<TFloat32> described) {
        int first = encoder.shapes().size();
        Operand<TFloat32> rows = encoder.encode(layers, folded.subList(0, first), described);
        rows = layers.relu(layers.dense(rows, folded.get(first), folded.get(first + 1)));
        rows = layers.relu(layers.dense(rows, folded.get(first + 2), folded.get(first + 3)));
        rows = layers.dense(rows, folded.get(first + 4), folded.get(first + 5));
        long[] size = rows.shape().asArray();
        return layers.tf().reshape(rows, layers.tf().constant(new int[] {(int) size[0], (int) size[1]}));
    }

    /** What a folded network says of one architecture. */
    float output(List<float[]> folded, float[] described) {
        int first = encoder.shapes().size();
        float[] row = encoder.encode(folded, described);
        for (int layer = first; layer < folded.size(); layer += 2) {
            row = Rows.dense(row, 0, row.length, folded.get(layer), folded.get(layer + 1));
            if (layer + 2 < folded.size()) {
                Rows.relu(row);
            }
        }
        return row[0];
    }
}
