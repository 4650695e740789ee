package org.cosearch.latency.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.cosearch.latency.LatencyMethods;
import org.cosearch.latency.data.DatasetFolder;
import org.cosearch.latency.data.LatencyDataset;
import org.cosearch.latency.data.Splits;
import org.cosearch.latency.data.TrainingSet;
import org.cosearch.predict.Architecture;
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
        DatasetFolder folder = new DatasetFolder(options.dataset());
        Splits splits = Splits.read(options.splits().orElse(folder.splits()));
        LatencyDataset dataset = folder.read(splits);
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
                    boolean active = options.sampler() == SamplerName.ACTIVE && !protocol.fixesSampler();
                    EvaluationRecord record = run(method, seed, task, learner, active, trainSeconds, random);
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
            boolean active,
            double trainSeconds,
            RandomGenerator random) {
        List<LatencyMeasurement> support = support(task, learner, active, random);
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
            TargetTask task, MetaLearner learner, boolean active, RandomGenerator random) {
        List<Architecture> measured = TargetTask.architectures(task.measured(), dataset.architectures());
        List<Architecture> pool = TargetTask.architectures(task.pool(), dataset.architectures());
        MetaLearner sampler = active ? learner : new RandomSampling(learner);
        List<Architecture> chosen = new ArrayList<>(measured);
        chosen.addAll(sampler.suggest(pool, measured, task.chosen(), random));
        Map<Architecture, Integer> rows = new HashMap<>();
        for (int row : task.pool()) {
            rows.put(dataset.architectures().get(row), row);
        }
        for (int row : task.measured()) {
            rows.put(dataset.architectures().get(row), row);
        }
        double[] latency = dataset.latencyMs(task.device());
        return chosen.stream()
                .map(architecture -> new LatencyMeasurement(architecture, latency[rows.getOrDefault(architecture, -1)]))
                .toList();
    }

    private double seconds(long start) {
        return (nanoTime.getAsLong() - start) * 1e-9;
    }
}
