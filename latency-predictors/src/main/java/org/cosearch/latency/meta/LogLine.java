package org.cosearch.latency.meta;

import java.util.List;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.Prediction;

/**
 * Log latency as a rising straight line over what a network says, fitted to the measurements of a device; their distance
 * from it is the stated uncertainty.
 *
 * @param slope above 0
 * @param deviation of log latency about the line
 */
record LogLine(double slope, double intercept, double deviation) {

    /** A rank order that measurements hardly confirm is believed to this correlation; the line never falls. */
    private static final double SMALLEST_CORRELATION = 0.2;

    /** No device measures more closely than this. */
    private static final double SMALLEST_DEVIATION = 0.003;

    /**
     * The line of least squares.
     *
     * @param said by measurement, expected to rise with log latency
     */
    static LogLine through(double[] said, List<LatencyMeasurement> measurements) {
        int n = said.length;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < n; i++) {
            meanX += said[i] / n;
            meanY += Math.log(measurements.get(i).latencyMs()) / n;
        }
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < n; i++) {
            double dx = said[i] - meanX;
            double dy = Math.log(measurements.get(i).latencyMs()) - meanY;
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
        }
        double slope = xx > 0 ? Math.max(SMALLEST_CORRELATION * Math.sqrt(yy / xx), xy / xx) : 1;
        double left = Math.max(0, yy - 2 * slope * xy + slope * slope * xx);
        double deviation = Math.sqrt(left / Math.max(1, n - 2) * (1 + 1.0 / n));
        return new LogLine(slope, meanY - slope * meanX, Math.max(SMALLEST_DEVIATION, deviation));
    }

    /** The same line with another uncertainty, measured elsewhere. */
    LogLine withDeviation(double other) {
        return new LogLine(slope, intercept, Math.max(SMALLEST_DEVIATION, other));
    }

    /**
     * A prediction.
     *
     * @param spread standard deviation of what the network says
     */
    Prediction at(double said, double spread) {
        return new Prediction(Math.exp(intercept + slope * said), Math.hypot(deviation, slope * spread));
    }
}
