package org.cosearch.latency.evaluate;

/** The two ways of comparing few-shot latency predictors. */
public enum ProtocolName {
    /**
     * That of HELP (Lee et al. 2021), read from its code: pools by index, trimmed to each device's own band of
     * latencies; ten reference architectures and ten random ones of the target's pool are measured.
     */
    HELP,
    /**
     * That of NASFLAT's comparison (Akhauri and Abdelfattah 2024): random samples of every source, as many target
     * measurements as the budget allows anywhere in the space, every architecture tested; nothing else is seen.
     */
    FULL
}
