package org.cosearch.accelerator.mapping;

/**
 * What makes one mapping better than another: the least of energy^a · cycles^b.
 *
 * @param energyExponent a, at least 0
 * @param cyclesExponent b, at least 0
 */
public record MappingGoal(double energyExponent, double cyclesExponent) {

    /** The energy-delay product. */
    public static final MappingGoal EDP = new MappingGoal(1, 1);

    /** The energy. */
    public static final MappingGoal ENERGY = new MappingGoal(1, 0);

    /** The cycles. */
    public static final MappingGoal DELAY = new MappingGoal(0, 1);

    public MappingGoal {
        if (!(energyExponent >= 0 && cyclesExponent >= 0 && energyExponent + cyclesExponent > 0)
                || Double.isInfinite(energyExponent + cyclesExponent)) {
            throw new IllegalArgumentException(
                    "A goal weighs energy by (%s) and cycles by (%s), not by two finite numbers of which one is positive."
                            .formatted(energyExponent, cyclesExponent));
        }
    }

    /**
     * The weighted geometric mean of energy and cycles.
     *
     * @param energyWeight in [0, 1]: 1 is the energy alone and 0 the cycles alone
     */
    public static MappingGoal weighted(double energyWeight) {
        if (!(energyWeight >= 0 && energyWeight <= 1)) {
            throw new IllegalArgumentException("The weight of energy (%s) is not in [0, 1].".formatted(energyWeight));
        }
        return new MappingGoal(energyWeight, 1 - energyWeight);
    }

    /** The figure to make small; it grows with both arguments, or with one and not with the other. */
    public double score(double energyPicojoules, double cycles) {
        return power(energyPicojoules, energyExponent) * power(cycles, cyclesExponent);
    }

    private static double power(double base, double exponent) {
        return exponent == 1 ? base : exponent == 0 ? 1 : Math.pow(base, exponent);
    }
}
