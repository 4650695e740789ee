package org.cosearch.space;

/**
 * How far variation strays from the parents: the distribution indices of the operators on numbers. A larger index stays
 * nearer.
 *
 * @param crossoverEta of simulated binary crossover (Deb and Agrawal 1995), at least 0
 * @param mutationEta of polynomial mutation (Deb and Goyal 1996), at least 0
 */
public record Variation(double crossoverEta, double mutationEta) {

    /** Both indices 20. */
    public static final Variation DEFAULT = new Variation(20, 20);

    public Variation {
        if (!(crossoverEta >= 0 && mutationEta >= 0 && crossoverEta + mutationEta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The distribution indices are crossoverEta (%s) and mutationEta (%s), but both are finite and at least 0."
                            .formatted(crossoverEta, mutationEta));
        }
    }
}
