package org.cosearch.evaluate;

import java.util.Locale;

/**
 * A hard limit on a metric, such as {@code latency_ms <= 1.0}.
 *
 * @param bound finite
 * @param deviations by how many of its standard deviations an uncertain figure must stay off the bound; at least 0
 */
public record Spec(Metric metric, Relation relation, double bound, double deviations) {

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
        if (!(deviations >= 0) || !Double.isFinite(deviations)) {
            throw new IllegalArgumentException("The spec on %s has (%s) deviations, not a finite number of at least 0."
                    .formatted(metric.name(), deviations));
        }
    }

    /** A limit on the value alone, however uncertain. */
    public Spec(Metric metric, Relation relation, double bound) {
        this(metric, relation, bound, 0);
    }

    /** This limit for a figure that must stay off the bound by so many of its standard deviations. */
    public Spec at(double otherDeviations) {
        return new Spec(metric, relation, bound, otherDeviations);
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

    /** The violation of the figure's confidence bound: its value moved against the limit by the deviations. */
    public double violation(Figure figure) {
        double margin = deviations * figure.sigma();
        return violation(relation == Relation.AT_MOST ? figure.value() + margin : figure.value() - margin);
    }

    /** As a run file writes it; the deviations, if there are any, follow in words. */
    @Override
    public String toString() {
        String limit = metric.name() + " " + relation.symbol() + " " + bound;
        return deviations == 0
                ? limit
                : String.format(Locale.ROOT, "%s by %.3g standard deviations", limit, deviations);
    }
}
