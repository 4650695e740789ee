package org.cosearch.report;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.evaluate.Objective;

/**
 * The best feasible value of one objective as the run went on, one point per improvement.
 *
 * @param evaluations after how many evaluations, ascending
 * @param values of the objective's metric, in the same order
 * @param trials ids of the designs
 */
record BestSoFar(Objective objective, List<Long> evaluations, List<Double> values, List<Long> trials) {

    static BestSoFar of(RunReport report, Objective objective) {
        BestSoFar best = new BestSoFar(objective, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        double least = Double.POSITIVE_INFINITY;
        long evaluations = 0;
        for (ReportedTrial trial : report.trials()) {
            evaluations++;
            if (report.problem().feasible(trial.outcome())) {
                double value = trial.scores().value(objective.metric());
                if (objective.cost(value) < least) {
                    least = objective.cost(value);
                    best.evaluations.add(evaluations);
                    best.values.add(value);
                    best.trials.add(trial.id());
                }
            }
        }
        return best;
    }
}
