package org.cosearch.latency.gp;

import java.util.List;
import org.cosearch.latency.data.SourceMeasurements;
import org.cosearch.latency.encode.Encoding;
import org.cosearch.predict.LatencyMeasurement;

/**
 * Measurements of a device on the scale of a link.
 *
 * @param rows items by measurement
 * @param typicalMs the median latency
 * @param values on the link's scale, by measurement
 * @param slopes deviation of the noise relative to that at the typical latency, by measurement
 * @param logJacobian log |d value / d log latency|, summed: what makes evidence comparable between links
 */
record SourceSample(int[][] rows, double typicalMs, double[] values, double[] slopes, double logJacobian) {

    static SourceSample of(Encoding encoding, SourceMeasurements source, Link link) {
        return of(encoding, source.measurements(), link);
    }

    static SourceSample of(Encoding encoding, List<LatencyMeasurement> measurements, Link link) {
        int n = measurements.size();
        double[] latency =
                measurements.stream().mapToDouble(LatencyMeasurement::latencyMs).toArray();
        double typical = SourceFit.median(latency);
        int[][] rows = new int[n][];
        double[] values = new double[n];
        double[] slopes = new double[n];
        double logJacobian = 0;
        for (int i = 0; i < n; i++) {
            rows[i] = encoding.items(measurements.get(i).architecture());
            values[i] = link.of(latency[i], typical);
            slopes[i] = link.slope(latency[i] / typical);
            logJacobian += Math.log(link.derivative(latency[i] / typical));
        }
        return new SourceSample(rows, typical, values, slopes, logJacobian);
    }
}
