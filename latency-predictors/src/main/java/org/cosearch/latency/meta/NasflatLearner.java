package org.cosearch.latency.meta;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.cosearch.latency.StorableLearner;
import org.cosearch.latency.data.Shuffle;
import org.cosearch.latency.data.SourceMeasurements;
import org.cosearch.latency.data.SpaceCoding;
import org.cosearch.latency.data.SupportCheck;
import org.cosearch.latency.data.TrainingSet;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.LatencyPredictor;

/**
 * Method {@code nasflat} (Akhauri and Abdelfattah 2024, arXiv 2403.02446): a graph network learns to rank the
 * architectures of every source device; a new device takes the embedding of the source that ranks its measurements best
 * and is then learned for a few epochs.
 *
 * <p>Scores rank only, so a straight line from score to log latency is fitted in the end. How far it is off is measured
 * by leaving out a quarter of the measurements at a time. The paper averages the rank correlation of the last four
 * epochs; here the last epoch predicts.
 */
public final class NasflatLearner implements StorableLearner {

    /** What bundles call this learner. */
    public static final String KIND = "nasflat";

    private static final int FOLDS = 4;

    private final NasflatNetwork network;
    private final NasflatSettings settings;
    private final Weights weights;
    private final Weights hardware;
    private final double[] sourceMs;

    private NasflatLearner(
            NasflatNetwork network, NasflatSettings settings, Weights weights, Weights hardware, double[] sourceMs) {
        this.network = network;
        this.settings = settings;
        this.weights = weights;
        this.hardware = hardware;
        this.sourceMs = sourceMs;
    }

    /** Learns from source devices. */
    public static NasflatLearner train(TrainingSet set, RandomGenerator random) {
        return train(set, NasflatSettings.published(), random);
    }

    static NasflatLearner train(TrainingSet set, NasflatSettings settings, RandomGenerator random) {
        NasflatNetwork network = new NasflatNetwork(NodeGraph.of(set.space()));
        List<NasflatTraining.Ranked> sources = new ArrayList<>();
        double[] sourceMs = new double[set.sources().size()];
        int most = 0;
        for (SourceMeasurements source : set.sources()) {
            NasflatTraining.Ranked ranked = ranked(network, source.measurements());
            sourceMs[sources.size()] = LatencyScale.of(source.measurements()).ms(0.5);
            sources.add(ranked);
            most = Math.max(most, ranked.latencyMs().length);
        }
        Weights start = Weights.initial(network.shapes(), random);
        Weights devices = Weights.initial(devices(sources.size()), random);
        try (NasflatTraining training = new NasflatTraining(network, settings, start, devices, most)) {
            training.run(sources, random);
            NasflatTraining.Learned learned = training.learned();
            return new NasflatLearner(
                    network,
                    settings,
                    new Weights(start.shapes(), learned.weights()),
                    new Weights(devices.shapes(), List.of(learned.hardware())),
                    sourceMs);
        }
    }

    private static List<WeightShape> devices(int count) {
        return List.of(new WeightShape("devices", count, NasflatNetwork.HARDWARE, 1));
    }

