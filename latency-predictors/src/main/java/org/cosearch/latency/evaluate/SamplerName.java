package org.cosearch.latency.evaluate;

/** How architectures are chosen for measurement on the target device. */
public enum SamplerName {
    /** Uniformly at random. */
    RANDOM,
    /** Where the prior learned on source devices is least certain. */
    ACTIVE,
    /** As active, in two halves: the first half of the measurements says by what the second is chosen. */
    SEQUENTIAL
}
