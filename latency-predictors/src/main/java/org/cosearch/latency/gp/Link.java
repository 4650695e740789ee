package org.cosearch.latency.gp;

/**
 * The scale on which latency is a sum of item costs, relative to a typical latency of the device.
 *
 * <p>Both scales are dimensionless and agree to first order at the typical latency, so that costs mean the same on
 * either.
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
        double derivative(double ratio) {
            return 1;
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
        double derivative(double ratio) {
            return ratio;
        }

        /** Half of the noise is that of timers and launches, and of what a sum of costs cannot say. */
        @Override
        double slope(double ratio) {
            return (1 + ratio) / 2;
        }
    };

    /** Ratio below which an extrapolated latency falls off exponentially instead of passing 0. */
    private static final double SMALLEST_RATIO = 0.02;

    /** The value of a latency on this scale. */
    abstract double of(double latencyMs, double typicalMs);

    /** Latency over the typical one, above 0, for a value on this scale; increasing. */
    abstract double ratio(double value);

    /** By how much the value rises with the logarithm of latency, at a ratio. */
    abstract double derivative(double ratio);

    /** The deviation of a value at a ratio, relative to that at the typical latency. */
    abstract double slope(double ratio);
}
