package org.cosearch.accelerator.mapping;

import org.cosearch.accelerator.cost.FlatMapping;
import org.cosearch.accelerator.cost.NestEvaluator;

/** The best mapping so far, and how little energy a better one may take. */
final class Incumbent {

    /** What is better by less than this share counts as equal: sums of rounded numbers are not exact. */
    static final double TOLERANCE = 1e-9;

    private final Rules rules;
    private final NestEvaluator evaluator;
    private final MappingGoal goal;
    private final FlatMapping flat;
    final Tiling tiling;
    double score = Double.POSITIVE_INFINITY;
    long considered;

    Incumbent(Rules rules, NestEvaluator evaluator, MappingGoal goal) {
        this.rules = rules;
        this.evaluator = evaluator;
        this.goal = goal;
        flat = evaluator.newMapping();
        tiling = new Tiling(rules);
    }

    boolean found() {
        return score < Double.POSITIVE_INFINITY;
    }

    /** Costs a mapping in full; whether it is the best so far. */
    boolean offer(Tiling candidate) {
        considered++;
        candidate.write(flat, rules);
        if (evaluator.evaluate(flat)) {
            double value = goal.score(evaluator.energyPicojoules(), evaluator.cycles());
            if (value < score) {
                score = value;
                tiling.copyFrom(candidate);
                return true;
            }
        }
        return false;
    }

    /** Whether a mapping whose score is at least {@code bound} cannot be better. */
    boolean beats(double bound) {
        return bound >= score * (1 - TOLERANCE);
    }

    /** The energy that a mapping of so many cycles may have and be better, infinite where any may be. */
    double energyLimit(double cycles) {
        double limit = score * (1 - TOLERANCE);
        if (goal.energyExponent() == 0) {
            return goal.score(0, cycles) < limit ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        double rest = limit / goal.score(1, cycles);
        return goal.energyExponent() == 1 ? rest : Math.pow(rest, 1 / goal.energyExponent());
    }
}
