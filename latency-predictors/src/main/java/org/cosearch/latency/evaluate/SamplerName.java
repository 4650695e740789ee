package org.cosearch.latency.evaluate;

/** How architectures are chosen for measurement on the target device; no latency of it is seen before. */
public enum SamplerName {
    /** Uniformly at random. */
    RANDOM,
    /** Where the prior learned on source devices is least certain. */
    ACTIVE
}
