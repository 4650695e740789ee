package org.cosearch.bench;

/**
 * NSGA-II of one framework: SBX at rate 0.9 and index 20, polynomial mutation at one over the variables and index 20,
 * binary tournament.
 */
interface Contender {

    String label();

    /**
     * Runs the search on the calling thread.
     *
     * @return the costs of the last population, {@code [member, objective]}
     */
    double[][] run(TestFunction function, int population, int evaluations, long seed);
}
