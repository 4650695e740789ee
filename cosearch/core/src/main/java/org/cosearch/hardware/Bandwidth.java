package org.cosearch.hardware;

/**
 * The words that one instance of a level moves in a cycle, infinite where nothing limits them.
 *
 * @param readWordsPerCycle towards the MACs, above 0
 * @param writeWordsPerCycle fills and updates together, above 0
 * @param sharedWordsPerCycle reads, fills and updates together, above 0
 */
public record Bandwidth(double readWordsPerCycle, double writeWordsPerCycle, double sharedWordsPerCycle) {

    /** No limit. */
    public static final Bandwidth UNLIMITED =
            new Bandwidth(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    public Bandwidth {
        if (!(readWordsPerCycle > 0) || !(writeWordsPerCycle > 0) || !(sharedWordsPerCycle > 0)) {
            throw new IllegalArgumentException("The bandwidths read (%s), write (%s) and shared (%s) are not above 0."
                    .formatted(readWordsPerCycle, writeWordsPerCycle, sharedWordsPerCycle));
        }
    }

    /** A limit of its own for each direction. */
    public static Bandwidth of(double readWordsPerCycle, double writeWordsPerCycle) {
        return new Bandwidth(readWordsPerCycle, writeWordsPerCycle, Double.POSITIVE_INFINITY);
    }
}
