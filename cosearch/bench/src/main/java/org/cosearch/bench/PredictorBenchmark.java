package org.cosearch.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.cosearch.latency.StorableLearner;
import org.cosearch.latency.data.DatasetFolder;
import org.cosearch.latency.data.LatencyDataset;
import org.cosearch.latency.data.Splits;
import org.cosearch.latency.evaluate.MetaTraining;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.LatencyPredictor;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;

/**
 * How fast latency predictors are on one core, in CPU time: meta-training on 900 samples of each source, the choice of 20
 * measurements, calibration with them, and prediction of every architecture.
 *
 * <p>Argument: the folder of a latency data set.
 */
public final class PredictorBenchmark {

    private static final int SAMPLES = 900;
    private static final int MEASUREMENTS = 20;
    private static final int REPETITIONS = 15;

    private PredictorBenchmark() {}

    /** Prints a row of medians, after one repetition that warms up. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Splits splits = Splits.read(new DatasetFolder(folder).splits());
        LatencyDataset dataset = new DatasetFolder(folder).read(splits);
        MetaTraining training = MetaTraining.of(folder, Optional.empty(), Optional.empty(), SAMPLES);
        long start = CpuClock.nanos();
        StorableLearner learner = training.train("gp", new RandomStreams(1));
        double trainSeconds = seconds(start);
        List<Double> choose = new ArrayList<>();
        List<Double> calibrate = new ArrayList<>();
        List<Double> rate = new ArrayList<>();
        for (int i = 0; i <= REPETITIONS; i++) {
            RandomGenerator random = new RandomStreams(i).stream(Purpose.MEASUREMENT);
            start = CpuClock.nanos();
            List<Architecture> chosen = learner.suggest(dataset.architectures(), List.of(), MEASUREMENTS, random);
            choose.add(seconds(start));
            List<LatencyMeasurement> support = measured(
                    dataset,
                    splits.targetDevices().get(i % splits.targetDevices().size()),
                    chosen);
            start = CpuClock.nanos();
            LatencyPredictor predictor = learner.adapt(support, random);
            calibrate.add(seconds(start));
            start = CpuClock.nanos();
            int predicted = predictor.predictAll(dataset.architectures()).size();
            rate.add(predicted / seconds(start));
        }
        PrintStream out = System.out;
        out.println("| space | sources | meta-train s | choose 20 s | calibrate s | architectures/s |");
        out.println("|---|---|---|---|---|---|");
        out.printf(
                "| %s | %d × %d | %.1f | %.2f | %.2f | %,.0f |%n",
                splits.space(),
                training.devices(),
                SAMPLES,
                trainSeconds,
                median(choose),
                median(calibrate),
                median(rate));
    }

    private static List<LatencyMeasurement> measured(LatencyDataset dataset, String device, List<Architecture> chosen) {
        double[] latency = dataset.latencyMs(device);
        return chosen.stream()
                .map(architecture -> new LatencyMeasurement(
                        architecture, latency[dataset.architectures().indexOf(architecture)]))
                .toList();
    }

    /** Without the first one. */
    private static double median(List<Double> values) {
        return CpuClock.median(
                values.stream().skip(1).mapToDouble(Double::doubleValue).toArray());
    }

    private static double seconds(long start) {
        return (CpuClock.nanos() - start) * 1e-9;
    }
}
