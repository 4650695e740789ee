package org.cosearch.accelerator.schedule;

/** What one layer costs on one sub-accelerator, or that it does not run there. */
public sealed interface Placement {

    /** Cycles beyond which a layer is refused, so that sums of cycles stay exact. */
    long CYCLES_LIMIT = 1L << 45;

    /**
     * The layer runs.
     *
     * @param cycles from its first to its last, 0 for a layer that is fused into another
     * @param energyPicojoules of one run
     */
    record Runs(long cycles, double energyPicojoules) implements Placement {
        public Runs {
            if (cycles < 0 || cycles > CYCLES_LIMIT) {
                throw new IllegalArgumentException(
                        "A layer takes (%d) cycles, outside of 0 to %d.".formatted(cycles, CYCLES_LIMIT));
            }
            if (!(energyPicojoules >= 0) || Double.isInfinite(energyPicojoules)) {
                throw new IllegalArgumentException(
                        "A layer needs (%s) pJ, not a number from 0 on.".formatted(energyPicojoules));
            }
        }
    }

    /**
     * The layer does not run.
     *
     * @param reason one sentence for people
     */
    record CannotRun(String reason) implements Placement {}
}
