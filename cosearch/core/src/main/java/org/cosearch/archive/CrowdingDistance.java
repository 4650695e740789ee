package org.cosearch.archive;

import java.util.Arrays;

/**
 * How far apart the neighbours of each design on a front are (Deb et al. 2002, III-B): the larger, the lonelier.
 *
 * <p>Departures from the paper, all of them about ties, so that the distance does not depend on the order in which a
 * sort leaves equal costs (after Fortin and Parizeau 2013):
 *
 * <ul>
 *   <li>of equal rows the first has the distance of the point and its copies have 0;
 *   <li>rows that tie in one objective are ordered by the next objectives in a cycle;
 *   <li>an objective in which all rows are equal says nothing: it adds 0 and has no extremes.
 * </ul>
 *
 * @see <a href="https://doi.org/10.1145/2463372.2463456">Fortin and Parizeau 2013: revisiting the NSGA-II
 *     crowding-distance computation</a>
 */
public final class CrowdingDistance {

    private CrowdingDistance() {}

    /**
     * The distance of each row; infinity for the first and the last row of every objective. O(M N log N).
     *
     * @param costs {@code [row, objective]}, finite, of one front
     * @return {@code [row]}
     */
    public static double[] of(double[][] costs) {
        double[] distances = new double[costs.length];
        if (costs.length == 0) {
            return distances;
        }
        int objectives = costs[0].length;
        for (int row = 0; row < costs.length; row++) {
            Rows.check(costs[row], objectives, row);
        }
        int[] points = new int[costs.length];
        Arrays.setAll(points, i -> i);
        Places.sort(
                points,
                costs.length,
                Rows.column(costs, 0),
                (a, b) -> Rows.compareLexicographically(costs[a], costs[b]));
        int count = keepFirstOfEquals(points, costs);
        if (count == 1) {
            distances[points[0]] = Double.POSITIVE_INFINITY;
            return distances;
        }
        for (int m = 0; m < objectives; m++) {
            add(m, costs, points, count, distances);
        }
        return distances;
    }

    /** Keeps the first row of each group of equal rows, which are in row order; returns how many there are. */
    private static int keepFirstOfEquals(int[] rows, double[][] costs) {
        int kept = 0;
        for (int row : rows) {
            if (kept == 0 || Rows.compareLexicographically(costs[rows[kept - 1]], costs[row]) != 0) {
                rows[kept++] = row;
            }
        }
        return kept;
    }

    /** Adds the share of objective {@code m}. */
    private static void add(int m, double[][] costs, int[] points, int count, double[] distances) {
        if (m > 0) { // by the first objective they are sorted
            Places.sort(points, count, Rows.column(costs, m), (a, b) -> Rows.compareFrom(m, costs[a], costs[b]));
        }
        int last = count - 1;
        double range = costs[points[last]][m] - costs[points[0]][m];
        if (range == 0) {
            return;
        }
        distances[points[0]] = Double.POSITIVE_INFINITY;
        distances[points[last]] = Double.POSITIVE_INFINITY;
        for (int i = 1; i < last; i++) {
            distances[points[i]] += (costs[points[i + 1]][m] - costs[points[i - 1]][m]) / range;
        }
    }
}
