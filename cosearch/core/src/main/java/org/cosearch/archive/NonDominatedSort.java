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
     * <p>O(N log N) for two objectives, O(N log² N) comparisons for three; for more of either, one by one up to some
     * hundred rows and by a tree beyond, O(M N²) at worst.
     *
     * @param costs {@code [row, objective]}; the costs of an infeasible row are not looked at and may be empty
     * @param violations {@code [row]}, at least 0, infinity for a design without figures
     * @return {@code [row]}
     * @throws IllegalArgumentException if a number is missing or not a number
     */
    public static int[] ranks(double[][] costs, double[] violations) {
        int[] order = constraintOrder(costs, violations);
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

    /** Whether one design comes before another by constraint domination. Costs are looked at if both are feasible. */
    public static boolean dominates(double[] costs, double violation, double[] otherCosts, double otherViolation) {
        boolean constrained = violation > 0 || otherViolation > 0;
        return constrained
                ? violation < otherViolation
                : Rows.nowhereWorse(costs, otherCosts) && !Rows.nowhereWorse(otherCosts, costs);
    }

    /** Ranks the first {@code count} rows of {@code order}, which are in lexicographic order; returns their fronts. */
    private static int rankFeasible(double[][] costs, int[] order, int count, int[] ranks) {
        if (count == 0) {
            return 0;
        }
        double[][] distinct = new double[count][];
        int size = 0;
        for (int i = 0; i < count; i++) {
            double[] row = costs[order[i]];
            if (size == 0 || Rows.compareLexicographically(distinct[size - 1], row) != 0) {
                distinct[size++] = row;
            }
        }
        double[][] rows = size < count ? Arrays.copyOf(distinct, size) : distinct;
        int[] distinctRanks = new int[size];
        int fronts = FeasibleRanks.suiting(size, rows[0].length).rank(rows, distinctRanks);
        for (int i = 0, k = 0; i < count; i++) {
            k += Rows.compareLexicographically(rows[k], costs[order[i]]) == 0 ? 0 : 1;
            ranks[order[i]] = distinctRanks[k];
        }
        return fronts;
    }

    /** The rows with the feasible ones first, in lexicographic order of costs, then the others by violation. */
    private static int[] constraintOrder(double[][] costs, double[] violations) {
        if (costs.length != violations.length) {
            throw new IllegalArgumentException(
                    "There are (%d) rows of costs and (%d) violations.".formatted(costs.length, violations.length));
        }
        int objectives = -1;
        for (int row = 0; row < costs.length; row++) {
            if (!(violations[row] >= 0)) {
                throw new IllegalArgumentException(
                        "The violation of row %d (%s) is not at least 0.".formatted(row, violations[row]));
            }
            if (violations[row] == 0) {
                objectives = objectives < 0 ? costs[row].length : objectives;
                Rows.check(costs[row], objectives, row);
            }
        }
        int[] order = new int[costs.length];
        int feasible = 0;
        int infeasible = costs.length;
        for (int row = 0; row < costs.length; row++) {
            if (violations[row] == 0) {
                order[feasible++] = row;
            } else {
                order[--infeasible] = row;
            }
        }
        Places.sort(
                order, feasible, Rows.column(costs, 0), (a, b) -> Rows.compareLexicographically(costs[a], costs[b]));
        if (feasible < order.length) {
            int[] rest = Arrays.copyOfRange(order, feasible, order.length);
            Places.sort(rest, rest.length, (a, b) -> Double.compare(violations[a], violations[b]));
            System.arraycopy(rest, 0, order, feasible, rest.length);
        }
        return order;
    }
}
