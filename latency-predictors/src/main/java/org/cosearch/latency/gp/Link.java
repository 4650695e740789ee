package org.cosearch.latency.gp;

/**
 * The scale on which latency is a sum of item costs, relative to a typical latency of the device.
 *
 * <p>Both scales are dimensionless and agree to first order at the typical latency, so that costs mean the same on
 * either. Noise is proportional to latency on both.
 */
enum Link {
    /** Costs multiply: the logarithm of latency over the typical one. */
    PRODUCT {
        @Override
        double of(double latencyMs, double typicalMs) {
            return Math.log(latencyMs / typicalMs);
        }

        @Override
        double ratio(double value) {
            return Math.exp(value);
        }

        @Override
        double slope(double ratio) {
            return 1;
        }
    },
    /** Costs add: latency over the typical one, minus 1. */
    SUM {
        @Override
        double of(double latencyMs, double typicalMs) {
            return latencyMs / typicalMs - 1;
        }

        @Override
        double ratio(double value) {
            double ratio = 1 + value;
            return ratio > SMALLEST_RATIO ? ratio : SMALLEST_RATIO * Math.exp(ratio / SMALLEST_RATIO - 1);
        }

        @Override
        double slope(double ratio) {
            return Math.max(SMALLEST_SLOPE, ratio);
        }
    };

    /** Ratio below which an extrapolated latency falls off exponentially instead of passing 0. */
    private static final double SMALLEST_RATIO = 0.02;

    /** Ratio below which noise no longer shrinks with latency: timers and launches have noise of their own. */
    private static final double SMALLEST_SLOPE = 0.2;

    /** The value of a latency on this scale. */
    abstract double of(double latencyMs, double typicalMs);

    /** Latency over the typical one, above 0, for a value on this scale; increasing. */
    abstract double ratio(double value);

    /** The deviation on this scale of a latency with a relative deviation of 1, at a ratio. */
    abstract double slope(double ratio);
}
