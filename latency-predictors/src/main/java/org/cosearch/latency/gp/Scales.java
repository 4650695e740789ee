package org.cosearch.latency.gp;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Hypotheses about the scales of the components of {@link PriorComponents}, {@code [component]} each: as learned on the
 * sources, and varied about that, since a new device need not be of the kind that the sources are.
 *
 * @param learned at least one
 * @param varied none or more
 */
record Scales(List<double[]> learned, List<double[]> varied) {

    /** Variations of each learned hypothesis. */
    private static final int VARIATIONS = 16;

    /** Standard deviation of the logarithm of a varied scale. */
    private static final double SPREAD = 0.7;

    /** A component that the sources do without may still be needed. */
    private static final double SMALLEST = 0.002;

    Scales {
        learned = List.copyOf(learned);
        varied = List.copyOf(varied);
    }

    /** Learned scales and random variations of them. */
    static Scales varying(List<double[]> learned, RandomGenerator random) {
        List<double[]> varied = new ArrayList<>();
        for (int i = 0; i < VARIATIONS; i++) {
            for (double[] scales : learned) {
                double[] other = new double[scales.length];
                for (int c = 0; c < other.length; c++) {
                    other[c] = Math.max(SMALLEST, scales[c]) * Math.exp(SPREAD * random.nextGaussian());
                }
                varied.add(other);
            }
        }
        return new Scales(learned, varied);
    }
}
