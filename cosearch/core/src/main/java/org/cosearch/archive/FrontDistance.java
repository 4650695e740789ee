package org.cosearch.archive;

/**
 * How far a set of designs is from a front that is known, such as the exact one. Costs are minimised and in their own
 * units: scale them first where they differ.
 */
public final class FrontDistance {

    private FrontDistance() {}

    /**
     * IGD⁺: the mean over the points of the front of the Euclidean distance to the nearest row, of which only the
     * objectives count in which the row is worse. 0 if every point is reached. O(M N K).
     *
     * @param rows {@code [row, objective]}; if empty, the distance is infinite
     * @param front {@code [point, objective]}, at least one
     * @see <a href="https://doi.org/10.1007/978-3-319-15892-1_8">Ishibuchi et al. 2015: modified distance calculation in
     *     generational distance and inverted generational distance</a>
     */
    public static double invertedGenerationalPlus(double[][] rows, double[][] front) {
        check(rows, front);
        double sum = 0;
        for (double[] point : front) {
            double nearest = Double.POSITIVE_INFINITY;
            for (double[] row : rows) {
                double square = 0;
                for (int m = 0; m < point.length; m++) {
                    double excess = Math.max(0, row[m] - point[m]);
                    square += excess * excess;
                }
                nearest = Math.min(nearest, square);
            }
            sum += Math.sqrt(nearest);
        }
        return sum / front.length;
    }

    /**
     * The additive ε: the least number by which all rows must be improved in every objective for every point of the
     * front to be reached; negative if the rows are better. O(M N K).
     *
     * @param rows {@code [row, objective]}; if empty, ε is infinite
     * @param front {@code [point, objective]}, at least one
     * @see <a href="https://doi.org/10.1109/TEVC.2003.810758">Zitzler et al. 2003: performance assessment of
     *     multiobjective optimizers</a>
     */
    public static double additiveEpsilon(double[][] rows, double[][] front) {
        check(rows, front);
        double epsilon = Double.NEGATIVE_INFINITY;
        for (double[] point : front) {
            double nearest = Double.POSITIVE_INFINITY;
            for (double[] row : rows) {
                double excess = Double.NEGATIVE_INFINITY;
                for (int m = 0; m < point.length; m++) {
                    excess = Math.max(excess, row[m] - point[m]);
                }
                nearest = Math.min(nearest, excess);
            }
            epsilon = Math.max(epsilon, nearest);
        }
        return epsilon;
    }

    private static void check(double[][] rows, double[][] front) {
        if (front.length == 0) {
            throw new IllegalArgumentException("The front has no points.");
        }
        for (int i = 0; i < front.length; i++) {
            Rows.check(front[i], front[0].length, i);
        }
        for (int i = 0; i < rows.length; i++) {
            Rows.check(rows[i], front[0].length, i);
        }
    }
}
