package org.cosearch.evaluate;

/**
 * A hard limit on a metric, such as {@code latency_ms <= 1.0}.
 *
 * @param bound finite
 */
public record Spec(Metric metric, Relation relation, double bound) {

    /** The side of the bound on which the spec holds; the bound itself holds. */
    public enum Relation {
        AT_MOST("<="),
        AT_LEAST(">=");

        private final String symbol;

        Relation(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    public Spec {
        if (!Double.isFinite(bound)) {
            throw new IllegalArgumentException(
                    "The bound of the spec on %s (%s) is not finite.".formatted(metric.name(), bound));
        }
    }

    public static Spec atMost(Metric metric, double bound) {
        return new Spec(metric, Relation.AT_MOST, bound);
    }

    public static Spec atLeast(Metric metric, double bound) {
        return new Spec(metric, Relation.AT_LEAST, bound);
    }

    /**
     * How far {@code value} is on the wrong side, relative to the bound, and 0 if the spec holds (Deb 2000, normalised
     * by the bound so that specs of different units add up). A bound of 0 is not divided by.
     */
    public double violation(double value) {
        double excess = relation == Relation.AT_MOST ? value - bound : bound - value;
        return excess <= 0 ? 0 : bound == 0 ? excess : excess / Math.abs(bound);
    }

    /** As a run file writes it. */
    @Override
    public String toString() {
        return metric.name() + " " + relation.symbol() + " " + bound;
    }
}
