package org.cosearch.accelerator.schedule;

/**
 * What it costs to move a layer's output to another sub-accelerator, once for each successor that runs on another one.
 *
 * <p>A transfer delays its successor and occupies no sub-accelerator; transfers do not wait for one another.
 *
 * @param cycles between the end of the layer and the earliest start of the successor
 * @param energyPicojoules of one transfer
 */
public record Transfer(long cycles, double energyPicojoules) {

    /** Costs nothing: the sub-accelerators share the buffer that the output lies in. */
    public static final Transfer FREE = new Transfer(0, 0);

    public Transfer {
        if (cycles < 0 || cycles > Placement.CYCLES_LIMIT) {
            throw new IllegalArgumentException(
                    "A transfer takes (%d) cycles, outside of 0 to %d.".formatted(cycles, Placement.CYCLES_LIMIT));
        }
        if (!(energyPicojoules >= 0) || Double.isInfinite(energyPicojoules)) {
            throw new IllegalArgumentException(
                    "A transfer needs (%s) pJ, not a number from 0 on.".formatted(energyPicojoules));
        }
    }
}
