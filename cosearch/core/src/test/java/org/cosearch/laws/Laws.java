package org.cosearch.laws;

import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;

/**
 * Property tests: a law that must hold for many random values.
 *
 * <p>Each case has a seed of its own, named in the failure, so that it can be run again alone.
 */
public final class Laws {

    private Laws() {}

    /** What must hold; throws {@link AssertionError} where it does not. */
    @FunctionalInterface
    public interface Law<T> {
        void check(T value, RandomGenerator random) throws Exception;
    }

    /** Checks {@code law} on {@code cases} values, the i-th generated from seed i. */
    public static <T> void forAll(int cases, Function<RandomGenerator, ? extends T> generator, Law<? super T> law) {
        for (long seed = 0; seed < cases; seed++) {
            forSeed(seed, generator, law);
        }
    }

    /** Checks {@code law} on the one value generated from {@code seed}. */
    public static <T> void forSeed(long seed, Function<RandomGenerator, ? extends T> generator, Law<? super T> law) {
        RandomGenerator random = new RandomStreams(seed).stream(Purpose.SAMPLING);
        T value = generator.apply(random);
        try {
            law.check(value, random);
        } catch (Exception | AssertionError failure) {
            throw new AssertionError(
                    "The law fails for seed %d: %s%n%s".formatted(seed, value, failure.getMessage()), failure);
        }
    }
}
