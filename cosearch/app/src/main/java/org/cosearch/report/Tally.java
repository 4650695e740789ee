package org.cosearch.report;

import java.util.EnumMap;
import java.util.Map;

/** How many trials of a run stand where. */
record Tally(Map<Standing, Long> counts) {

    static Tally of(RunReport report) {
        Map<Standing, Long> counts = new EnumMap<>(Standing.class);
        report.trials().forEach(trial -> counts.merge(report.standing(trial), 1L, Long::sum));
        return new Tally(counts);
    }

    long count(Standing... standings) {
        long sum = 0;
        for (Standing standing : standings) {
            sum += counts.getOrDefault(standing, 0L);
        }
        return sum;
    }

    long evaluations() {
        return count(Standing.values());
    }

    long feasible() {
        return count(Standing.FRONT, Standing.DOMINATED);
    }

    /** Trials with all their figures, whether they meet the specs or not. */
    long scored() {
        return feasible() + count(Standing.INFEASIBLE);
    }
}
