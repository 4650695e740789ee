package org.cosearch.search;

import java.util.List;
import org.cosearch.archive.NonDominatedSort;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;

/** A trial as strategies compare it: by constraint domination. */
final class Candidate {

    private static final double[] NO_COSTS = {};

    private final Trial trial;
    private final double[] costs;
    private final double violation;

    private Candidate(Trial trial, double[] costs, double violation) {
        this.trial = trial;
        this.costs = costs;
        this.violation = violation;
    }

    static Candidate of(Problem problem, Trial trial) {
        double violation = problem.violation(trial.outcome());
        return new Candidate(
                trial,
                violation == 0 && trial.outcome() instanceof Outcome.Scored scored
                        ? problem.costs(scored.scores())
                        : NO_COSTS,
                violation);
    }

    Trial trial() {
        return trial;
    }

    Genome genome() {
        return trial.genome();
    }

    /** {@code [objective]}, minimised; empty if infeasible; not to be changed. */
    double[] costs() {
        return costs;
    }

    /** 0 if feasible, infinity without figures. */
    double violation() {
        return violation;
    }

    boolean feasible() {
        return violation == 0;
    }

    boolean dominates(Candidate other) {
        return NonDominatedSort.dominates(costs, violation, other.costs, other.violation);
    }

    /** {@code [candidate, objective]}. */
    static double[][] costs(List<Candidate> candidates) {
        double[][] costs = new double[candidates.size()][];
        for (int i = 0; i < costs.length; i++) {
            costs[i] = candidates.get(i).costs;
        }
        return costs;
    }

    /** {@code [candidate]}. */
    static double[] violations(List<Candidate> candidates) {
        double[] violations = new double[candidates.size()];
        for (int i = 0; i < violations.length; i++) {
            violations[i] = candidates.get(i).violation;
        }
        return violations;
    }
}
