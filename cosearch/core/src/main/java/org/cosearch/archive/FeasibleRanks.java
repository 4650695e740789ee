package org.cosearch.archive;

import java.util.Arrays;

/**
 * The fronts of feasible rows in lexicographic order and none twice, so that no row can dominate an earlier one: each
 * joins the first front none of whose members dominates it.
 */
@FunctionalInterface
interface FeasibleRanks {

    /** Above this many rows of four and more objectives a tree is faster than comparing one by one; measured. */
    int FEW = 160;

    /**
     * Sets the front of each row, counted from 0.
     *
     * @param rows {@code [row, objective]}
     * @param ranks {@code [row]}, may be longer
     * @return the number of fronts
     */
    int rank(double[][] rows, int[] ranks);

    /** The ranking that is fastest for so many rows. */
    static FeasibleRanks suiting(int rows, int objectives) {
        return switch (objectives) {
            case 1 -> FeasibleRanks::ofOne;
            case 2 -> FeasibleRanks::ofTwo;
            case 3 -> FeasibleRanks::ofThree;
            default -> rows <= FEW ? FeasibleRanks::oneByOne : (all, ranks) -> new RankTree(all).rank(ranks);
        };
    }

    private static int ofOne(double[][] rows, int[] ranks) {
        for (int i = 0; i < rows.length; i++) {
            ranks[i] = i;
        }
        return rows.length;
    }

    /**
     * The last member of a front is its cheapest by the second objective, and the last members ascend from front to
     * front: a binary search. O(N log N).
     */
    private static int ofTwo(double[][] rows, int[] ranks) {
        double[] last = new double[rows.length];
        int fronts = 0;
        for (int i = 0; i < rows.length; i++) {
            double cost = rows[i][1];
            int low = 0;
            int high = fronts;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (last[middle] <= cost) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            last[low] = cost;
            ranks[i] = low;
            fronts = Math.max(fronts, low + 1);
        }
        return fronts;
    }

    /**
     * Each front is a staircase in the second and third objective, and what a front dominates the fronts before it do
     * too: a binary search of binary searches. O(N log² N) comparisons.
     */
    private static int ofThree(double[][] rows, int[] ranks) {
        Staircase[] staircases = new Staircase[16];
        int fronts = 0;
        for (int i = 0; i < rows.length; i++) {
            double x = rows[i][1];
            double y = rows[i][2];
            int low = 0;
            int high = fronts;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (staircases[middle].covers(x, y)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            if (low == fronts) {
                if (fronts == staircases.length) {
                    staircases = Arrays.copyOf(staircases, 2 * fronts);
                }
                staircases[fronts++] = new Staircase(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 4);
            }
            staircases[low].put(x, y);
            ranks[i] = low;
        }
        return fronts;
    }

    /** ENS-SS: front after front, its latest member first. O(M N²) at worst. */
    private static int oneByOne(double[][] rows, int[] ranks) {
        int[] last = new int[rows.length]; // [front] -> its last member
        int[] before = new int[rows.length]; // [row] -> the member before it in its front, or -1
        int fronts = 0;
        for (int i = 0; i < rows.length; i++) {
            int front = 0;
            while (front < fronts && dominated(rows[i], rows, last[front], before)) {
                front++;
            }
            before[i] = front < fronts ? last[front] : -1;
            fronts = Math.max(fronts, front + 1);
            last[front] = i;
            ranks[i] = front;
        }
        return fronts;
    }

    private static boolean dominated(double[] row, double[][] rows, int member, int[] before) {
        for (int i = member; i >= 0; i = before[i]) {
            if (Rows.nowhereWorse(rows[i], row)) {
                return true;
            }
        }
        return false;
    }
}
