package org.cosearch.evaluate;

/**
 * A number with its metric, its origin and its uncertainty.
 *
 * @param metric what the number is of, unit included
 * @param value finite
 * @param origin how it was obtained
 * @param sigma standard deviation in the metric's unit; 0 where none is known
 */
public record Figure(Metric metric, double value, Origin origin, double sigma) {

    public Figure {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("The figure %s (%s) is not finite.".formatted(metric.name(), value));
        }
        if (!(sigma >= 0) || !Double.isFinite(sigma)) {
            throw new IllegalArgumentException("The deviation of figure %s (%s) is not a finite number of at least 0."
                    .formatted(metric.name(), sigma));
        }
    }

    /** A figure without a known uncertainty. */
    public static Figure of(Metric metric, double value, Origin origin) {
        return new Figure(metric, value, origin, 0);
    }
}
