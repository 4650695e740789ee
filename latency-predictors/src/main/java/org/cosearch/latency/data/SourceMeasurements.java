package org.cosearch.latency.data;

import java.util.List;
import org.cosearch.predict.LatencyMeasurement;

/**
 * What was measured on a source device.
 *
 * @param device name
 * @param measurements at least two
 */
public record SourceMeasurements(String device, List<LatencyMeasurement> measurements) {

    public SourceMeasurements {
        measurements = List.copyOf(measurements);
        if (measurements.size() < 2) {
            throw new IllegalArgumentException("Source device (%s) has %d measurements; at least 2 are needed."
                    .formatted(device, measurements.size()));
        }
    }
}
