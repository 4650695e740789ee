package org.cosearch.archive;

import java.util.Arrays;

/**
 * Volumes in four objectives: points by ascending fourth cost, each adding the prism over what it alone dominates in the
 * first three costs of the points so far.
 *
 * <p>The points so far are kept by ascending third cost, without those dominated in three costs, so that one pass over
 * them finds what a new point adds: those at most as costly by the third shape its free area at once, each of the others
 * takes some of it away from its own third cost on. O(N²) and the binary searches in staircases, which are short, for
 * they lie inside the area of one point.
 *
 * <p>A departure from the paper: one pass per point over an array instead of linked lists kept up to date, which is of
 * the same order.
 *
 * @see <a href="https://doi.org/10.1137/120870906">Guerreiro, Fonseca and Emmerich 2012: a fast dimension-sweep algorithm
 *     for the hypervolume indicator in four dimensions (HV4D)</a>
 */
final class FourVolumes {

    private final double[] reference;
    private final Staircase taken;
    private final double[] x; // of the points so far, z ascending
    private final double[] y;
    private final double[] z;
    private int size;

    FourVolumes(double[] reference, int rows) {
        this.reference = reference;
        taken = new Staircase(reference[0], reference[1], 16);
        x = new double[rows];
        y = new double[rows];
        z = new double[rows];
    }

    /** The volume of the first {@code count} rows in their first four objectives; reorders the rows. */
    double volume(double[][] rows, int count) {
        Arrays.sort(rows, 0, count, (a, b) -> Double.compare(a[3], b[3]));
        size = 0;
        double volume = 0;
        for (int i = 0; i < count; i++) {
            double[] row = rows[i];
            int place = firstBehind(row[2]);
            double alone = alone(row[0], row[1], row[2], place);
            if (alone > 0) {
                volume += alone * (reference[3] - row[3]);
                take(row[0], row[1], row[2], place);
            }
        }
        return volume;
    }

    /** The number of points whose third cost is at most that. */
    private int firstBehind(double depth) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (z[middle] <= depth) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The volume in three costs that a point adds, whose place among the others is known. */
    private double alone(double left, double bottom, double front, int place) {
        double right = reference[0];
        double top = reference[1];
        for (int i = 0; i < place; i++) {
            if (x[i] <= left) {
                if (y[i] <= bottom) {
                    return 0;
                }
                top = Math.min(top, y[i]);
            } else if (y[i] <= bottom) {
                right = Math.min(right, x[i]);
            }
        }
        taken.clear(right, top);
        double area = (right - left) * (top - bottom);
        for (int i = 0; i < place; i++) {
            if (x[i] < right && y[i] < top) { // to the right of and above the point
                area -= taken.add(x[i], y[i]);
            }
        }
        double volume = 0;
        double depth = front;
        for (int i = place; i < size; i++) {
            if (x[i] < right && y[i] < top) {
                double lost = taken.add(Math.max(x[i], left), Math.max(y[i], bottom));
                if (lost > 0) {
                    volume += area * (z[i] - depth);
                    depth = z[i];
                    area -= lost;
                    if (x[i] <= left && y[i] <= bottom) {
                        return volume;
                    }
                }
            }
        }
        return volume + area * (reference[2] - depth);
    }

    /** Puts a point at its place and drops those that it dominates. */
    private void take(double left, double bottom, double front, int place) {
        int from = place;
        while (from > 0 && z[from - 1] == front) {
            from--;
        }
        int kept = from;
        for (int i = from; i < size; i++) {
            if (x[i] < left || y[i] < bottom) {
                x[kept] = x[i];
                y[kept] = y[i];
                z[kept] = z[i];
                kept++;
            }
        }
        int at = from;
        while (at < kept && z[at] <= front) {
            at++;
        }
        System.arraycopy(x, at, x, at + 1, kept - at);
        System.arraycopy(y, at, y, at + 1, kept - at);
        System.arraycopy(z, at, z, at + 1, kept - at);
        x[at] = left;
        y[at] = bottom;
        z[at] = front;
        size = kept + 1;
    }
}
