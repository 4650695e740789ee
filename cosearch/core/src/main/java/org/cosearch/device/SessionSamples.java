package org.cosearch.device;

import java.util.List;

/**
 * The raw samples of one network in one session, none left out.
 *
 * @param samplesNanos of one run each, in the order they were taken; a sample is the mean over {@code runsPerSample}
 * @param warmUpMillis that the device took before
 * @param steady whether the network was warm when sampling began
 */
public record SessionSamples(List<Double> samplesNanos, int runsPerSample, double warmUpMillis, boolean steady) {

    public SessionSamples {
        samplesNanos = List.copyOf(samplesNanos);
        if (samplesNanos.isEmpty()) {
            throw new IllegalArgumentException("A session has no samples.");
        }
        for (double nanos : samplesNanos) {
            if (!(nanos > 0) || !Double.isFinite(nanos)) {
                throw new IllegalArgumentException("A sample (%s ns) is not a finite time above 0.".formatted(nanos));
            }
        }
    }
}
