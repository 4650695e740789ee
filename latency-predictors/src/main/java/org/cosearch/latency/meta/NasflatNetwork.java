package org.cosearch.latency.meta;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The graph network of NASFLAT (Akhauri and Abdelfattah 2024, section 4): the embedding of an operation and that of the
 * device are joined at every node, two graph layers refine them, and three layers pass messages gated by them; each of
 * these is the mean of a dense graph flow and of graph attention.
 *
 * <p>The score of an architecture only ranks it. Nodes have an embedding of their place as well, all of them are read
 * out, and messages run forward alone; the supplementary encodings of the paper are not used.
 */
record NasflatNetwork(NodeGraph graph) {

    static final int OPERATION = 40;

    /** Length of the embedding of a device. */
    static final int HARDWARE = 8;

    static final int JOINED = OPERATION + HARDWARE;
    static final int REFINING = 2;
    static final int WIDTH = 128;
    static final int LAYERS = 3;
    private static final int HEAD = 200;
    static final int HEAD_LAYERS = 4;
    static final float LEAK = 0.2f;
    static final float EPSILON = 1e-5f;

    /** Added to the attention between nodes that do not hear one another. */
    private static final float DEAF = -1e9f;

    /** Weights per refining layer, per message layer. */
    static final int PER_REFINING = 3;

    static final int PER_LAYER = 9;
    static final int FIRST_LAYER = 2 + PER_REFINING * REFINING + 2;
    static final int FIRST_HEAD = FIRST_LAYER + PER_LAYER * LAYERS;

    /** All weights but the embeddings of devices. */
    List<WeightShape> shapes() {
        List<WeightShape> shapes = new ArrayList<>();
        shapes.add(new WeightShape("operations", graph.operations(), OPERATION, 1));
        shapes.add(new WeightShape("places", graph.nodes(), OPERATION, 1));
        for (int layer = 1; layer <= REFINING; layer++) {
            shapes.add(WeightShape.matrix("refining " + layer, JOINED, JOINED));
            shapes.add(WeightShape.matrix("refining " + layer + " of others", JOINED, JOINED));
            shapes.add(WeightShape.bias("refining " + layer + " bias", JOINED, JOINED));
        }
        shapes.add(WeightShape.matrix("entry", JOINED, WIDTH));
        shapes.add(WeightShape.bias("entry bias", WIDTH, JOINED));
        for (int layer = 1; layer <= LAYERS; layer++) {
            shapes.add(WeightShape.matrix("flow " + layer, WIDTH, WIDTH));
            shapes.add(WeightShape.bias("flow " + layer + " bias", WIDTH, WIDTH));
            shapes.add(WeightShape.matrix("flow " + layer + " gate", JOINED, WIDTH));
            shapes.add(WeightShape.matrix("attention " + layer, WIDTH, WIDTH));
            shapes.add(WeightShape.matrix("attention " + layer + " of hearer", WIDTH, 1));
            shapes.add(WeightShape.matrix("attention " + layer + " of heard", WIDTH, 1));
            shapes.add(WeightShape.matrix("attention " + layer + " gate", JOINED, WIDTH));
            shapes.add(WeightShape.bias("attention " + layer + " gain above 1", WIDTH, 0));
            shapes.add(WeightShape.bias("attention " + layer + " shift", WIDTH, 0));
        }
        for (int layer = 1; layer <= HEAD_LAYERS; layer++) {
            int inputs = layer == 1 ? WIDTH : HEAD;
            int outputs = layer == HEAD_LAYERS ? 1 : HEAD;
            shapes.add(WeightShape.matrix("head " + layer, inputs, outputs));
            shapes.add(WeightShape.bias("head " + layer + " bias", outputs, inputs));
        }
        return shapes;
    }

    /**
     * Scores of a batch.
     *
     * @param weights {@code [input, output]} each, in the order of {@link #shapes}
     * @param operations {@code [architecture · node, operation]}, one bit per row, ordered by architecture
     * @param hardware {@code [1, HARDWARE]}
     * @param dropout by what hidden values of the head are multiplied
     * @return {@code [architecture, 1]}
     */
    Operand<TFloat32> scores(
            Ops tf,
            List<Operand<TFloat32>> weights,
            Operand<TFloat32> operations,
            Operand<TFloat32> hardware,
            Dropout dropout) {
        int nodes = graph.nodes();
        int rows = (int) operations.shape().get(0);
        int batch = rows / nodes;
        Operand<TFloat32> own = tf.math.add(
                cube(tf, product(tf, operations, weights.get(0)), batch, OPERATION),
                tf.expandDims(weights.get(1), tf.constant(0)));
        Operand<TFloat32> joined = tf.concat(
                List.of(
                        tf.reshape(own, tf.constant(new int[] {rows, OPERATION})),
                        tf.tile(hardware, tf.constant(new int[] {rows, 1}))),
                tf.constant(1));
        Operand<TFloat32> hears = FloatTensors.constant(tf, adjacency(1, 0, false), 1, nodes, nodes);
        for (int layer = 0; layer < REFINING; layer++) {
            int at = 2 + PER_REFINING * layer;
            Operand<TFloat32> others = heard(tf, hears, joined, batch, JOINED);
            joined = tf.nn.relu(tf.math.add(
                    tf.math.add(product(tf, joined, weights.get(at)), product(tf, others, weights.get(at + 1))),
                    weights.get(at + 2)));
        }
        int entry = FIRST_LAYER - 2;
        Operand<TFloat32> values =
                tf.nn.relu(tf.math.add(product(tf, joined, weights.get(entry)), weights.get(entry + 1)));
        for (int layer = 0; layer < LAYERS; layer++) {
            List<Operand<TFloat32>> mine =
                    weights.subList(FIRST_LAYER + PER_LAYER * layer, FIRST_LAYER + PER_LAYER * (layer + 1));
            Operand<TFloat32> both = tf.math.add(
                    flow(tf, mine, hears, values, joined, batch), attention(tf, mine, values, joined, batch));
            values = tf.nn.relu(tf.math.mul(both, tf.constant(0.5f)));
        }
        Operand<TFloat32> row = tf.math.mean(cube(tf, values, batch, WIDTH), tf.constant(1));
        for (int layer = 0; layer < HEAD_LAYERS; layer++) {
            int at = FIRST_HEAD + 2 * layer;
            row = tf.math.add(product(tf, row, weights.get(at)), weights.get(at + 1));
            if (layer + 1 < HEAD_LAYERS) {
                row = tf.math.mul(tf.nn.relu(row), dropout.mask(layer, batch, HEAD));
            }
        }
        return row;
    }

