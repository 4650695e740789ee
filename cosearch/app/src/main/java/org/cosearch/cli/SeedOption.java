package org.cosearch.cli;

import org.cosearch.random.RandomStreams;
import picocli.CommandLine.Option;

/** The option that names the seed of all random numbers. */
final class SeedOption {

    @Option(names = "--seed", paramLabel = "SEED", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}")
    private long seed;

    /** The streams of random numbers of that seed. */
    RandomStreams streams() {
        return new RandomStreams(seed);
    }
}
