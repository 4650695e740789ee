package org.cosearch.space;

/** How the values of a range are spaced: what one step is and what uniform means. */
public enum Scale {
    /** Equal differences. */
    LINEAR,
    /** Equal ratios. */
    LOGARITHMIC
}
