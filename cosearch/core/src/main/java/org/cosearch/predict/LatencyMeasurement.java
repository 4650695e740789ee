package org.cosearch.predict;

/**
 * A latency that was measured on a device.
 *
 * @param latencyMs above 0, finite
 */
public record LatencyMeasurement(Architecture architecture, double latencyMs) {

    public LatencyMeasurement {
        if (!(latencyMs > 0) || !Double.isFinite(latencyMs)) {
            throw new IllegalArgumentException(("The measured latency (%s ms) is not a finite number above 0."
                            + "%nMaybe a failed measurement was stored as a number.")
                    .formatted(latencyMs));
        }
    }
}
