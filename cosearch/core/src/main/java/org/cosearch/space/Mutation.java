package org.cosearch.space;

import java.util.random.RandomGenerator;

/** One pass over the active decisions that strikes some of them. */
final class Mutation {

    private static final int NO_TARGET = -1;

    private final double rate;
    private final Variation variation;
    private final RandomGenerator random;
    private boolean onlyOne;
    private int stepsToTarget = NO_TARGET;
    private boolean changed;

    Mutation(double rate, Variation variation, RandomGenerator random) {
        this.rate = rate;
        this.variation = variation;
        this.random = random;
    }

    /** From now on strikes the active decision of this index alone. */
    void strikeOnly(int index) {
        onlyOne = true;
        stepsToTarget = index;
    }

    /** Whether the next active decision is to change; asked once for each, depth first. */
    boolean strikes() {
        return onlyOne ? stepsToTarget-- == 0 : random.nextDouble() < rate;
    }

    /** Notes that a decision has changed; one with a single value cannot. */
    void change() {
        changed = true;
    }

    boolean changed() {
        return changed;
    }

    double eta() {
        return variation.mutationEta();
    }

    RandomGenerator random() {
        return random;
    }
}
