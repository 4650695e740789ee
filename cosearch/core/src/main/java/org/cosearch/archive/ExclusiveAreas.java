package org.cosearch.archive;

import java.util.Arrays;

/**
 * What each point of three costs alone dominates below a reference point, in one sweep by ascending third cost.
 *
 * <p>The points so far that no other covers in the first two costs are a staircase. The area that one of them alone
 * covers is its box, between its neighbours, less the area of the points covered by it alone; it lasts until one of
 * these changes. A point that leaves the staircase is covered by the newcomer alone where it was not covered before; a
 * point covered by two says nothing. O(N log N) and the lengths of these lists.
 *
 * @see <a href="https://doi.org/10.1109/TEVC.2017.2729550">Guerreiro and Fonseca 2018: computing and updating
 *     hypervolume contributions in up to four dimensions (HVC3D)</a>
 */
final class ExclusiveAreas {

    private static final int END = -1;

    private final double[] x;
    private final double[] y;
    private final double[] z;
    private final double cornerX;
    private final double cornerY;
    private final double cornerZ;

    private final int[] steps; // the staircase, x ascending, y descending
    private int size;
    private final int[] covered; // [point] -> the first of those it covers alone, x ascending, y descending
    private final int[] next; // [point] -> the next of them
    private final double[] area; // [point] -> what it alone covers now
    private final double[] since; // [point] -> from which third cost on
    private final double[] volume;

    private ExclusiveAreas(double[] x, double[] y, double[] z, double cornerX, double cornerY, double cornerZ) {
        this.x = x;
        this.y = y;
        this.z = z;
        this.cornerX = cornerX;
        this.cornerY = cornerY;
        this.cornerZ = cornerZ;
        steps = new int[x.length];
        covered = new int[x.length];
        next = new int[x.length];
        Arrays.fill(covered, END);
        area = new double[x.length];
        since = new double[x.length];
        volume = new double[x.length];
    }

    /**
     * The volume that each row alone dominates.
     *
     * @param rows {@code [row, 2 or 3 costs]}, all better than the reference in all costs
     */
    static double[] of(double[][] rows, double[] reference) {
        int n = rows.length;
        double[] x = new double[n];
        double[] y = new double[n];
        double[] z = new double[n];
        boolean solid = reference.length == 3;
        for (int i = 0; i < n; i++) {
            x[i] = rows[i][0];
            y[i] = rows[i][1];
            z[i] = solid ? rows[i][2] : 0;
        }
        return new ExclusiveAreas(x, y, z, reference[0], reference[1], solid ? reference[2] : 1).sweep();
    }

    private double[] sweep() {
        for (int point : Places.sorted(x.length, (a, b) -> Double.compare(z[a], z[b]))) {
            arrive(point);
        }
        for (int i = 0; i < size; i++) {
            settle(steps[i], cornerZ);
        }
        return volume;
    }

    private void arrive(int point) {
        int right = firstRightOf(x[point]); // the steps before it are at most as far right
        int above = firstNotAbove(y[point]); // the steps from it on are at most as high
        if (above < right) {
            if (right - above == 1) {
                settle(steps[above], z[point]);
                cover(steps[above], point);
                measure(above);
            }
            return;
        }
        int from = firstNotLeftOf(x[point]);
        int to = above; // those from `from` on that are at least as high are covered by the point
        while (to < size && y[steps[to]] == y[point]) {
            to++;
        }
        for (int i = Math.max(0, from - 1); i < Math.min(size, to + 1); i++) {
            settle(steps[i], z[point]);
        }
        for (int i = to - 1; i >= from; i--) {
            next[steps[i]] = covered[point];
            covered[point] = steps[i];
        }
        System.arraycopy(steps, to, steps, from + 1, size - to);
        steps[from] = point;
        size += 1 - (to - from);
        since[point] = z[point];
        if (from > 0) {
            cutRight(steps[from - 1], x[point]);
            measure(from - 1);
        }
        measure(from);
        if (from + 1 < size) {
            cutTop(steps[from + 1], y[point]);
            measure(from + 1);
        }
    }

    /** Adds the volume of the area that the point has covered alone since it last changed. */
    private void settle(int point, double until) {
        volume[point] += area[point] * (until - since[point]);
        since[point] = until;
    }

    /** Takes a point into the list of those that {@code by} covers alone, in the place of those it covers itself. */
    private void cover(int by, int point) {
        int before = END;
        int at = covered[by];
        while (at != END && x[at] < x[point]) {
            before = at;
            at = next[at];
        }
        boolean useless =
                (before != END && y[before] <= y[point]) || (at != END && x[at] == x[point] && y[at] <= y[point]);
        if (useless) {
            return;
        }
        while (at != END && y[at] >= y[point]) {
            at = next[at];
        }
        next[point] = at;
        if (before == END) {
            covered[by] = point;
        } else {
            next[before] = point;
        }
    }

    private void cutRight(int point, double limit) {
        int before = END;
        int at = covered[point];
        while (at != END && x[at] < limit) {
            before = at;
            at = next[at];
        }
        if (before == END) {
            covered[point] = END;
        } else {
            next[before] = END;
        }
    }

    private void cutTop(int point, double limit) {
        while (covered[point] != END && y[covered[point]] >= limit) {
            covered[point] = next[covered[point]];
        }
    }

    /** The box of a step between its neighbours less what it covers. */
    private void measure(int step) {
        int point = steps[step];
        double top = step == 0 ? cornerY : y[steps[step - 1]];
        double end = step + 1 == size ? cornerX : x[steps[step + 1]];
        double left = x[point];
        double alone = 0;
        for (int at = covered[point]; at != END; at = next[at]) {
            alone += (x[at] - left) * (top - y[point]);
            left = x[at];
            top = y[at];
        }
        area[point] = alone + (end - left) * (top - y[point]);
    }

    private int firstRightOf(double limit) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (x[steps[middle]] <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int firstNotLeftOf(double limit) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (x[steps[middle]] < limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int firstNotAbove(double limit) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (y[steps[middle]] > limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
