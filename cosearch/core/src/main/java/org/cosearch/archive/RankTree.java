package org.cosearch.archive;

import java.util.Arrays;

/**
 * The fronts of many rows by one k-d tree of all of them, whose nodes know, of the rows that have come, their box and the worst front.
 *
 * <p>Rows come in lexicographic order, so that the first objective need not be compared. The front of a row is one after
 * the worst front of the earlier rows that are nowhere worse; a node is skipped if it holds no worse front than was
 * found or if its box cannot hold such a row, and taken whole if its box holds no other.
 *
 * <p>A departure from ENS-NDT: one tree that holds all rows from the start, instead of one tree per front that grows
 * (as Buzdalov's variant of one tree), and boxes beside the splitting planes.
 *
 * @see <a href="https://doi.org/10.1162/evco_a_00204">Gustavsson and Syberfeldt 2018: a new algorithm using the
 *     non-dominated tree to improve non-dominated sorting</a>
 */
final class RankTree {

    private static final int LEAF = 8;

    private final int axes;
    private final double[][] rows;
    private final int[] order; // [place] -> row; the rows of a node are at consecutive places
    private final int[] places; // [row] -> place
    private final double[] points; // [place · axes]
    private final int[] placeRanks; // [place] -> front, or -1 before the row has come

    private int nodes;
    private final int[] from;
    private final int[] to;
    private final int[] right; // [node] -> its second child, 0 for a leaf; the first is the next node
    private final int[] parents;
    private final int[] worst; // [node] -> worst front within, or -1
    private final int[] leaves; // [place] -> its leaf
    private final double[] lower; // [node · axes]
    private final double[] upper;
    private int found;

    /** @param rows in lexicographic order, none twice, of at least two objectives */
    RankTree(double[][] rows) {
        this.rows = rows;
        axes = rows[0].length - 1;
        order = new int[rows.length];
        Arrays.setAll(order, i -> i);
        int most = 4 * (rows.length / LEAF + 1);
        from = new int[most];
        to = new int[most];
        right = new int[most];
        parents = new int[most];
        worst = new int[most];
        Arrays.fill(worst, -1);
        lower = new double[most * axes];
        upper = new double[most * axes];
        Arrays.fill(lower, Double.POSITIVE_INFINITY);
        Arrays.fill(upper, Double.NEGATIVE_INFINITY);
        leaves = new int[rows.length];
        build(0, rows.length, -1, 0);
        places = new int[rows.length];
        placeRanks = new int[rows.length];
        Arrays.fill(placeRanks, -1);
        points = new double[rows.length * axes];
        for (int place = 0; place < order.length; place++) {
            places[order[place]] = place;
            System.arraycopy(rows[order[place]], 1, points, place * axes, axes);
        }
    }

    /** As {@link FeasibleRanks#rank}. */
    int rank(int[] ranks) {
        int fronts = 0;
        for (int row = 0; row < rows.length; row++) {
            found = -1;
            search(0, rows[row]);
            int rank = found + 1;
            ranks[row] = rank;
            fronts = Math.max(fronts, rank + 1);
            placeRanks[places[row]] = rank;
            int node = leaves[places[row]];
            while (node >= 0 && widen(node, places[row] * axes, rank)) {
                node = parents[node];
            }
        }
        return fronts;
    }

    /** Takes a row into a node; returns whether that changed anything. */
    private boolean widen(int node, int point, int rank) {
        boolean changed = rank > worst[node];
        worst[node] = Math.max(worst[node], rank);
        for (int m = 0, i = node * axes; m < axes; m++, i++) {
            double cost = points[point + m];
            if (cost < lower[i]) {
                lower[i] = cost;
                changed = true;
            }
            if (cost > upper[i]) {
                upper[i] = cost;
                changed = true;
            }
        }
        return changed;
    }

    private void search(int node, double[] row) {
        if (worst[node] <= found) {
            return;
        }
        boolean whole = true;
        for (int m = 0, i = node * axes; m < axes; m++, i++) {
            double cost = row[m + 1];
            if (lower[i] > cost) {
                return;
            }
            whole &= upper[i] <= cost;
        }
        if (whole) {
            found = worst[node];
        } else if (right[node] == 0) {
            scan(node, row);
        } else {
            boolean rightFirst = worst[right[node]] > worst[node + 1];
            search(rightFirst ? right[node] : node + 1, row);
            search(rightFirst ? node + 1 : right[node], row);
        }
    }

    private void scan(int leaf, double[] row) {
        for (int place = from[leaf]; place < to[leaf]; place++) {
            if (placeRanks[place] > found) {
                int m = 0;
                int i = place * axes;
                while (m < axes && points[i + m] <= row[m + 1]) {
                    m++;
                }
                found = m == axes ? placeRanks[place] : found;
            }
        }
    }

    private int build(int start, int end, int parent, int depth) {
        int node = nodes++;
        from[node] = start;
        to[node] = end;
        parents[node] = parent;
        if (end - start <= LEAF) {
            Arrays.fill(leaves, start, end, node);
            return node;
        }
        int middle = (start + end) >>> 1;
        select(start, end - 1, middle, 1 + depth % axes);
        build(start, middle, node, depth + 1);
        right[node] = build(middle, end, node, depth + 1);
        return node;
    }

    /** Puts the row that belongs at place {@code k} by one objective there, smaller ones before it (Hoare's select). */
    private void select(int start, int end, int k, int objective) {
        int low = start;
        int high = end;
        while (low < high) {
            double pivot = rows[order[(low + high) >>> 1]][objective];
            int i = low;
            int j = high;
            while (i <= j) {
                while (rows[order[i]][objective] < pivot) {
                    i++;
                }
                while (rows[order[j]][objective] > pivot) {
                    j--;
                }
                if (i <= j) {
                    int row = order[i];
                    order[i++] = order[j];
                    order[j--] = row;
                }
            }
            if (k <= j) {
                high = j;
            } else if (k >= i) {
                low = i;
            } else {
                return;
            }
        }
    }
}
