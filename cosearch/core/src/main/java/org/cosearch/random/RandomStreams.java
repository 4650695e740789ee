package org.cosearch.random;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The random numbers of one run: a seed and the independent streams that follow from it.
 *
 * <p>The generator is L64X128MixRandom, whose output is fixed by the Java platform. Every seed counts, 0 included.
 *
 * @param seed the seed of the run
 */
public record RandomStreams(long seed) {

    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
            RandomGeneratorFactory.of("L64X128MixRandom");

    /** A fresh generator at the start of the stream for {@code purpose}; equal calls give equal sequences. */
    public RandomGenerator stream(Purpose purpose) {
        return stream(purpose, 0);
    }

    /**
     * A fresh generator at the start of the {@code index}-th stream for {@code purpose}, for work whose order is not
     * fixed, such as one stream per trial.
     */
    public RandomGenerator stream(Purpose purpose, long index) {
        long state = mix(seed);
        for (int i = 0; i < purpose.name().length(); i++) {
            state = mix(state ^ purpose.name().charAt(i));
        }
        return GENERATORS.create(mix(state ^ mix(index)));
    }

    /** One step of SplitMix64 (Steele, Lea and Flood 2014), figure 17. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
