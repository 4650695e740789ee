package org.cosearch.evaluate;

import java.util.Locale;

/** A metric to push in one direction. */
public record Objective(Metric metric, Sense sense) {

    /** The direction that is better. */
    public enum Sense {
        MINIMIZE,
        MAXIMIZE
    }

    public static Objective minimize(Metric metric) {
        return new Objective(metric, Sense.MINIMIZE);
    }

    public static Objective maximize(Metric metric) {
        return new Objective(metric, Sense.MAXIMIZE);
    }

    /** The value as a cost: smaller is better whatever the sense. */
    public double cost(double value) {
        return sense == Sense.MINIMIZE ? value : -value;
    }

    /** As a run file writes it, such as {@code minimize latency_ms}. */
    @Override
    public String toString() {
        return sense.name().toLowerCase(Locale.ROOT) + " " + metric.name();
    }
}
