package org.cosearch.latency.meta;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.cosearch.latency.data.Shuffle;
import org.cosearch.latency.data.SourceMeasurements;
import org.cosearch.latency.data.SpaceCoding;
import org.cosearch.latency.data.TrainingSet;
import org.cosearch.latency.gp.SourceStudy;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.LatencyPredictor;

/**
 * The architectures whose latencies describe a device.
 *
 * @param architectures in order, at least one
 * @param typical their mean embedding over the sources
 */
record References(List<Architecture> architectures, float[] typical) {

    private static final int COUNT = 10;

    References {
        architectures = List.copyOf(architectures);
    }

    /** Those of a training set; where it has none, random candidates. */
    static List<Architecture> chosen(TrainingSet set, RandomGenerator random) {
        if (!set.references().isEmpty()) {
            return set.references();
        }
        List<Architecture> candidates = set.candidates().stream().distinct().toList();
        int[] order = Shuffle.of(candidates.size(), random);
        List<Architecture> chosen = new ArrayList<>();
        for (int i = 0; i < Math.min(COUNT, order.length); i++) {
            chosen.add(candidates.get(order[i]));
        }
        return chosen;
    }

    /** The embedding of a source. Architectures that were not measured are predicted from those that were. */
    static float[] embedding(
            List<Architecture> architectures, TrainingSet set, SourceMeasurements source, RandomGenerator random) {
        double[] latencyMs = measured(architectures, source.measurements());
        if (!complete(latencyMs)) {
            TrainingSet alone = new TrainingSet(set.space(), List.of(source), set.candidates(), List.of());
            latencyMs = filled(
                    architectures,
                    latencyMs,
                    SourceStudy.of(alone).nearestDevice().adapt(source.measurements(), random));
        }
        return embedding(latencyMs);
    }

    /** Latencies by architecture, NaN where there is none. */
    private static double[] measured(List<Architecture> architectures, List<LatencyMeasurement> measurements) {
        Map<Architecture, Double> latencyMs = new HashMap<>();
        measurements.forEach(each -> latencyMs.put(each.architecture(), each.latencyMs()));
        return architectures.stream()
                .mapToDouble(each -> latencyMs.getOrDefault(each, Double.NaN))
                .toArray();
    }

    private static boolean complete(double[] latencyMs) {
        return Arrays.stream(latencyMs).noneMatch(Double::isNaN);
    }

    private static double[] filled(List<Architecture> architectures, double[] latencyMs, LatencyPredictor predictor) {
        double[] filled = latencyMs.clone();
        for (int i = 0; i < filled.length; i++) {
            if (Double.isNaN(filled[i])) {
                filled[i] = predictor.predict(architectures.get(i)).medianMs();
            }
        }
        return filled;
    }

    /** Latencies from 0 for the smallest to 1 for the largest. */
    private static float[] embedding(double[] latencyMs) {
        double low = Arrays.stream(latencyMs).min().orElseThrow();
        double high = Arrays.stream(latencyMs).max().orElseThrow();
        float[] embedding = new float[latencyMs.length];
        for (int i = 0; i < embedding.length; i++) {
            embedding[i] = high > low ? (float) ((latencyMs[i] - low) / (high - low)) : 0;
        }
        return embedding;
    }

    /** Adapts to a device that is described by an embedding. */
    interface Adaptation {
        LatencyPredictor to(float[] embedding);
    }

    /**
     * A predictor for the device of {@code support}. Architectures that were not measured are predicted; for that the
     * device is first adapted to as if it were an average source.
     */
    LatencyPredictor adapted(List<LatencyMeasurement> support, Adaptation adaptation) {
        double[] latencyMs = measured(architectures, support);
        return adaptation.to(
                embedding(complete(latencyMs) ? latencyMs : filled(architectures, latencyMs, adaptation.to(typical))));
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(architectures.size());
        for (int i = 0; i < typical.length; i++) {
            SpaceCoding.write(architectures.get(i), out);
            out.writeFloat(typical[i]);
        }
    }

    static References read(DecisionSpace space, DataInput in) throws IOException {
        float[] typical = new float[SpaceCoding.count(in)];
        List<Architecture> architectures = new ArrayList<>();
        for (int i = 0; i < typical.length; i++) {
            architectures.add(SpaceCoding.readArchitecture(space, in));
            typical[i] = in.readFloat();
        }
        return new References(architectures, typical);
    }
}
