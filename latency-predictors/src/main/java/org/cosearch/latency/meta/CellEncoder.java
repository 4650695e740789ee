package org.cosearch.latency.meta;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cosearch.latency.encode.Encoding;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionColumn;
import org.cosearch.predict.DecisionSpace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Four graph convolutions over the cells of NAS-Bench-201, {@code ReLU(A·X·W + b)} (Lee et al. 2021, after BRP-NAS).
 *
 * <p>Nodes: input, the six edges, output, and a global node that all others feed and that is read in the end. The
 * graph is the same for every cell; a node without operation stays. An operation is one bit of its node, and the input,
 * the output and the global node have one too. The first product with {@code A} is part of the description.
 */
final class CellEncoder implements ArchitectureEncoder {

    private static final int NODES = 9;
    private static final int GLOBAL = NODES - 1;
    private static final int LAYERS = 4;
    /** From node to node, without the global one. */
    static final int[][] EDGES = {{0, 1}, {0, 2}, {0, 4}, {1, 3}, {1, 5}, {2, 6}, {3, 6}, {4, 7}, {5, 7}, {6, 7}};

    private final Encoding encoding;
    private final List<String> operations;

    /** {@code [to][from]}: 1 where a node hears another, or itself. */
    private final float[][] hears = new float[NODES][NODES];

    CellEncoder(DecisionSpace space) {
        this.encoding = Encoding.of(space);
        Set<String> union = new LinkedHashSet<>();
        for (DecisionColumn column : space.columns()) {
            union.addAll(column.options());
        }
        this.operations = List.copyOf(union);
        for (int[] edge : EDGES) {
            hears[edge[1]][edge[0]] = 1;
        }
        for (int node = 0; node < NODES; node++) {
            hears[node][node] = 1;
            hears[GLOBAL][node] = 1;
        }
    }

    @Override
    public DecisionSpace space() {
        return encoding.space();
    }

    @Override
    public int nodes() {
        return NODES;
    }

    /** Operations, input, output, global. */
    @Override
    public int features() {
        return operations.size() + 3;
    }

    @Override
    public float[] describe(Architecture architecture) {
        encoding.requireSpace(architecture);
        int[] bit = new int[NODES];
        bit[0] = operations.size();
        for (int edge = 0; edge < 6; edge++) {
            bit[edge + 1] = operations.indexOf(architecture.label(edge));
        }
        bit[GLOBAL - 1] = operations.size() + 1;
        bit[GLOBAL] = operations.size() + 2;
        float[] described = new float[NODES * features()];
        for (int to = 0; to < NODES; to++) {
            for (int from = 0; from < NODES; from++) {
                described[to * features() + bit[from]] += hears[to][from];
            }
        }
        return described;
    }

    @Override
    public List<WeightShape> shapes() {
        List<WeightShape> shapes = new ArrayList<>();
        for (int layer = 1; layer <= LAYERS; layer++) {
            int inputs = layer == 1 ? features() : WIDTH;
            shapes.add(WeightShape.matrix("cell " + layer, inputs, WIDTH));
            shapes.add(WeightShape.bias("cell " + layer + " bias", WIDTH, inputs));
        }
        return shapes;
    }

    @Override
    public Operand<TFloat32> encode(TaskLayers layers, List<Operand<TFloat32>> weights, Operand<TFloat32> described) {
        Ops tf = layers.tf();
        long[] size = described.shape().asArray();
        int tasks = (int) size[0];
        int architectures = (int) (size[1] / NODES);
        Operand<TFloat32> adjacency = FloatTensors.constant(tf, flat(), 1, NODES, NODES);
        Operand<TFloat32> rows = layers.relu(layers.dense(described, weights.get(0), weights.get(1)));
        for (int layer = 1; layer < LAYERS - 1; layer++) {
            Operand<TFloat32> byNode = tf.reshape(rows, tf.constant(new int[] {tasks, NODES, architectures * WIDTH}));
            Operand<TFloat32> heard = tf.reshape(
                    layers.product(adjacency, byNode), tf.constant(new int[] {tasks, NODES * architectures, WIDTH}));
            rows = layers.relu(layers.dense(heard, weights.get(2 * layer), weights.get(2 * layer + 1)));
        }
        Operand<TFloat32> all = tf.reduceSum(
                tf.reshape(rows, tf.constant(new int[] {tasks, NODES, architectures, WIDTH})), tf.constant(1));
        return layers.relu(layers.dense(all, weights.get(2 * LAYERS - 2), weights.get(2 * LAYERS - 1)));
    }

    @Override
    public float[] encode(List<float[]> weights, float[] described) {
        float[][] rows = new float[NODES][];
        for (int node = 0; node < NODES; node++) {
            rows[node] =
                    Rows.relu(Rows.dense(described, node * features(), features(), weights.get(0), weights.get(1)));
        }
        for (int layer = 1; layer < LAYERS; layer++) {
            float[][] next = new float[NODES][];
            for (int node = layer == LAYERS - 1 ? GLOBAL : 0; node < NODES; node++) {
                float[] heard = new float[WIDTH];
                for (int from = 0; from < NODES; from++) {
                    if (hears[node][from] != 0) {
                        Rows.add(heard, 1, rows[from], 0);
                    }
                }
                next[node] = Rows.relu(Rows.dense(heard, 0, WIDTH, weights.get(2 * layer), weights.get(2 * layer + 1)));
            }
            rows = next;
        }
        return rows[GLOBAL];
    }

    private float[] flat() {
        float[] flat = new float[NODES * NODES];
        for (int to = 0; to < NODES; to++) {
            System.arraycopy(hears[to], 0, flat, to * NODES, NODES);
        }
        return flat;
    }
}
