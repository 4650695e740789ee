package org.cosearch.latency.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cosearch.latency.data.LatencyDataset;
import org.cosearch.latency.data.Shuffle;
import org.cosearch.latency.data.SourceMeasurements;
import org.cosearch.latency.data.Splits;
import org.cosearch.latency.data.TrainingSet;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;

/** What a learner sees of the sources and of a target, by the rules of a {@link ProtocolName}. */
interface Protocol {

    /** What is learned from with a seed. */
    TrainingSet training(RandomStreams streams);

    /** The task on a target device with {@code budget} measurements in all. */
    TargetTask task(String device, int budget);

    /** Whether the protocol itself says that target measurements are random. */
    boolean fixesSampler();

    static Protocol of(ProtocolName name, LatencyDataset dataset, Splits splits) {
        return name == ProtocolName.HELP
                ? new HelpProtocol(dataset, splits, required(splits.help(), "help"))
                : new FullProtocol(dataset, splits, required(splits.full(), "full"));
    }

    private static <T> T required(Optional<T> protocol, String name) {
        return protocol.orElseThrow(
                () -> new IllegalArgumentException("The split does not define protocol (%s).".formatted(name)));
    }

    /** The measurements of a device at {@code rows}. */
    static SourceMeasurements measurements(LatencyDataset dataset, String device, int[] rows) {
        double[] latency = dataset.latencyMs(device);
        List<LatencyMeasurement> measurements = new ArrayList<>();
        for (int row : rows) {
            measurements.add(new LatencyMeasurement(dataset.architectures().get(row), latency[row]));
        }
        return new SourceMeasurements(device, measurements);
    }

    /** HELP's pools (facts from its loader): the device's own band of latencies, references in addition. */
    record HelpProtocol(LatencyDataset dataset, Splits splits, Splits.Help help) implements Protocol {

        @Override
        public TrainingSet training(RandomStreams streams) {
            List<SourceMeasurements> sources = new ArrayList<>();
            int[] references = dataset.rowsOf(splits.references());
            for (String device : splits.sourceDevices()) {
                int[] trimmed = trimmed(help.source(), device);
                int[] rows = IntStream.concat(Arrays.stream(trimmed), Arrays.stream(references))
                        .distinct()
                        .toArray();
                sources.add(measurements(dataset, device, rows));
            }
            return new TrainingSet(
                    dataset.space(),
                    sources,
                    dataset.architectures(),
                    TargetTask.architectures(references, dataset.architectures()));
        }

        @Override
        public TargetTask task(String device, int budget) {
            int[] references = dataset.rowsOf(splits.references());
            int[] measured = Arrays.copyOf(references, Math.min(help.referenceMeasurements(), references.length));
            int chosen = budget - measured.length;
            if (chosen < 0) {
                throw new IllegalArgumentException(
                        "The budget (%d) is less than the %d reference architectures of protocol help."
                                .formatted(budget, measured.length));
            }
            return new TargetTask(
                    device, measured, trimmed(help.target(), device), chosen, trimmed(help.test(), device));
        }

        @Override
        public boolean fixesSampler() {
            return true;
        }

        /** Positions ⌊low·n⌋ … ⌊high·n⌋ − 1 after a stable sort by latency. */
        private int[] trimmed(Splits.Pool pool, String device) {
            double[] latency = dataset.latencyMs(device);
            int[] rows = dataset.rowsBetween(pool.first(), pool.last());
            int[] sorted = Arrays.stream(rows)
                    .boxed()
                    .sorted((a, b) -> Double.compare(latency[a], latency[b]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int from = (int) (pool.lowQuantile() * rows.length + 1e-9);
            int to = (int) (pool.highQuantile() * rows.length + 1e-9);
            if (to - from < 2) {
                throw new IllegalArgumentException("The pool %d–%d has %d architectures; nothing is left of it."
                        .formatted(pool.first(), pool.last(), rows.length));
            }
            int[] kept = Arrays.copyOfRange(sorted, from, to);
            Arrays.sort(kept);
            return kept;
        }
    }

    /** Random samples per source, nothing of the target beyond the budget, every architecture tested. */
    record FullProtocol(LatencyDataset dataset, Splits splits, Splits.Full full) implements Protocol {

        @Override
        public TrainingSet training(RandomStreams streams) {
            List<SourceMeasurements> sources = new ArrayList<>();
            int rows = dataset.architectures().size();
            for (int i = 0; i < splits.sourceDevices().size(); i++) {
                int[] order = Shuffle.of(rows, streams.stream(Purpose.SAMPLING, i));
                int[] drawn = Arrays.copyOf(order, Math.min(rows, full.sourceSamplesPerDevice()));
                Arrays.sort(drawn);
                sources.add(measurements(dataset, splits.sourceDevices().get(i), drawn));
            }
            List<Architecture> references =
                    TargetTask.architectures(dataset.rowsOf(splits.references()), dataset.architectures());
            return new TrainingSet(dataset.space(), sources, dataset.architectures(), references);
        }

        @Override
        public TargetTask task(String device, int budget) {
            int[] all = IntStream.range(0, dataset.architectures().size()).toArray();
            return new TargetTask(device, new int[0], all, budget, all);
        }

        @Override
        public boolean fixesSampler() {
            return false;
        }
    }
}
