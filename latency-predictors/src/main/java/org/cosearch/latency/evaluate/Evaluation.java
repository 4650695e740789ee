package org.cosearch.latency.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.cosearch.latency.LatencyMethods;
import org.cosearch.latency.data.DatasetFolder;
import org.cosearch.latency.data.LatencyDataset;
import org.cosearch.latency.data.Splits;
import org.cosearch.latency.data.TrainingSet;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.LatencyPredictor;
import org.cosearch.predict.MetaLearner;
import org.cosearch.predict.Prediction;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;

/** The harness that compares latency methods: every method, seed and target device of a split. */
public final class Evaluation {

    /** Half the width of the 90 % and 50 % intervals of a normal distribution, in standard deviations. */
    private static final double HALF_90 = 1.6449;

    private static final double HALF_50 = 0.6745;

    private final LatencyDataset dataset;
    private final Splits splits;
    private final EvaluationOptions options;
    private final LongSupplier nanoTime;

    private Evaluation(LatencyDataset dataset, Splits splits, EvaluationOptions options, LongSupplier nanoTime) {
        this.dataset = dataset;
        this.splits = splits;
        this.options = options;
        this.nanoTime = nanoTime;
    }

    /**
     * Reads the data set and checks the options against it.
     *
     * @param nanoTime a clock for the durations in the records
     * @throws IllegalArgumentException if the data set or split is refused, or names no such device or method
     */
    public static Evaluation of(EvaluationOptions options, LongSupplier nanoTime) {
        return of(options, Optional.empty(), nanoTime);
    }

    /**
     * As {@link #of(EvaluationOptions, LongSupplier)}, of a data set whose columns are known beforehand.
     *
     * @param columns of the space, if they are not to be told from the data set
     */
    public static Evaluation of(EvaluationOptions options, Optional<DecisionSpace> columns, LongSupplier nanoTime) {
        DatasetFolder folder = new DatasetFolder(options.dataset());
        Splits splits = Splits.read(options.splits().orElse(folder.splits()));
        LatencyDataset dataset = folder.read(splits, columns);
        splits.sourceDevices().forEach(dataset::latencyMs);
        splits.targetDevices().forEach(dataset::latencyMs);
        options.methods().forEach(LatencyMethods::named);
        return new Evaluation(dataset, splits, options, nanoTime);
    }

    /** What the user should know before the results: keys not understood, a sampler the protocol fixes. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(splits.warnings());
        Protocol protocol = Protocol.of(options.protocol(), dataset, splits);
        if (protocol.fixesSampler() && options.sampler() != SamplerName.RANDOM) {
            warnings.add("Protocol help fixes the target measurements: references and random ones; the sampler has no"
                    + " effect.");
        }
        return warnings;
    }

    /**
     * Runs everything, one record per method, seed and device.
     *
     * @param progress told every record when it is there
     */
    public List<EvaluationRecord> run(Consumer<EvaluationRecord> progress) {
        Protocol protocol = Protocol.of(options.protocol(), dataset, splits);
        List<EvaluationRecord> records = new ArrayList<>();
        for (String method : options.methods()) {
            for (long seed = 1; seed <= options.seeds(); seed++) {
                RandomStreams streams = new RandomStreams(seed);
                TrainingSet set = protocol.training(streams);
                long start = nanoTime.getAsLong();
                MetaLearner learner = LatencyMethods.named(method).train(set, streams.stream(Purpose.PREDICTION));
                double trainSeconds = seconds(start);
                for (int i = 0; i < splits.targetDevices().size(); i++) {
                    TargetTask task = protocol.task(splits.targetDevices().get(i), options.budget());
                    RandomGenerator random = streams.stream(Purpose.MEASUREMENT, i);
                    SamplerName sampler = protocol.fixesSampler() ? SamplerName.RANDOM : options.sampler();
                    EvaluationRecord record = run(method, seed, task, learner, sampler, trainSeconds, random);
                    records.add(record);
                    progress.accept(record);
                }
            }
        }
        return List.copyOf(records);
    }

    private EvaluationRecord run(
            String method,
            long seed,
            TargetTask task,
            MetaLearner learner,
            SamplerName sampler,
            double trainSeconds,
            RandomGenerator random) {
        List<LatencyMeasurement> support = support(task, learner, sampler, random);
        long start = nanoTime.getAsLong();
        LatencyPredictor predictor = learner.adapt(support, random);
        double calibrateSeconds = seconds(start);
        List<Architecture> tested = TargetTask.architectures(task.test(), dataset.architectures());
        start = nanoTime.getAsLong();
        List<Prediction> predictions = predictor.predictAll(tested);
        double predictSeconds = seconds(start);
        double[] all = dataset.latencyMs(task.device());
        double[] truth = Arrays.stream(task.test()).mapToDouble(row -> all[row]).toArray();
        double[] predicted =
                predictions.stream().mapToDouble(Prediction::medianMs).toArray();
        return new EvaluationRecord(
                method,
                task.device(),
                seed,
                options.protocol().name().toLowerCase(Locale.ROOT),
                RankCorrelation.spearman(predicted, truth),
                RankCorrelation.kendall(predicted, truth),
                Accuracy.mapePercent(predicted, truth),
                Accuracy.topRegretPercent(predicted, truth, 10),
                support.size(),
                Accuracy.coverage(predictions, truth, HALF_50),
                Accuracy.coverage(predictions, truth, HALF_90),
                trainSeconds,
                calibrateSeconds,
                predictSeconds);
    }

    private List<LatencyMeasurement> support(
            TargetTask task, MetaLearner learner, SamplerName sampler, RandomGenerator random) {
        double[] latency = dataset.latencyMs(task.device());
        Map<Architecture, LatencyMeasurement> table = new HashMap<>();
        IntStream.concat(Arrays.stream(task.pool()), Arrays.stream(task.measured()))
                .mapToObj(row -> new LatencyMeasurement(dataset.architectures().get(row), latency[row]))
                .forEach(measurement -> table.put(measurement.architecture(), measurement));
        List<Architecture> pool = TargetTask.architectures(task.pool(), dataset.architectures());
        List<LatencyMeasurement> support = new ArrayList<>();
        TargetTask.architectures(task.measured(), dataset.architectures())
                .forEach(architecture -> measure(architecture, table, support));
        MetaLearner chooser = sampler == SamplerName.RANDOM ? new RandomSampling(learner) : learner;
        int later = sampler == SamplerName.SEQUENTIAL ? task.chosen() / 2 : 0;
        List<Architecture> measured =
                support.stream().map(LatencyMeasurement::architecture).toList();
        chooser.suggest(pool, measured, task.chosen() - later, random)
                .forEach(architecture -> measure(architecture, table, support));
        if (later > 0) {
            chooser.suggestNext(pool, List.copyOf(support), later, random)
                    .forEach(architecture -> measure(architecture, table, support));
        }
        return List.copyOf(support);
    }

    private static void measure(
            Architecture architecture, Map<Architecture, LatencyMeasurement> table, List<LatencyMeasurement> to) {
        LatencyMeasurement measurement = table.get(architecture);
        if (measurement == null) {
            throw new IllegalArgumentException(
                    "The learner suggests an architecture (%s) that is not in the pool.".formatted(architecture));
        }
        to.add(measurement);
    }

    private double seconds(long start) {
        return (nanoTime.getAsLong() - start) * 1e-9;
    }
}
