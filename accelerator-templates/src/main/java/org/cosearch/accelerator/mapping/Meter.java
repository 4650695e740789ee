package org.cosearch.accelerator.mapping;

import java.util.function.BooleanSupplier;

/** Counts the steps of a search and ends it when they are spent or somebody says so. */
final class Meter {

    /** Thrown when a search has to end. */
    static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1;

        Spent() {
            super("the search has spent its steps", null, false, false);
        }
    }

    private static final int STEPS_BETWEEN_QUESTIONS = 1024;

    private final BooleanSupplier stop;
    private long limit;
    private long nextQuestion = STEPS_BETWEEN_QUESTIONS;
    long steps;
    /** Whether somebody said so. */
    boolean stopped;

    Meter(long limit, BooleanSupplier stop) {
        this.limit = limit;
        this.stop = stop;
    }

    /** Allows so many steps in total from now on. */
    void limit(long total) {
        limit = total;
    }

    /**
     * Takes steps.
     *
     * @throws Spent if they are too many
     */
    void step(long count) {
        steps += count;
        if (steps >= nextQuestion) {
            nextQuestion = steps + STEPS_BETWEEN_QUESTIONS;
            stopped |= stop.getAsBoolean() || Thread.currentThread().isInterrupted();
        }
        if (steps > limit || stopped) {
            throw new Spent();
        }
    }
}
