package org.cosearch.accelerator.schedule;

/**
 * What local search lowers: the cycles beyond a latency, and what the layers cost at the prices of a relaxation, which
 * tells good assignments apart long before they show in the makespan.
 *
 * @param prices at which the cycles of the layers count, and whether their energies do
 * @param latency beyond which cycles count again; 0 for the makespan as the goal
 * @param overrunPrice of one of those
 * @param layer what one layer contributes, about: the unit of temperatures; positive
 */
record Measure(Prices prices, long latency, double overrunPrice, double layer) {

    /** Price of a cycle beyond the latency, in units of the spread of energy per cycle. */
    private static final double OVERRUN = 2.5;

    /** For the least makespan, when it is about {@code makespan}. */
    static Measure ofMakespan(FlatProblem problem, Prices prices, long makespan) {
        return new Measure(prices, 0, 1, Math.max(1, makespan) / (double) problem.layers);
    }

    /** For the least energy within the latency of the prices. */
    static Measure ofEnergy(FlatProblem problem, Prices prices) {
        double spread = problem.energySpread();
        // without a spread nothing can be saved, and any unit will do
        double unit = spread > 0 ? spread : problem.layers;
        return new Measure(
                prices, prices.latency, OVERRUN * unit / Math.max(1, problem.fewestCycles()), unit / problem.layers);
    }

    /** The cycles beyond the latency. */
    long overrun(long makespan) {
        return Math.max(0, makespan - latency);
    }
}
