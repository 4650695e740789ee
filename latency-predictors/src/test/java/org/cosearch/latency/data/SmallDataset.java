package org.cosearch.latency.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.cosearch.latency.evaluate.RankCorrelation;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionColumn;
import org.cosearch.predict.DecisionColumn.Condition;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.LatencyPredictor;
import org.cosearch.predict.Prediction;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;

/**
 * A made-up data set of a space with conditional columns: eight layers with an operation each, of which the last four
 * are active in deep networks alone. Devices weigh two basic costs differently and measure with 1 % noise.
 */
public final class SmallDataset {

    public static final List<String> SOURCES = List.of("big", "small", "odd", "middle");
    public static final List<String> TARGETS = List.of("new");

    private static final List<String> OPERATIONS = List.of("conv", "pool", "skip", "wide");
    private static final double[] WORK = {3, 1, 0, 7};
    private static final double[] LAUNCHES = {1, 1, 0, 2};
    private static final double[][] DEVICES = {{1, 0.1}, {0.1, 1}, {0.6, 2}, {0.5, 0.5}, {0.3, 0.8}};

    private SmallDataset() {}

    public static DecisionSpace space() {
        List<DecisionColumn> columns = new ArrayList<>();
        for (int layer = 0; layer < 8; layer++) {
            columns.add(new DecisionColumn(
                    "layer_" + layer,
                    OPERATIONS,
                    layer < 4 ? Optional.empty() : Optional.of(new Condition("depth", Set.of("2")))));
        }
        columns.add(DecisionColumn.of("depth", List.of("1", "2")));
        return new DecisionSpace("layers", columns);
    }

    /** {@code rows} distinct architectures on all devices. */
    public static LatencyDataset of(int rows) {
        RandomGenerator random = new RandomStreams(3).stream(Purpose.SAMPLING);
        DecisionSpace space = space();
        Set<Architecture> drawn = new LinkedHashSet<>();
        while (drawn.size() < rows) {
            List<String> options = new ArrayList<>();
            for (DecisionColumn column : space.columns()) {
                options.add(column.options().get(random.nextInt(column.options().size())));
            }
            drawn.add(space.architecture(options));
        }
        List<Architecture> architectures = List.copyOf(drawn);
        List<String> names = new ArrayList<>(SOURCES);
        names.addAll(TARGETS);
        Map<String, double[]> latency = new LinkedHashMap<>();
        for (int device = 0; device < names.size(); device++) {
            double[] values = new double[rows];
            for (int row = 0; row < rows; row++) {
                values[row] = latency(architectures.get(row), DEVICES[device]) * (1 + 0.01 * random.nextGaussian());
            }
            latency.put(names.get(device), values);
        }
        List<Integer> indices = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            indices.add(row);
        }
        return new LatencyDataset(space, indices, architectures, latency);
    }

    private static double latency(Architecture architecture, double[] device) {
        double sum = 10;
        for (int layer = 0; layer < 8; layer++) {
            int operation = architecture.option(layer);
            if (operation != Architecture.INACTIVE) {
                sum += device[0] * WORK[operation] * (1 + 0.2 * layer) + device[1] * LAUNCHES[operation] * 2;
            }
        }
        return sum;
    }

    /** Writes the data set and a split for both protocols. */
    public static DatasetFolder write(Path folder, int rows) throws IOException {
        DatasetFolder written = new DatasetFolder(folder);
        written.write(of(rows));
        Files.writeString(written.splits(), splits(rows));
        return written;
    }

    /** The text of the split. */
    public static String splits(int rows) {
        int half = rows / 2;
        return """
                space: layers
                latency_unit: ms
                source_devices: [big, small, odd, middle]
                target_devices: [new]
                reference_architectures: [0, 1, 2, 3, 4]
                conditional_columns:
                  layer_4: {depth: [2]}
                  layer_5: {depth: [2]}
                  layer_6: {depth: [2]}
                  layer_7: {depth: [2]}
                protocols:
                  help:
                    source_pool: {first: 0, last: %1$d, keep_latency_quantiles: [0.10, 0.90]}
                    target_pool: {first: 0, last: %1$d, keep_latency_quantiles: [0.10, 0.90]}
                    test_pool: {first: %2$d, last: %3$d, keep_latency_quantiles: [0.10, 0.90]}
                    target_measurements: {reference: 5, random: 10}
                  full:
                    source_samples_per_device: %2$d
                    target_measurements: 15
                    test_pool: all
                """.formatted(half - 1, half, rows - 1);
    }

    /** What a learner sees: {@code samples} measurements of each source. */
    public static TrainingSet training(LatencyDataset dataset, int samples) {
        List<SourceMeasurements> sources = SOURCES.stream()
                .map(device -> new SourceMeasurements(
                        device, measurements(dataset, device).subList(0, samples)))
                .toList();
        return new TrainingSet(dataset.space(), sources, dataset.architectures(), List.of());
    }

    /** Every measurement of a device. */
    public static List<LatencyMeasurement> measurements(LatencyDataset dataset, String device) {
        double[] latency = dataset.latencyMs(device);
        List<LatencyMeasurement> measurements = new ArrayList<>();
        for (int row = 0; row < latency.length; row++) {
            measurements.add(new LatencyMeasurement(dataset.architectures().get(row), latency[row]));
        }
        return measurements;
    }

    /** The rank correlation of predicted and measured latency of device {@code new} over the whole data set. */
    public static double spearman(LatencyPredictor predictor, LatencyDataset dataset) {
        double[] predicted = predictor.predictAll(dataset.architectures()).stream()
                .mapToDouble(Prediction::medianMs)
                .toArray();
        return RankCorrelation.spearman(predicted, dataset.latencyMs("new"));
    }
}