    private static NasflatTraining.Ranked ranked(NasflatNetwork network, List<LatencyMeasurement> measurements) {
        return new NasflatTraining.Ranked(
                measurements.stream()
                        .map(each -> network.graph().operations(each.architecture()))
                        .toArray(int[][]::new),
                measurements.stream().mapToDouble(LatencyMeasurement::latencyMs).toArray());
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws IOException if the stream ends early
     * @throws IllegalArgumentException if the numbers do not fit the space
     */
    public static NasflatLearner read(DecisionSpace space, DataInput in) throws IOException {
        NasflatNetwork network = new NasflatNetwork(NodeGraph.of(space));
        NasflatSettings published = NasflatSettings.published();
        NasflatSettings settings = published.training(published.epochs(), published.batch(), SpaceCoding.count(in));
        double[] sourceMs = new double[SpaceCoding.count(in)];
        for (int i = 0; i < sourceMs.length; i++) {
            sourceMs[i] = in.readDouble();
        }
        return new NasflatLearner(
                network,
                settings,
                Weights.read(network.shapes(), in),
                Weights.read(devices(sourceMs.length), in),
                sourceMs);
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeInt(settings.transferEpochs());
        out.writeInt(sourceMs.length);
        for (double typical : sourceMs) {
            out.writeDouble(typical);
        }
        weights.write(out);
        hardware.write(out);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public DecisionSpace space() {
        return network.graph().space();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if there are fewer than 2 measurements, one is of another space or all are equal
     */
    @Override
    public LatencyPredictor adapt(List<LatencyMeasurement> support, RandomGenerator random) {
        if (support.size() < 2) {
            throw new IllegalArgumentException(
                    "%d measurements are too few to adapt to a device; at least 2 are needed."
                            .formatted(support.size()));
        }
        LatencyScale.of(support); // refuses measurements that are all equal
        Weights copied = new Weights(devices(1), List.of(closest(support)));
        NasflatTraining.Ranked target = ranked(network, support);
        try (NasflatTraining training = new NasflatTraining(network, settings, weights, copied, support.size())) {
            double squares = 0;
            int[] order = Shuffle.of(support.size(), random);
            for (int fold = 0; fold < FOLDS; fold++) {
                squares += squaredErrors(training, target, support, order, fold, random);
            }
            int[] all = IntStream.range(0, support.size()).toArray();
            NasflatScores scores = transferred(training, target, all, random);
            LogLine line =
                    LogLine.through(said(scores, support), support).withDeviation(Math.sqrt(squares / support.size()));
            return architecture -> line.at(scores.of(architecture), 0);
        }
    }

    /** Of the measurements of a fold, predicted from the others. */
    private double squaredErrors(
            NasflatTraining training,
            NasflatTraining.Ranked target,
            List<LatencyMeasurement> support,
            int[] order,
            int fold,
            RandomGenerator random) {
        int[] kept = IntStream.range(0, order.length)
                .filter(i -> i % FOLDS != fold)
                .map(i -> order[i])
                .toArray();
        if (kept.length < 2) {
            return 0;
        }
        NasflatScores scores = transferred(training, target, kept, random);
        List<LatencyMeasurement> known =
                Arrays.stream(kept).mapToObj(support::get).toList();
        LogLine line = LogLine.through(said(scores, known), known);
        double squares = 0;
        for (int i = fold; i < order.length; i += FOLDS) {
            LatencyMeasurement left = support.get(order[i]);
            double said = line.at(scores.of(left.architecture()), 0).medianMs();
            squares += Math.pow(Math.log(left.latencyMs() / said), 2);
        }
        return squares;
    }

    private NasflatScores transferred(
            NasflatTraining training, NasflatTraining.Ranked target, int[] rows, RandomGenerator random) {
        training.restart();
        training.transfer(target, rows, random);
        NasflatTraining.Learned learned = training.learned();
        return new NasflatScores(network.graph(), learned.weights(), learned.hardware());
    }

    /** The embedding of the source whose scores rank the measurements best. */
    private float[] closest(List<LatencyMeasurement> support) {
        double[] truth =
                support.stream().mapToDouble(LatencyMeasurement::latencyMs).toArray();
        int length = NasflatNetwork.HARDWARE;
        float[] table = hardware.values().get(0);
        float[] best = Arrays.copyOf(table, length);
        double highest = Double.NEGATIVE_INFINITY;
        for (int from = 0; from < table.length; from += length) {
            float[] embedding = Arrays.copyOfRange(table, from, from + length);
            NasflatScores scores = new NasflatScores(network.graph(), weights.values(), embedding);
            double correlation = new SpearmansCorrelation().correlation(said(scores, support), truth);
            if (correlation > highest) {
                highest = correlation;
                best = embedding;
            }
        }
        return best;
    }

    private static double[] said(NasflatScores scores, List<LatencyMeasurement> measurements) {
        return measurements.stream()
                .mapToDouble(each -> scores.of(each.architecture()))
                .toArray();
    }

    @Override
    public List<String> warnings(List<LatencyMeasurement> support) {
        return SupportCheck.warnings(support, sourceMs);
    }
}
