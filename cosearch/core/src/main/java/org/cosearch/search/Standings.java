package org.cosearch.search;

import java.util.List;

/** How designs stand among those known: figures from 0 to 1 that any monotonic scale of the costs leaves as they are. */
final class Standings {

    /** Where nothing is known. */
    static final Standings NONE = new Standings(new double[0][], new double[0], 0);

    private final double[][] costs; // [objective][feasible design], ascending
    private final double[] violations; // [infeasible design], ascending
    private final int size;

    private Standings(double[][] costs, double[] violations, int size) {
        this.costs = costs;
        this.violations = violations;
        this.size = size;
    }

    static Standings of(List<Candidate> known) {
        List<Candidate> feasible = known.stream().filter(Candidate::feasible).toList();
        int objectives = feasible.isEmpty() ? 0 : feasible.get(0).costs().length;
        double[][] costs = new double[objectives][];
        for (int m = 0; m < objectives; m++) {
            int objective = m;
            costs[m] = feasible.stream()
                    .mapToDouble(candidate -> candidate.costs()[objective])
                    .sorted()
                    .toArray();
        }
        double[] violations = known.stream()
                .filter(candidate -> !candidate.feasible())
                .mapToDouble(Candidate::violation)
                .sorted()
                .toArray();
        return new Standings(costs, violations, known.size());
    }

    /** The number of designs known. */
    int size() {
        return size;
    }

    /**
     * Per objective the share of the known feasible designs that are not better, from 1/2 for the worst to 1; for an
     * infeasible design everywhere the share of the infeasible ones that break specs as much or more, from 0 to 1/2.
     *
     * @param objectives their number
     */
    double[] shares(Candidate candidate, int objectives) {
        double[] shares = new double[objectives];
        for (int m = 0; m < objectives; m++) {
            shares[m] = candidate.feasible()
                    ? 0.5
                            + 0.5
                                    * notBetter(
                                            m < costs.length ? costs[m] : new double[0],
                                            candidate.costs()[m])
                    : 0.5 * notBetter(violations, candidate.violation());
        }
        return shares;
    }

    /** The share of {@code ascending} that is not below {@code value}; 1 of none. */
    private static double notBetter(double[] ascending, double value) {
        if (ascending.length == 0) {
            return 1;
        }
        int from = 0;
        int to = ascending.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (ascending[middle] < value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return (double) (ascending.length - from) / ascending.length;
    }
}
