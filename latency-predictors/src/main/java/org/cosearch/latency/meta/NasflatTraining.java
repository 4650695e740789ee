package org.cosearch.latency.meta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.latency.data.Shuffle;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * A network of NASFLAT that learns to rank, in one graph: batches of one device, pairs of measurements, a hinge. Holds
 * native memory until it is closed.
 */
final class NasflatTraining implements AutoCloseable {

    /**
     * Measurements of a device.
     *
     * @param operations by measurement and node
     * @param latencyMs by measurement
     */
    record Ranked(int[][] operations, double[] latencyMs) {}

    private final NasflatNetwork network;
    private final NasflatSettings settings;
    private final int devices;
    private final int batch;
    private final Graph graph = new Graph();
    private final Session session;
    private final AdamVariables variables;
    private final Placeholder<TFloat32> operations;
    private final Placeholder<TFloat32> device;
    private final Placeholder<TFloat32> pairs;
    private final Placeholder<TInt64> seed;
    private final Operand<TFloat32> loss;
    private final List<Op> update;

    /**
     * Builds the graph.
     *
     * @param start in the order of {@link NasflatNetwork#shapes}
     * @param hardware the embeddings of the devices to start from, {@code [device, HARDWARE]}
     * @param measurements of the device with the fewest
     */
    NasflatTraining(
            NasflatNetwork network, NasflatSettings settings, Weights start, Weights hardware, int measurements) {
        this.network = network;
        this.settings = settings;
        this.devices = hardware.shapes().get(0).inputs();
        this.batch = Math.min(settings.batch(), measurements);
        NodeGraph nodes = network.graph();
        Ops tf = Ops.create(graph);
        this.variables = new AdamVariables(tf, settings.weightDecay());
        List<Operand<TFloat32>> weights = new ArrayList<>();
        for (int i = 0; i < start.shapes().size(); i++) {
            weights.add(variables.variable(start.shapes().get(i), start.values().get(i)));
        }
        Operand<TFloat32> table =
                variables.variable(hardware.shapes().get(0), hardware.values().get(0));
        this.operations = FloatTensors.placeholder(tf, (long) batch * nodes.nodes(), nodes.operations());
        this.device = FloatTensors.placeholder(tf, 1, devices);
        this.pairs = FloatTensors.placeholder(tf, batch, batch);
        this.seed = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
        Operand<TFloat32> scores = network.scores(
                tf,
                weights,
                operations,
                tf.linalg.matMul(device, table),
                (layer, rows, columns) -> dropped(tf, layer, rows, columns));
        Operand<TFloat32> apart = tf.math.sub(scores, tf.reshape(scores, tf.constant(new int[] {1, batch})));
        Operand<TFloat32> missing = tf.nn.relu(tf.math.sub(tf.constant((float) settings.margin()), apart));
        this.loss = tf.reduceSum(tf.math.mul(pairs, missing), tf.constant(new int[] {0, 1}));
        this.update = variables.minimise(loss);
        this.session = FloatTensors.session(graph);
        variables.initialise(session);
    }

    private Operand<TFloat32> dropped(Ops tf, int layer, int rows, int columns) {
        Operand<TInt64> own = tf.math.add(seed, tf.constant(new long[] {layer, 0}));
        Operand<TFloat32> uniform =
                tf.random.statelessRandomUniform(tf.constant(new int[] {rows, columns}), own, TFloat32.class);
        double kept = 1 - settings.dropout();
        Operand<TFloat32> mask = tf.math.floor(tf.math.add(uniform, tf.constant((float) kept)));
        return tf.stopGradient(tf.math.mul(mask, tf.constant((float) (1 / kept))));
    }

    /** Back to the values to start from. */
    void restart() {
        variables.initialise(session);
    }

