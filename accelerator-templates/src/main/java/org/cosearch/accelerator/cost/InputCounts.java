package org.cosearch.accelerator.cost;

/**
 * How the words of a sliding window are counted. The two ways are different models: results of one are not to be
 * compared with results of the other.
 *
 * <p>They differ only where successive tiles of one tensor overlap in part, which no tile of weights or outputs does.
 */
public enum InputCounts {
    /**
     * As Timeloop counts: iterations 0 and 1 of every loop are replayed, iteration 1 stands for all later ones, a tile is
     * fetched whole where the direction of movement changes, and neighbours forward what they received.
     */
    TIMELOOP,
    /**
     * As the hardware would: each tile fetches what the tile before it did not hold, and every loop returns from its last
     * iteration. Neighbours forward nothing.
     */
    EXACT
}
