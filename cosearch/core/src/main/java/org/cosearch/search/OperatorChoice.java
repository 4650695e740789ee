package org.cosearch.search;

import java.util.random.RandomGenerator;

/** Chooses which of several operators makes the next child, and learns from how well those before did. */
public interface OperatorChoice {

    /** The operator of the next child, from 0. */
    int choose(RandomGenerator random);

    /**
     * Learns how well one child did.
     *
     * @param operator that made it
     * @param reward from 0, worse than its better parent, to 1, better than it
     */
    void learn(int operator, double reward);

    /**
     * Probability matching: the probability of an operator is proportional to its recent rewards, above a floor.
     *
     * @param operators their number, at least 1
     * @see <a href="https://doi.org/10.1145/1068009.1068251">Thierens 2005: an adaptive pursuit strategy for allocating
     *     operator probabilities, 2.1</a>
     */
    static OperatorChoice probabilityMatching(int operators) {
        return new ProbabilityMatching(operators);
    }

    /**
     * Q-learning on which operator to use after which: the state is the operator of the last child that was told.
     *
     * <p>Departure from the paper: the operators are those that vary a genome, not the layers of a network.
     *
     * @param operators their number, at least 1
     * @see <a href="https://doi.org/10.1007/BF00992698">Watkins and Dayan 1992: Q-learning</a>
     */
    static OperatorChoice qLearning(int operators) {
        return new QLearning(operators);
    }
}
