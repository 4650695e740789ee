package org.cosearch.archive;

import java.util.Arrays;

/**
 * The fronts of a set of designs by constraint domination (Deb et al. 2002, VI).
 *
 * <p>Design a comes before design b if
 *
 * <ul>
 *   <li>a is feasible (violation 0) and b is not;
 *   <li>both are infeasible and a has the smaller violation, costs aside;
 *   <li>both are feasible and a is nowhere costlier and somewhere cheaper.
 * </ul>
 *
 * <p>Equal rows share a front, and so do infeasible rows of equal violation. Costs are minimised; −0.0 equals 0.0.
 *
 * @see <a href="https://doi.org/10.1109/TEVC.2014.2308305">Zhang et al. 2015: efficient non-dominated sort, sequential
 *     search (ENS-SS)</a>
 */
public final class NonDominatedSort {

    private NonDominatedSort() {}

    /**
     * The front of each row, counted from 0.
     *
     * <p>O(N log N) for two objectives and one front; O(M N²) at worst.
     *
     * @param costs {@code [row, objective]}; the costs of an infeasible row are not looked at and may be empty
     * @param violations {@code [row]}, at least 0, infinity for a design without figures
     * @return {@code [row]}
     * @throws IllegalArgumentException if a number is missing or not a number
     */
    public static int[] ranks(double[][] costs, double[] violations) {
        Integer[] order = constraintOrder(costs, violations);
        int feasible = 0;
        while (feasible < order.length && violations[order[feasible]] == 0) {
            feasible++;
        }
        int[] ranks = new int[order.length];
        int next = rankFeasible(costs, order, feasible, ranks);
        for (int i = feasible; i < order.length; i++) {
            boolean worse = i > feasible && violations[order[i]] > violations[order[i - 1]];
            next += worse ? 1 : 0;
            ranks[order[i]] = next;
        }
        return ranks;
    }

    /**
     * The rows of each front, best front first, each in ascending order.
     *
     * @param costs as for {@link #ranks}
     * @param violations as for {@link #ranks}
     * @return {@code [front][…]}, without empty fronts
     */
    public static int[][] fronts(double[][] costs, double[] violations) {
        int[] ranks = ranks(costs, violations);
        int[] sizes = new int[Arrays.stream(ranks).max().orElse(-1) + 1];
        for (int rank : ranks) {
            sizes[rank]++;
        }
        int[][] fronts = new int[sizes.length][];
        for (int front = 0; front < fronts.length; front++) {
            fronts[front] = new int[sizes[front]];
        }
        int[] filled = new int[sizes.length];
        for (int row = 0; row < ranks.length; row++) {
            fronts[ranks[row]][filled[ranks[row]]++] = row;
        }
        return fronts;
    }

    /** The rows with the feasible ones first, in lexicographic order of costs, then the others by violation. */
    private static Integer[] constraintOrder(double[][] costs, double[] violations) {
        if (costs.length != violations.length) {
            throw new IllegalArgumentException(
                    "There are (%d) rows of costs and (%d) violations.".formatted(costs.length, violations.length));
        }
        Integer[] order = new Integer[costs.length];
        int objectives = -1;
        for (int row = 0; row < order.length; row++) {
            order[row] = row;
            if (!(violations[row] >= 0)) {
                throw new IllegalArgumentException(
                        "The violation of row %d (%s) is not at least 0.".formatted(row, violations[row]));
            }
            if (violations[row] == 0) {
                objectives = objectives < 0 ? costs[row].length : objectives;
                Rows.check(costs[row], objectives, row);
            }
        }
        Arrays.sort(order, (a, b) -> {
            int byViolation = Double.compare(violations[a] + 0.0, violations[b] + 0.0);
            return byViolation != 0 || violations[a] != 0
                    ? byViolation
                    : Rows.compareLexicographically(costs[a], costs[b]);
        });
        return order;
    }

    /**
     * Ranks the first {@code count} rows of {@code order}, which are in lexicographic order, so that no row can
     * dominate an earlier one: each joins the first front none of whose members dominates it.
     *
     * @return the number of fronts
     */
    private static int rankFeasible(double[][] costs, Integer[] order, int count, int[] ranks) {
        int[] last = new int[count]; // [front] -> its last member, as a place in the order
        int[] before = new int[count]; // [place] -> the member before it in its front, or -1
        int fronts = 0;
        for (int place = 0; place < count; place++) {
            double[] row = costs[order[place]];
            int front = 0;
            if (place > 0 && Rows.compareLexicographically(costs[order[place - 1]], row) == 0) {
                front = ranks[order[place - 1]];
            } else {
                while (front < fronts && dominated(row, costs, order, last[front], before)) {
                    front++;
                }
            }
            before[place] = front < fronts ? last[front] : -1;
            fronts = Math.max(fronts, front + 1);
            last[front] = place;
            ranks[order[place]] = front;
        }
        return fronts;
    }

    /** Whether a member of the front that ends at {@code member} dominates {@code row}, a later and different row. */
    private static boolean dominated(double[] row, double[][] costs, Integer[] order, int member, int[] before) {
        for (int i = member; i >= 0; i = before[i]) {
            if (Rows.nowhereWorse(costs[order[i]], row)) {
                return true;
            }
            if (row.length == 2) {
                return false; // the last member of a front of two objectives is its cheapest by the second
            }
        }
        return false;
    }
}
