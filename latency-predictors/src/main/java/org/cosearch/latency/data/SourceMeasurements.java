package org.cosearch.latency.data;

import java.util.List;
import org.cosearch.predict.LatencyMeasurement;

/**
 * What was measured on a source device.
 *
 * @param device name
 * @param measurements at least two, not all equal
 */
public record SourceMeasurements(String device, List<LatencyMeasurement> measurements) {

    public SourceMeasurements {
        measurements = List.copyOf(measurements);
        if (measurements.size() < 2) {
            throw new IllegalArgumentException("Source device (%s) has %d measurements; at least 2 are needed."
                    .formatted(device, measurements.size()));
        }
        double first = measurements.get(0).latencyMs();
        if (measurements.stream().allMatch(measurement -> measurement.latencyMs() == first)) {
            throw new IllegalArgumentException(
                    ("Source device (%s) has the latency %s ms for all %d architectures; nothing can be learned from it."
                                    + "%nMaybe its timer is too coarse; leave it out of source_devices.")
                            .formatted(device, first, measurements.size()));
        }
    }
}
