package org.cosearch.search;

import java.util.Arrays;
import org.cosearch.archive.CrowdingDistance;
import org.cosearch.archive.NonDominatedSort;
import org.cosearch.archive.Places;

/**
 * The order of NSGA-II (Deb et al. 2002, III-B and VI): by constraint domination front after front, lonelier designs
 * first within a front, older ones first among equals. An infeasible front has no distances.
 */
record CrowdedComparison() implements Survival {

    @Override
    public int[] survivors(double[][] costs, double[] violations, int size) {
        int[] survivors = new int[size];
        int filled = 0;
        for (int[] front : NonDominatedSort.fronts(costs, violations)) {
            if (filled == size) {
                break;
            }
            int[] best = violations[front[0]] == 0 ? loneliestFirst(front, costs) : front;
            int taken = Math.min(best.length, size - filled);
            System.arraycopy(best, 0, survivors, filled, taken);
            filled += taken;
        }
        return survivors;
    }

    private static int[] loneliestFirst(int[] front, double[][] costs) {
        double[][] rows = new double[front.length][];
        for (int i = 0; i < front.length; i++) {
            rows[i] = costs[front[i]];
        }
        double[] distances = CrowdingDistance.of(rows);
        int[] order = Places.sorted(front.length, (a, b) -> Double.compare(distances[b], distances[a])); // older first
        Arrays.setAll(order, i -> front[order[i]]);
        return order;
    }
}
