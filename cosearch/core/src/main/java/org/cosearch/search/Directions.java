package org.cosearch.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Directions that cover the objectives evenly: points of the unit simplex on a lattice.
 *
 * @see <a href="https://doi.org/10.1137/S1052623496307510">Das and Dennis 1998: normal-boundary intersection</a>
 */
public final class Directions {

    private Directions() {}

    /**
     * All points of the simplex whose coordinates are multiples of 1/divisions, in lexicographic order: C(divisions +
     * objectives − 1, objectives − 1) of them.
     *
     * @return {@code [point, objective]}, each row of sum 1
     */
    public static double[][] lattice(int objectives, int divisions) {
        if (objectives < 1 || divisions < 1) {
            throw new IllegalArgumentException(
                    "A lattice has (%d) objectives and (%d) divisions, but at least 1 of each."
                            .formatted(objectives, divisions));
        }
        List<double[]> points = new ArrayList<>();
        complete(new int[objectives], 0, divisions, divisions, points);
        return points.toArray(double[][]::new);
    }

    private static void complete(int[] counts, int at, int left, int divisions, List<double[]> points) {
        if (at == counts.length - 1) {
            counts[at] = left;
            points.add(Arrays.stream(counts)
                    .mapToDouble(count -> (double) count / divisions)
                    .toArray());
            return;
        }
        for (int count = 0; count <= left; count++) {
            counts[at] = count;
            complete(counts, at + 1, left - count, divisions, points);
        }
    }

    /**
     * At most {@code most} directions and nearly as many: the finest lattice that has no more, and where that has no
     * inner point (Deb and Jain 2014, V: many objectives) two layers, the inner one shrunk by half to the centre. Never
     * fewer than one per objective.
     */
    public static double[][] atMost(int objectives, int most) {
        int outer = 1;
        while (objectives > 1 && points(objectives, outer + 1) <= most) {
            outer++;
        }
        double[][] lattice = lattice(objectives, outer);
        if (outer >= objectives) {
            return lattice;
        }
        int inner = 0;
        while (inner < outer && points(objectives, inner + 1) <= most - lattice.length) {
            inner++;
        }
        if (inner == 0) {
            return lattice;
        }
        double[][] layer = lattice(objectives, inner);
        double[][] both = Arrays.copyOf(lattice, lattice.length + layer.length);
        for (int i = 0; i < layer.length; i++) {
            double[] point = layer[i];
            Arrays.setAll(point, m -> (point[m] + 1.0 / objectives) / 2);
            both[lattice.length + i] = point;
        }
        return both;
    }

    /** C(divisions + objectives − 1, objectives − 1), or more than any number of directions. */
    private static long points(int objectives, int divisions) {
        long points = 1;
        for (int i = 1; i < objectives && points < Integer.MAX_VALUE; i++) {
            points = points * (divisions + i) / i;
        }
        return points;
    }
}
