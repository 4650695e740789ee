package org.cosearch.latency.meta;

import java.util.List;
import org.cosearch.predict.LatencyMeasurement;

/**
 * Latencies of a device as labels of a network: the band of its measurements from the 10 % to the 90 % quantile becomes
 * 0.05 to 0.95.
 *
 * <p>HELP takes minimum and maximum of all latencies of a device within this band, which a lab that has 20 measurements
 * does not know; quantiles of few measurements mean the same as quantiles of many.
 *
 * @param lowMs becomes 0.05
 * @param highMs becomes 0.95, above {@code lowMs}
 */
record LatencyScale(double lowMs, double highMs) {

    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;

    /** No label is farther than this from the band; phones report outliers of many times the median. */
    private static final double MARGIN = 0.5;

    /** Share of {@link #lowMs} below which a label means ever less, so that no latency is below 0. */
    private static final double SMALLEST = 0.05;

    /**
     * The scale of a device.
     *
     * @throws IllegalArgumentException if all measurements are equal
     */
    static LatencyScale of(List<LatencyMeasurement> measurements) {
        double[] sorted = measurements.stream()
                .mapToDouble(LatencyMeasurement::latencyMs)
                .sorted()
                .toArray();
        double low = quantile(sorted, 0.1);
        double high = quantile(sorted, 0.9);
        if (low == high) {
            low = sorted[0];
            high = sorted[sorted.length - 1];
        }
        if (low == high) {
            throw new IllegalArgumentException(
                    "All %d measurements are %s ms; nothing can be learned from them.%nMaybe the timer is too coarse."
                            .formatted(sorted.length, sorted[0]));
        }
        return new LatencyScale(low, high);
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** The label of a latency, within a margin of the band. */
    float label(double latencyMs) {
        double label = LOW + (HIGH - LOW) * (latencyMs - lowMs) / (highMs - lowMs);
        return (float) Math.max(-MARGIN, Math.min(1 + MARGIN, label));
    }

    /** The latency of a label, above 0 and rising with it. */
    double ms(double label) {
        double ms = lowMs + (highMs - lowMs) * (label - LOW) / (HIGH - LOW);
        double floor = SMALLEST * lowMs;
        return ms > floor ? ms : floor * Math.exp(Math.max(-50, ms / floor - 1));
    }

    /** By how many milliseconds latency rises with the label. */
    double slope() {
        return (highMs - lowMs) / (HIGH - LOW);
    }
}
