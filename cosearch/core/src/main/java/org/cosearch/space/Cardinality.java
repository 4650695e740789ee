package org.cosearch.space;

import java.math.BigInteger;

/**
 * How many designs a space has.
 *
 * @param combinations the number of ways to take its discrete decisions, at least 1; a continuous decision counts once
 * @param finite whether each combination is one design; otherwise some are a continuum of designs
 */
public record Cardinality(BigInteger combinations, boolean finite) {

    static final Cardinality ONE = new Cardinality(BigInteger.ONE, true);
    static final Cardinality CONTINUUM = new Cardinality(BigInteger.ONE, false);

    public Cardinality {
        if (combinations.signum() <= 0) {
            throw new IllegalArgumentException("A space has at least one design, not (%s).".formatted(combinations));
        }
    }

    static Cardinality of(long designs) {
        return new Cardinality(BigInteger.valueOf(designs), true);
    }

    /**
     * The exact number of designs.
     *
     * @throws IllegalStateException if there are infinitely many
     */
    public BigInteger count() {
        if (!finite) {
            throw new IllegalStateException("The space has continuous decisions and so infinitely many designs."
                    + "\nMaybe ask for the combinations of its discrete decisions (%s).".formatted(combinations));
        }
        return combinations;
    }

    /** Whether there is but one design, so that nothing is left to decide. */
    public boolean isOne() {
        return finite && combinations.equals(BigInteger.ONE);
    }

    Cardinality plus(Cardinality other) {
        return new Cardinality(combinations.add(other.combinations), finite && other.finite);
    }

    Cardinality times(Cardinality other) {
        return new Cardinality(combinations.multiply(other.combinations), finite && other.finite);
    }

    @Override
    public String toString() {
        return finite ? combinations.toString() : "infinite (%s discrete combinations)".formatted(combinations);
    }
}
