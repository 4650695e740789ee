package org.cosearch.latency.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cosearch.predict.LatencyMeasurement;

/** Doubts about measurements of a new device. */
public final class SupportCheck {

    /** Latencies that differ from those of every source by this factor are probably in another unit. */
    private static final double OTHER_UNIT = 100;

    private static final int FEW = 10;

    private SupportCheck() {}

    /**
     * What looks wrong about measurements that can still be used, one sentence each.
     *
     * @param sourceMs a typical latency of each source device
     */
    public static List<String> warnings(List<LatencyMeasurement> support, double[] sourceMs) {
        List<String> warnings = new ArrayList<>();
        if (support.size() < FEW) {
            warnings.add(
                    "%d measurements are few; about 20 are needed to rank networks well.".formatted(support.size()));
        }
        double[] sorted = support.stream()
                .mapToDouble(LatencyMeasurement::latencyMs)
                .sorted()
                .toArray();
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        double slowest = Arrays.stream(sourceMs).max().orElseThrow();
        double fastest = Arrays.stream(sourceMs).min().orElseThrow();
        if (median > OTHER_UNIT * slowest || median < fastest / OTHER_UNIT) {
            warnings.add(("The median measurement is %s ms, where the source devices take %s to %s ms."
                            + " Maybe the measurements are in another unit.")
                    .formatted((float) median, (float) fastest, (float) slowest));
        }
        for (LatencyMeasurement measurement : support) {
            double latency = measurement.latencyMs();
            if (latency > OTHER_UNIT * median || latency < median / OTHER_UNIT) {
                warnings.add("The measurement %s ms is far from the median %s ms. Maybe its unit is another."
                        .formatted((float) latency, (float) median));
            }
        }
        return warnings;
    }
}