    /** Learns from all devices, the learning rate falling by a cosine. */
    void run(List<Ranked> sources, RandomGenerator random) {
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            double cosine = (1 + Math.cos(Math.PI * epoch / settings.epochs())) / 2;
            double rate = settings.lastRate() + (settings.rate() - settings.lastRate()) * cosine;
            List<Chunk> chunks = new ArrayList<>();
            for (int source = 0; source < sources.size(); source++) {
                int[] order = Shuffle.of(sources.get(source).latencyMs().length, random);
                for (int from = 0; from + 1 < order.length; from += batch) {
                    int to = Math.min(order.length, from + batch);
                    chunks.add(new Chunk(source, Arrays.copyOfRange(order, from, to)));
                }
            }
            int[] order = Shuffle.of(chunks.size(), random);
            for (int i : order) {
                Chunk chunk = chunks.get(i);
                step(sources.get(chunk.device()), chunk, rate, random);
            }
        }
    }

    /** Learns from some measurements of the only device at a constant rate. */
    void transfer(Ranked target, int[] rows, RandomGenerator random) {
        for (int epoch = 0; epoch < settings.transferEpochs(); epoch++) {
            int[] order = Shuffle.of(rows.length, random);
            for (int from = 0; from < rows.length; from += batch) {
                int count = Math.min(batch, rows.length - from);
                int[] chosen = new int[count];
                for (int i = 0; i < count; i++) {
                    chosen[i] = rows[order[from + i]];
                }
                step(target, new Chunk(0, chosen), settings.rate(), random);
            }
        }
    }

    /** Some measurements of a device, at most as many as a batch has. */
    private record Chunk(int device, int[] rows) {}

    private void step(Ranked ranked, Chunk chunk, double rate, RandomGenerator random) {
        NodeGraph nodes = network.graph();
        float[] bits = new float[batch * nodes.nodes() * nodes.operations()];
        for (int i = 0; i < batch; i++) {
            int[] own = ranked.operations()[chunk.rows()[i % chunk.rows().length]];
            for (int node = 0; node < own.length; node++) {
                bits[(i * nodes.nodes() + node) * nodes.operations() + own[node]] = 1;
            }
        }
        float[] which = new float[devices];
        which[chunk.device()] = 1;
        try (TFloat32 fedOperations = FloatTensors.of(bits, (long) batch * nodes.nodes(), nodes.operations());
                TFloat32 fedDevice = FloatTensors.of(which, 1, devices);
                TFloat32 fedPairs = FloatTensors.of(drawn(ranked, chunk.rows(), random), batch, batch);
                TInt64 fedSeed = TInt64.vectorOf(random.nextLong(), random.nextLong())) {
            Session.Runner runner = session.runner()
                    .feed(operations, fedOperations)
                    .feed(device, fedDevice)
                    .feed(pairs, fedPairs)
                    .feed(seed, fedSeed);
            float value = variables.step(runner, update, loss, rate);
            if (!Float.isFinite(value)) {
                throw new IllegalStateException("The loss of the ranking became (%s).".formatted(value));
            }
        }
    }

    /** The share of every pair (slower, faster) in the loss; pairs of equal latency have none. */
    private float[] drawn(Ranked ranked, int[] rows, RandomGenerator random) {
        float[] shares = new float[batch * batch];
        int draws = settings.pairsPerMeasurement() * rows.length;
        for (int draw = 0; draw < draws; draw++) {
            int a = random.nextInt(rows.length);
            int b = random.nextInt(rows.length);
            int order = Double.compare(ranked.latencyMs()[rows[a]], ranked.latencyMs()[rows[b]]);
            if (order != 0) {
                shares[order > 0 ? a * batch + b : b * batch + a] += 1f / draws;
            }
        }
        return shares;
    }

    /** What was learned: the weights and the embeddings of the devices. */
    record Learned(List<float[]> weights, float[] hardware) {}

    Learned learned() {
        List<float[]> values = variables.values(session);
        int last = values.size() - 1;
        return new Learned(List.copyOf(values.subList(0, last)), values.get(last));
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
