package org.cosearch.predict;

/**
 * A predicted latency with its uncertainty: the logarithm of a measured latency is normal about the logarithm of the
 * median.
 *
 * @param medianMs above 0, finite
 * @param logDeviation standard deviation of log latency, measurement noise included; at least 0, finite
 */
public record Prediction(double medianMs, double logDeviation) {

    public Prediction {
        if (!(medianMs > 0) || !Double.isFinite(medianMs)) {
            throw new IllegalArgumentException("The predicted latency (%s ms) is not above 0.".formatted(medianMs));
        }
        if (!(logDeviation >= 0) || !Double.isFinite(logDeviation)) {
            throw new IllegalArgumentException(
                    "The deviation of log latency (%s) is not a finite number of at least 0.".formatted(logDeviation));
        }
    }

    /** The expected latency, the mean of the log-normal distribution. */
    public double meanMs() {
        return medianMs * Math.exp(logDeviation * logDeviation / 2);
    }

    /** The standard deviation of the log-normal distribution. */
    public double standardDeviationMs() {
        return meanMs() * Math.sqrt(Math.expm1(logDeviation * logDeviation));
    }

    /**
     * The latency that is not exceeded with the probability of {@code deviations} standard deviations: the upper
     * confidence bound of a search, or with a negative number the lower one.
     */
    public double boundMs(double deviations) {
        return medianMs * Math.exp(deviations * logDeviation);
    }
}
