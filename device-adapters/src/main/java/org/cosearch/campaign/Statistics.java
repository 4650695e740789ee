package org.cosearch.campaign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cosearch.device.Estimate;
import org.cosearch.device.SessionSamples;

/** What is made of the samples of sessions. */
final class Statistics {

    private static final double NANOS_PER_MS = 1e6;

    /** A normal distribution's standard deviation in median absolute deviations. */
    static final double DEVIATION_PER_MAD = 1.4826;

    private Statistics() {}

    static double median(List<Double> values) {
        return percentile(sorted(values), 50);
    }

    static double[] sorted(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /** Linear between the two nearest ranks (Hyndman and Fan 1996, type 7). */
    static double percentile(double[] sorted, double percent) {
        double place = percent / 100 * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** The median distance from the median. */
    static double medianAbsoluteDeviation(List<Double> values) {
        double median = median(values);
        return median(values.stream().map(value -> Math.abs(value - median)).toList());
    }

    /** How many samples lie further from their median than so many median absolute deviations. */
    static long outliers(List<Double> samples, double deviations) {
        double median = median(samples);
        double limit = deviations * medianAbsoluteDeviation(samples);
        return samples.stream()
                .filter(sample -> Math.abs(sample - median) > limit)
                .count();
    }

    static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** With n - 1 in the denominator; 0 for one value. */
    static double standardDeviation(List<Double> values) {
        double mean = mean(values);
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return values.size() < 2 ? 0 : Math.sqrt(squares / (values.size() - 1));
    }

    /** Half of the 95 % t-interval of the mean; infinite for one value. */
    static double halfWidth(List<Double> values) {
        return values.size() < 2
                ? Double.POSITIVE_INFINITY
                : StudentT.quantile975(values.size() - 1) * standardDeviation(values) / Math.sqrt(values.size());
    }

    /** The estimate over all sessions; there is at least one. */
    static Estimate estimate(List<SessionSamples> sessions, double outlierDeviations) {
        List<Double> medians = new ArrayList<>();
        List<Double> within = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        long flagged = 0;
        for (SessionSamples session : sessions) {
            List<Double> samples = session.samplesNanos();
            medians.add(median(samples));
            within.add(100 * standardDeviation(samples) / mean(samples));
            all.addAll(samples);
            flagged += outliers(samples, outlierDeviations);
        }
        double[] sorted = sorted(all);
        double mean = mean(medians);
        return new Estimate(
                mean / NANOS_PER_MS,
                halfWidth(medians) / NANOS_PER_MS,
                percentile(sorted, 10) / NANOS_PER_MS,
                percentile(sorted, 90) / NANOS_PER_MS,
                percentile(sorted, 99) / NANOS_PER_MS,
                sorted[0] / NANOS_PER_MS,
                median(within),
                100 * standardDeviation(medians) / mean,
                100.0 * flagged / all.size());
    }
}
