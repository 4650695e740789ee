package org.cosearch.latency.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.cosearch.predict.Prediction;

/** Errors of predicted latencies and the honesty of their stated uncertainty. */
final class Accuracy {

    private Accuracy() {}

    /** Mean absolute error relative to the truth, in percent. */
    static double mapePercent(double[] predicted, double[] truth) {
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            sum += Math.abs(predicted[i] - truth[i]) / truth[i];
        }
        return 100 * sum / truth.length;
    }

    /** How much slower than the truly fastest is the truly fastest of the {@code k} predicted fastest, in percent. */
    static double topRegretPercent(double[] predicted, double[] truth, int k) {
        double found = IntStream.range(0, truth.length)
                .boxed()
                .sorted((a, b) -> Double.compare(predicted[a], predicted[b]))
                .limit(k)
                .mapToDouble(i -> truth[i])
                .min()
                .orElseThrow();
        double fastest = Arrays.stream(truth).min().orElseThrow();
        return 100 * (found / fastest - 1);
    }

    /** The share of true latencies within {@code deviations} stated standard deviations of the prediction. */
    static double coverage(List<Prediction> predictions, double[] truth, double deviations) {
        int inside = 0;
        for (int i = 0; i < truth.length; i++) {
            Prediction prediction = predictions.get(i);
            if (truth[i] >= prediction.boundMs(-deviations) && truth[i] <= prediction.boundMs(deviations)) {
                inside++;
            }
        }
        return (double) inside / truth.length;
    }
}
