package org.cosearch.device;

/** What a measured latency is worth. */
public enum Status {
    /** Steady, converged and without a flaw that was looked for. */
    OK,
    /** The interval is wider than asked for; the value is what it is. */
    UNCONVERGED,
    /** The device slowed down while it was measured. */
    THROTTLED,
    /** There are two modes, many outliers, no steadiness, or the anchors shifted. */
    SUSPECT
}
