package org.cosearch.latency.meta;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.cosearch.latency.StorableLearner;
import org.cosearch.latency.data.SourceMeasurements;
import org.cosearch.latency.data.SupportCheck;
import org.cosearch.latency.data.TrainingSet;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.LatencyPredictor;

/**
 * HELP (Lee et al. 2021, arXiv 2106.08630) and its ablations: a network is meta-learned over source devices so that two
 * gradient steps on the measurements of a new device adapt it.
 *
 * <p>The latencies of ten reference architectures describe a device. They shift the weights of the head by a random
 * modulation, and a prediction is the mean over ten draws of it; the published code reports the last draw. Two gradient
 * steps give no scale of latency, so a straight line over log latency is fitted to the measurements in the end.
 */
public final class HelpLearner implements StorableLearner {

    /** What bundles call this learner. */
    public static final String KIND = "help";

    /** Measurements beside the references below which the references are adapted to as well. */
    private static final int FEW = 5;

    private final HelpNetwork network;
    private final HelpSettings settings;
    private final References references;
    private final HelpWeights weights;

    /** Typical latencies of the fastest and the slowest source. */
    private final double[] sourceMs;

    private HelpLearner(
            HelpNetwork network, HelpSettings settings, References references, HelpWeights weights, double[] sourceMs) {
        this.network = network;
        this.settings = settings;
        this.references = references;
        this.weights = weights;
        this.sourceMs = sourceMs;
    }

    /** Method {@code help}. */
    public static HelpLearner help(TrainingSet set, RandomGenerator random) {
        return train(set, HelpSettings.help(cells(set)), random);
    }

    /** Method {@code meta-sgd}: no modulation, the embedding of the device is an input alone. */
    public static HelpLearner metaSgd(TrainingSet set, RandomGenerator random) {
        return train(set, HelpSettings.metaSgd(cells(set)), random);
    }

    /** Method {@code maml}: as {@code meta-sgd} with one inner rate that is not learned. */
    public static HelpLearner maml(TrainingSet set, RandomGenerator random) {
        return train(set, HelpSettings.maml(cells(set)), random);
    }

    private static boolean cells(TrainingSet set) {
        return ArchitectureEncoder.of(set.space()) instanceof CellEncoder;
    }

    static HelpLearner train(TrainingSet set, HelpSettings settings, RandomGenerator random) {
        ArchitectureEncoder encoder = ArchitectureEncoder.of(set.space());
        List<Architecture> references = References.chosen(set, random);
        HelpNetwork network = new HelpNetwork(encoder, references.size());
        List<DeviceTask> tasks = new ArrayList<>();
        float[] typical = new float[references.size()];
        List<Double> typicalMs = new ArrayList<>();
        for (SourceMeasurements source : set.sources()) {
            LatencyScale scale = LatencyScale.of(source.measurements());
            typicalMs.add(scale.ms(0.5));
            float[] embedding = References.embedding(references, set, source, random);
            Rows.add(typical, 1f / set.sources().size(), embedding, 0);
            tasks.add(DeviceTask.of(source.measurements(), scale, embedding, encoder));
        }
        HelpWeights start = HelpWeights.initial(network, settings, random);
        double[] sourceMs = {Collections.min(typicalMs), Collections.max(typicalMs)};
        try (HelpTraining training = new HelpTraining(network, settings, tasks, start, random)) {
            return new HelpLearner(network, settings, new References(references, typical), training.run(), sourceMs);
        }
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws IOException if the stream ends early
     * @throws IllegalArgumentException if the numbers do not fit the space
     */
    public static HelpLearner read(DecisionSpace space, DataInput in) throws IOException {
        ArchitectureEncoder encoder = ArchitectureEncoder.of(space);
        HelpSettings settings = HelpSettings.read(encoder instanceof CellEncoder, in);
        References references = References.read(space, in);
        HelpNetwork network =
                new HelpNetwork(encoder, references.architectures().size());
        double[] sourceMs = {in.readDouble(), in.readDouble()};
        return new HelpLearner(network, settings, references, HelpWeights.read(network, in), sourceMs);
    }

    @Override
    public void write(DataOutput out) throws IOException {
        settings.write(out);
        references.write(out);
        out.writeDouble(sourceMs[0]);
        out.writeDouble(sourceMs[1]);
        weights.write(out);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public DecisionSpace space() {
        return network.encoder().space();
    }

    /** The reference architectures first, then random ones. */
    @Override
    public List<Architecture> suggest(
            List<Architecture> from, List<Architecture> measured, int count, RandomGenerator random) {
        Set<Architecture> suggested = new LinkedHashSet<>(references.architectures());
        suggested.retainAll(Set.copyOf(from));
        measured.forEach(suggested::remove);
        suggested.addAll(StorableLearner.super.suggest(from, measured, count, random));
        return suggested.stream().limit(count).toList();
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
        LatencyScale scale = LatencyScale.of(support);
        float[] noise = settings.noise(settings.draws(), random);
        return references.adapted(support, embedding -> adapted(support, scale, embedding, noise));
    }

    /** The meta-learned network for an average source, without an inner step: only the line is fitted to the device. */
    LatencyPredictor unadapted(List<LatencyMeasurement> support, RandomGenerator random) {
        HelpLearner still = new HelpLearner(network, settings.stepping(0), references, weights, sourceMs);
        return still.adapted(
                support, LatencyScale.of(support), references.typical(), settings.noise(settings.draws(), random));
    }

    private HelpPredictor adapted(
            List<LatencyMeasurement> support, LatencyScale scale, float[] embedding, float[] noise) {
        List<LatencyMeasurement> others = support.stream()
                .filter(each -> !references.architectures().contains(each.architecture()))
                .toList();
        List<LatencyMeasurement> inner = others.size() < FEW ? support : others;
        DeviceTask task = DeviceTask.of(inner, scale, embedding, network.encoder());
        return new HelpPredictor(network, HelpAdaptation.run(network, settings, weights, task, noise), scale, support);
    }

    @Override
    public List<String> warnings(List<LatencyMeasurement> support) {
        return SupportCheck.warnings(support, sourceMs);
    }
}