    /** What drops hidden values at random while the network learns. */
    interface Dropout {
        /** {@code [rows, columns]}, of mean 1. */
        Operand<TFloat32> mask(int layer, int rows, int columns);
    }

    private Operand<TFloat32> flow(
            Ops tf,
            List<Operand<TFloat32>> weights,
            Operand<TFloat32> hears,
            Operand<TFloat32> values,
            Operand<TFloat32> joined,
            int batch) {
        Operand<TFloat32> passed = product(tf, values, weights.get(0));
        Operand<TFloat32> gate = tf.math.sigmoid(product(tf, joined, weights.get(2)));
        Operand<TFloat32> others = tf.math.mul(gate, heard(tf, hears, passed, batch, WIDTH));
        return tf.math.add(tf.math.add(others, passed), weights.get(1));
    }

    private Operand<TFloat32> attention(
            Ops tf, List<Operand<TFloat32>> weights, Operand<TFloat32> values, Operand<TFloat32> joined, int batch) {
        int nodes = graph.nodes();
        Operand<TFloat32> passed = product(tf, values, weights.get(3));
        Operand<TFloat32> hearer =
                tf.reshape(product(tf, passed, weights.get(4)), tf.constant(new int[] {batch, nodes, 1}));
        Operand<TFloat32> heard =
                tf.reshape(product(tf, passed, weights.get(5)), tf.constant(new int[] {batch, 1, nodes}));
        Operand<TFloat32> both = tf.math.add(hearer, heard);
        Operand<TFloat32> leaky = tf.math.maximum(both, tf.math.mul(both, tf.constant(LEAK)));
        Operand<TFloat32> deaf = FloatTensors.constant(tf, adjacency(0, DEAF, true), 1, nodes, nodes);
        Operand<TFloat32> shares = tf.nn.softmax(tf.math.add(leaky, deaf));
        Operand<TFloat32> mixed = tf.reshape(
                tf.train.batchMatMul(shares, cube(tf, passed, batch, WIDTH), TFloat32.class),
                tf.constant(new int[] {batch * nodes, WIDTH}));
        Operand<TFloat32> gated = tf.math.mul(tf.math.sigmoid(product(tf, joined, weights.get(6))), mixed);
        return normalised(tf, gated, weights.get(7), weights.get(8));
    }

    /** Layer normalisation. */
    private static Operand<TFloat32> normalised(
            Ops tf, Operand<TFloat32> rows, Operand<TFloat32> gainAboveOne, Operand<TFloat32> shift) {
        Operand<TFloat32> mean = tf.expandDims(tf.math.mean(rows, tf.constant(1)), tf.constant(1));
        Operand<TFloat32> centred = tf.math.sub(rows, mean);
        Operand<TFloat32> variance =
                tf.expandDims(tf.math.mean(tf.math.square(centred), tf.constant(1)), tf.constant(1));
        Operand<TFloat32> scale = tf.math.rsqrt(tf.math.add(variance, tf.constant(EPSILON)));
        Operand<TFloat32> gain = tf.math.add(gainAboveOne, tf.constant(1f));
        return tf.math.add(tf.math.mul(tf.math.mul(centred, scale), gain), shift);
    }

    private static Operand<TFloat32> product(Ops tf, Operand<TFloat32> rows, Operand<TFloat32> matrix) {
        return tf.linalg.matMul(rows, matrix);
    }

    private Operand<TFloat32> cube(Ops tf, Operand<TFloat32> rows, int batch, int width) {
        return tf.reshape(rows, tf.constant(new int[] {batch, graph.nodes(), width}));
    }

    private Operand<TFloat32> heard(Ops tf, Operand<TFloat32> hears, Operand<TFloat32> rows, int batch, int width) {
        return tf.reshape(
                tf.train.batchMatMul(hears, cube(tf, rows, batch, width), TFloat32.class),
                tf.constant(new int[] {batch * graph.nodes(), width}));
    }

    /** One number where a node hears another, and one where it does not. */
    private float[] adjacency(float where, float elsewhere, boolean itself) {
        int nodes = graph.nodes();
        float[] flat = new float[nodes * nodes];
        for (int to = 0; to < nodes; to++) {
            for (int from = 0; from < nodes; from++) {
                flat[to * nodes + from] = graph.hears(to, from) || (itself && to == from) ? where : elsewhere;
            }
        }
        return flat;
    }
}
