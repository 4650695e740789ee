package org.cosearch.space;

import java.util.random.RandomGenerator;

/** The operators on real numbers of Deb's NSGA-II code. */
final class Reals {

    /** Parents nearer than this part of the range are taken as equal. */
    private static final double SAME = 1e-14;

    private Reals() {}

    /**
     * Polynomial mutation with bounds (Deb and Goyal 1996; Deb et al. 2002).
     *
     * @param position from 0 to 1
     * @return from 0 to 1, perhaps {@code position} itself
     */
    static double polynomialMutation(double position, double eta, RandomGenerator random) {
        double u = random.nextDouble();
        double delta;
        if (u < 0.5) {
            double reach = power(1 - position, eta + 1);
            delta = Math.pow(2 * u + (1 - 2 * u) * reach, 1 / (eta + 1)) - 1;
        } else {
            double reach = power(position, eta + 1);
            delta = 1 - Math.pow(2 * (1 - u) + (2 * u - 1) * reach, 1 / (eta + 1));
        }
        return Math.min(1, Math.max(0, position + delta));
    }

    /**
     * One child of simulated binary crossover with bounds (Deb and Agrawal 1995; Deb et al. 2002), near either parent
     * with equal probability.
     */
    static double simulatedBinaryCrossover(
            double a, double b, double min, double max, double eta, RandomGenerator random) {
        double low = Math.min(a, b);
        double high = Math.max(a, b);
        double gap = high - low;
        if (gap <= SAME * (max - min)) {
            return a;
        }
        boolean nearLow = random.nextBoolean();
        double room = nearLow ? low - min : max - high;
        double spread = spread(1 + 2 * room / gap, eta, random.nextDouble());
        double middle = 0.5 * (low + high);
        double child = nearLow ? middle - 0.5 * spread * gap : middle + 0.5 * spread * gap;
        return Math.min(max, Math.max(min, child));
    }

    /** The spread factor, at most {@code bound}. */
    private static double spread(double bound, double eta, double u) {
        double scaled = u * (2 - 1 / power(bound, eta + 1));
        return Math.pow(scaled <= 1 ? scaled : 1 / (2 - scaled), 1 / (eta + 1));
    }

    /** As {@link Math#pow}, but several times as fast for the usual small whole exponents. */
    private static double power(double base, double exponent) {
        int whole = (int) exponent;
        if (whole != exponent || whole > 64) {
            return Math.pow(base, exponent);
        }
        double power = 1;
        double square = base;
        for (int bits = whole; bits > 0; bits >>= 1) {
            if ((bits & 1) == 1) {
                power *= square;
            }
            square *= square;
        }
        return power;
    }
}
