package org.cosearch.evaluate;

import java.util.List;

/**
 * What is asked of designs: objectives to trade off and specs to hold.
 *
 * @param objectives at least one, of different metrics; the order is that of {@link #costs}
 * @param specs hard limits, possibly none
 */
public record Problem(List<Objective> objectives, List<Spec> specs) {

    public Problem {
        objectives = List.copyOf(objectives);
        specs = List.copyOf(specs);
        if (objectives.isEmpty()) {
            throw new IllegalArgumentException("A problem needs at least one objective.");
        }
        if (objectives.stream().map(Objective::metric).distinct().count() != objectives.size()) {
            throw new IllegalArgumentException("Two objectives of %s are of the same metric.".formatted(objectives));
        }
    }

    /** The objectives as costs to minimise, {@code [objective]}. */
    public double[] costs(Scores scores) {
        double[] costs = new double[objectives.size()];
        for (int i = 0; i < costs.length; i++) {
            Objective objective = objectives.get(i);
            costs[i] = objective.cost(scores.value(objective.metric()));
        }
        return costs;
    }

    /** The sum of the relative violations of all specs whose metric has a figure; 0 if none is broken (Deb 2000). */
    public double violation(Scores scores) {
        double sum = 0;
        for (Spec spec : specs) {
            sum += scores.figure(spec.metric())
                    .map(figure -> spec.violation(figure))
                    .orElse(0.0);
        }
        return sum;
    }

    /**
     * The violation by which outcomes are ranked: 0 for a feasible design, infinity for one without figures.
     *
     * <p>That of a rejected design counts its partial figures, and is positive even if these hold all specs.
     */
    public double violation(Outcome outcome) {
        if (outcome instanceof Outcome.Scored scored) {
            return violation(scored.scores());
        }
        if (outcome instanceof Outcome.Rejected rejected) {
            return Math.max(Double.MIN_VALUE, violation(rejected.scores()));
        }
        return Double.POSITIVE_INFINITY;
    }

    /** Whether the outcome is scored and meets every spec. */
    public boolean feasible(Outcome outcome) {
        return violation(outcome) == 0;
    }
}
