package org.cosearch.search;

/** Chooses who of parents and children lives on. Deterministic in its seed and what it was given before. */
@FunctionalInterface
interface Survival {

    /**
     * The rows of the survivors, best first.
     *
     * @param costs {@code [row, objective]}, rows by ascending trial id; empty where infeasible
     * @param violations {@code [row]}, 0 where feasible, infinity for a design without figures
     * @param size how many survive, at most the number of rows
     * @return {@code [size]}, ties broken in favour of the smaller row
     */
    int[] survivors(double[][] costs, double[] violations, int size);

    /** By front, then by crowding distance within it: the crowded comparison of NSGA-II. */
    static Survival byCrowding() {
        return new CrowdedComparison();
    }
}
