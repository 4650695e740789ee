package org.cosearch.latency.meta;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.cosearch.latency.data.Shuffle;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Meta-training: the outer loop over episodes of several source devices, each one run of one graph (Lee et al. 2021,
 * algorithm 1). Holds native memory until it is closed.
 */
final class HelpTraining implements AutoCloseable {

    /** One in so many measurements of every source is kept back. */
    private static final int KEPT_BACK = 5;

    private static final int FEWEST = 10;

    private final HelpNetwork network;
    private final HelpSettings settings;
    private final List<DeviceTask> sources;
    private final RandomGenerator random;

    /** By source its measurements in random order: first those kept back, which judge the weights, then the others. */
    private final List<int[]> orders = new ArrayList<>();

    private final int kept;
    private final int support;
    private final int query;
    private final Graph graph = new Graph();
    private final Session session;
    private final AdamVariables variables;
    private final HelpWeights start;
    private final Placeholder<TFloat32> queried;
    private final Placeholder<TFloat32> answers;
    private final InnerLoop inner;
    private final Operand<TFloat32> said;
    private final Operand<TFloat32> loss;
    private final List<Op> update;

    /** @param sources at least one, each with 5 measurements or more */
    HelpTraining(
            HelpNetwork network,
            HelpSettings settings,
            List<DeviceTask> sources,
            HelpWeights start,
            RandomGenerator random) {
        this.network = network;
        this.settings = settings;
        this.sources = List.copyOf(sources);
        this.start = start;
        int fewest = sources.stream()
                .mapToInt(source -> source.labels().length)
                .min()
                .orElseThrow();
        if (fewest < FEWEST) {
            throw new IllegalArgumentException(
                    "A source device has %d measurements; at least %d are needed to meta-learn."
                            .formatted(fewest, FEWEST));
        }
        sources.forEach(source -> orders.add(Shuffle.of(source.labels().length, random)));
        this.random = random;
        this.kept = fewest / KEPT_BACK;
        int learned = fewest - kept;
        this.support = Math.min(settings.support(), learned / 2);
        this.query = Math.min(settings.query(), learned - support);
        int tasks = settings.tasks();
        Ops tf = Ops.create(graph);
        this.variables = new AdamVariables(tf, 0);
        this.inner = new InnerLoop(
                tf,
                network,
                settings,
                new InnerLoop.Learned(
                        learned(tf, start.network(), true),
                        learned(tf, start.rates(), settings.learnsRates()),
                        learned(tf, start.modulator(), settings.modulated())),
                tasks,
                support);
        ArchitectureEncoder encoder = network.encoder();
        this.queried = FloatTensors.placeholder(tf, tasks, (long) encoder.nodes() * query, encoder.features());
        this.answers = FloatTensors.placeholder(tf, tasks, query);
        this.said = network.output(new TaskLayers(tf, false), inner.adapted, queried);
        Operand<TFloat32> error =
                tf.math.mean(tf.math.square(tf.math.sub(said, answers)), tf.constant(new int[] {0, 1}));
        this.loss = tf.math.add(error, tf.math.mul(inner.divergence, tf.constant((float) settings.divergenceWeight())));
        this.update = variables.minimise(loss);
        this.session = FloatTensors.session(graph);
        variables.initialise(session);
    }

    private List<Operand<TFloat32>> learned(Ops tf, Weights weights, boolean trained) {
        if (!trained) {
            return HelpWeights.constants(tf, weights);
        }
        List<Operand<TFloat32>> operands = new ArrayList<>();
        for (int i = 0; i < weights.shapes().size(); i++) {
            operands.add(tf.expandDims(
                    variables.variable(weights.shapes().get(i), weights.values().get(i)), tf.constant(0)));
        }
        return operands;
    }

    /**
     * Runs all episodes.
     *
     * @return the weights that were judged best, or the last ones where nothing was judged
     */
    HelpWeights run() {
        List<Episode> judging = judging();
        HelpWeights best = start;
        double highest = Double.NEGATIVE_INFINITY;
        for (int episode = 1; episode <= settings.episodes(); episode++) {
            step();
            if (episode % settings.validateEvery() == 0 || episode == settings.episodes()) {
                double score = judge(judging);
                if (score > highest) {
                    highest = score;
                    best = weights();
                }
            }
        }
        return best;
    }

    private void step() {
        Episode episode = new Episode(network, settings.tasks(), support, query);
        int[] order = Shuffle.of(sources.size(), random);
        for (int task = 0; task < settings.tasks(); task++) {
            put(episode, task, order[task % order.length], false);
        }
        try (Episode.Fed fed = episode.fed(settings.noise(settings.tasks(), random))) {
            float value = variables.step(
                    fed.into(session.runner(), inner, queried, answers), update, loss, settings.outerRate());
            if (!Float.isFinite(value)) {
                throw new IllegalStateException("The loss of meta-training became (%s).".formatted(value));
            }
        }
    }

    /** Draws a task: support from what is not kept back, queries from the same or, for judging, from what is. */
    private void put(Episode episode, int task, int source, boolean judging) {
        int[] order = orders.get(source);
        int[] drawn = Shuffle.of(order.length - kept, random);
        int[] supported = new int[support];
        int[] asked = new int[query];
        for (int i = 0; i < support; i++) {
            supported[i] = order[kept + drawn[i]];
        }
        for (int i = 0; i < query; i++) {
            asked[i] = judging ? order[i % kept] : order[kept + drawn[support + i]];
        }
        episode.put(task, sources.get(source), supported, asked);
    }

    /** Fixed episodes whose queries are the measurements that every source keeps back. */
    private List<Episode> judging() {
        int tasks = settings.tasks();
        List<Episode> episodes = new ArrayList<>();
        for (int first = 0; first < sources.size(); first += tasks) {
            Episode episode = new Episode(network, tasks, support, query);
            for (int task = 0; task < tasks; task++) {
                put(episode, task, (first + task) % sources.size(), true);
            }
            episodes.add(episode);
        }
        return episodes;
    }

    /** The mean rank correlation over all tasks, without noise in the modulation. */
    private double judge(List<Episode> episodes) {
        double sum = 0;
        for (Episode episode : episodes) {
            try (Episode.Fed fed = episode.fed(new float[settings.tasks() * HelpNetwork.MODULATED]);
                    Result result = fed.into(session.runner(), inner, queried, answers)
                            .fetch(said)
                            .run()) {
                float[] values = FloatTensors.values(result.get(0));
                for (int task = 0; task < settings.tasks(); task++) {
                    sum += correlation(episode, task, values);
                }
            }
        }
        return sum / (episodes.size() * settings.tasks());
    }

    private double correlation(Episode episode, int task, float[] values) {
        double[] predicted = new double[query];
        double[] truth = new double[query];
        for (int i = 0; i < query; i++) {
            predicted[i] = values[task * query + i];
            truth[i] = episode.queryLabel(task, i);
        }
        double correlation = new SpearmansCorrelation().correlation(predicted, truth);
        return Double.isNaN(correlation) ? 0 : correlation;
    }

    private HelpWeights weights() {
        List<float[]> values = variables.values(session);
        int count = start.network().shapes().size();
        List<float[]> rates = settings.learnsRates()
                ? values.subList(count, 2 * count)
                : start.rates().values();
        List<float[]> modulator = settings.modulated()
                ? values.subList(2 * count, values.size())
                : start.modulator().values();
        return new HelpWeights(
                new Weights(start.network().shapes(), values.subList(0, count)),
                new Weights(start.rates().shapes(), rates),
                new Weights(start.modulator().shapes(), modulator));
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
