package org.cosearch.latency.meta;

import java.util.List;
import org.cosearch.predict.LatencyMeasurement;

/**
 * Measurements of a device as a network reads them.
 *
 * @param described by measurement, what the encoder says of the architecture
 * @param labels by measurement
 * @param embedding of the hardware
 */
record DeviceTask(float[][] described, float[] labels, float[] embedding) {

    static DeviceTask of(
            List<LatencyMeasurement> measurements, LatencyScale scale, float[] embedding, ArchitectureEncoder encoder) {
        float[][] described = new float[measurements.size()][];
        float[] labels = new float[described.length];
        for (int i = 0; i < labels.length; i++) {
            described[i] = encoder.describe(measurements.get(i).architecture());
            labels[i] = scale.label(measurements.get(i).latencyMs());
        }
        return new DeviceTask(described, labels, embedding);
    }
}
