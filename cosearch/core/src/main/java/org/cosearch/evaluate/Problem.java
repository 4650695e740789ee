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
                    .map(figure -> spec.violation(figure.value()))
                    .orElse(0.0);
        }
        return sum;
    }

    /** Whether the outcome is scored and meets every spec. */
    public boolean feasible(Outcome outcome) {
        return outcome instanceof Outcome.Scored scored && violation(scored.scores()) == 0;
    }
}
