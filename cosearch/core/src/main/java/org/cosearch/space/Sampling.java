package org.cosearch.space;

/** What a sample is uniform over. */
enum Sampling {
    DESIGNS,
    DECISIONS
}
