package org.cosearch.latency.meta;

import static org.cosearch.latency.meta.NasflatNetwork.EPSILON;
import static org.cosearch.latency.meta.NasflatNetwork.FIRST_HEAD;
import static org.cosearch.latency.meta.NasflatNetwork.FIRST_LAYER;
import static org.cosearch.latency.meta.NasflatNetwork.HARDWARE;
import static org.cosearch.latency.meta.NasflatNetwork.HEAD_LAYERS;
import static org.cosearch.latency.meta.NasflatNetwork.JOINED;
import static org.cosearch.latency.meta.NasflatNetwork.LAYERS;
import static org.cosearch.latency.meta.NasflatNetwork.LEAK;
import static org.cosearch.latency.meta.NasflatNetwork.OPERATION;
import static org.cosearch.latency.meta.NasflatNetwork.PER_LAYER;
import static org.cosearch.latency.meta.NasflatNetwork.PER_REFINING;
import static org.cosearch.latency.meta.NasflatNetwork.REFINING;
import static org.cosearch.latency.meta.NasflatNetwork.WIDTH;

import java.util.List;
import org.cosearch.predict.Architecture;

/**
 * The scores that a {@link NasflatNetwork} gives for one device, computed on plain arrays.
 *
 * @param weights in the order of {@link NasflatNetwork#shapes}
 * @param hardware the embedding of the device
 */
record NasflatScores(NodeGraph graph, List<float[]> weights, float[] hardware) {

    /**
     * The score of an architecture.
     *
     * @throws IllegalArgumentException if it is of another space
     */
    float of(Architecture architecture) {
        int nodes = graph.nodes();
        int[] operations = graph.operations(architecture);
        float[][] joined = new float[nodes][JOINED];
        for (int node = 0; node < nodes; node++) {
            for (int i = 0; i < OPERATION; i++) {
                joined[node][i] =
                        weights.get(0)[operations[node] * OPERATION + i] + weights.get(1)[node * OPERATION + i];
            }
            System.arraycopy(hardware, 0, joined[node], OPERATION, HARDWARE);
        }
        for (int layer = 0; layer < REFINING; layer++) {
            int at = 2 + PER_REFINING * layer;
            float[][] next = new float[nodes][];
            for (int node = 0; node < nodes; node++) {
                float[] own = Rows.dense(joined[node], 0, JOINED, weights.get(at), weights.get(at + 2));
                next[node] = Rows.relu(Rows.dense(heard(joined, node), 0, JOINED, weights.get(at + 1), own));
            }
            joined = next;
        }
        int entry = FIRST_LAYER - 2;
        float[][] values = new float[nodes][];
        for (int node = 0; node < nodes; node++) {
            values[node] = Rows.relu(Rows.dense(joined[node], 0, JOINED, weights.get(entry), weights.get(entry + 1)));
        }
        for (int layer = 0; layer < LAYERS; layer++) {
            values = passed(
                    weights.subList(FIRST_LAYER + PER_LAYER * layer, FIRST_LAYER + PER_LAYER * (layer + 1)),
                    values,
                    joined);
        }
        float[] row = new float[WIDTH];
        for (float[] value : values) {
            Rows.add(row, 1f / nodes, value, 0);
        }
        for (int layer = 0; layer < HEAD_LAYERS; layer++) {
            int at = FIRST_HEAD + 2 * layer;
            row = Rows.dense(row, 0, row.length, weights.get(at), weights.get(at + 1));
            if (layer + 1 < HEAD_LAYERS) {
                Rows.relu(row);
            }
        }
        return row[0];
    }

    private float[] heard(float[][] rows, int to) {
        float[] sum = new float[rows[to].length];
        for (int from = 0; from < rows.length; from++) {
            if (graph.hears(to, from)) {
                Rows.add(sum, 1, rows[from], 0);
            }
        }
        return sum;
    }

    /** One layer of messages: the mean of flow and attention, above 0. */
    private float[][] passed(List<float[]> layer, float[][] values, float[][] joined) {
        int nodes = values.length;
        float[] nothing = new float[WIDTH];
        float[][] flowing = new float[nodes][];
        float[][] attended = new float[nodes][];
        float[] hearer = new float[nodes];
        float[] heard = new float[nodes];
        for (int node = 0; node < nodes; node++) {
            flowing[node] = Rows.dense(values[node], 0, WIDTH, layer.get(0), nothing);
            attended[node] = Rows.dense(values[node], 0, WIDTH, layer.get(3), nothing);
            hearer[node] = Rows.dense(attended[node], 0, WIDTH, layer.get(4), new float[1])[0];
            heard[node] = Rows.dense(attended[node], 0, WIDTH, layer.get(5), new float[1])[0];
        }
        float[][] next = new float[nodes][];
        for (int node = 0; node < nodes; node++) {
            float[] flowGate = Rows.dense(joined[node], 0, JOINED, layer.get(2), nothing);
            float[] attentionGate = Rows.dense(joined[node], 0, JOINED, layer.get(6), nothing);
            float[] others = heard(flowing, node);
            float[] mixed = mixed(attended, hearer[node], heard, node);
            for (int i = 0; i < WIDTH; i++) {
                others[i] = others[i] * sigmoid(flowGate[i]) + flowing[node][i] + layer.get(1)[i];
                mixed[i] *= sigmoid(attentionGate[i]);
            }
            normalise(mixed, layer.get(7), layer.get(8));
            for (int i = 0; i < WIDTH; i++) {
                others[i] = Math.max(0, 0.5f * (others[i] + mixed[i]));
            }
            next[node] = others;
        }
        return next;
    }

    private float[] mixed(float[][] attended, float hearer, float[] heard, int to) {
        float[] shares = new float[heard.length];
        float total = 0;
        float highest = Float.NEGATIVE_INFINITY;
        for (int from = 0; from < shares.length; from++) {
            float both = hearer + heard[from];
            shares[from] = Math.max(both, LEAK * both);
            highest = from == to || graph.hears(to, from) ? Math.max(highest, shares[from]) : highest;
        }
        for (int from = 0; from < shares.length; from++) {
            boolean hears = from == to || graph.hears(to, from);
            shares[from] = hears ? (float) Math.exp(shares[from] - highest) : 0;
            total += shares[from];
        }
        float[] mixed = new float[WIDTH];
        for (int from = 0; from < shares.length; from++) {
            if (shares[from] > 0) {
                Rows.add(mixed, shares[from] / total, attended[from], 0);
            }
        }
        return mixed;
    }

    private static void normalise(float[] row, float[] gainAboveOne, float[] shift) {
        float mean = 0;
        for (float value : row) {
            mean += value / row.length;
        }
        float variance = 0;
        for (float value : row) {
            variance += (value - mean) * (value - mean) / row.length;
        }
        float scale = (float) (1 / Math.sqrt(variance + EPSILON));
        for (int i = 0; i < row.length; i++) {
            row[i] = (row[i] - mean) * scale * (1 + gainAboveOne[i]) + shift[i];
        }
    }

    private static float sigmoid(float value) {
        return (float) (1 / (1 + Math.exp(-value)));
    }
}
