package org.cosearch.archive;

import java.util.Arrays;

/**
 * The area that a growing set of points of two costs dominates below a corner.
 *
 * <p>Holds the non-dominated points by ascending x, hence descending y, in arrays: a point is placed by binary search,
 * and the points it dominates leave for good, so that n points take O(n log n) comparisons. Room is made by moving
 * memory.
 */
final class Staircase {

    private double cornerX;
    private double cornerY;
    private double[] xs;
    private double[] ys;
    private int size;

    Staircase(double cornerX, double cornerY, int capacity) {
        this.cornerX = cornerX;
        this.cornerY = cornerY;
        xs = new double[Math.max(4, capacity)];
        ys = new double[xs.length];
    }

    void clear() {
        size = 0;
    }

    /** Starts anew below another corner. */
    void clear(double x, double y) {
        cornerX = x;
        cornerY = y;
        size = 0;
    }

    /** Adds a point and returns the area that it adds; 0 if it is dominated, equal to another, or outside the corner. */
    double add(double x, double y) {
        double area = gain(x, y);
        if (area > 0) {
            put(x, y);
        }
        return area;
    }

    /** What a point would add. */
    double gain(double x, double y) {
        if (!(x < cornerX && y < cornerY)) {
            return 0;
        }
        int from = firstNotLeftOf(x);
        double height = from == 0 ? cornerY : ys[from - 1];
        if (height <= y || (from < size && xs[from] == x && ys[from] <= y)) {
            return 0;
        }
        double area = 0;
        double left = x;
        int to = from;
        for (; to < size && ys[to] >= y; to++) {
            area += (xs[to] - left) * (height - y);
            left = xs[to];
            height = ys[to];
        }
        return area + ((to < size ? xs[to] : cornerX) - left) * (height - y);
    }

    /** Whether a point is nowhere better than one that was added. */
    boolean covers(double x, double y) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (xs[middle] <= x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low > 0 && ys[low - 1] <= y;
    }

    /** Adds a point that is not covered, wherever the corner is. */
    void put(double x, double y) {
        int from = firstNotLeftOf(x);
        int to = from;
        while (to < size && ys[to] >= y) {
            to++;
        }
        replace(from, to, x, y);
    }

    /** The number of points whose x is below {@code x}. */
    private int firstNotLeftOf(double x) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (xs[middle] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Puts one point in the place of those in {@code [from, to)}. */
    private void replace(int from, int to, double x, double y) {
        int grown = size + 1 - (to - from);
        if (grown > xs.length) {
            xs = Arrays.copyOf(xs, 2 * grown);
            ys = Arrays.copyOf(ys, 2 * grown);
        }
        if (to != from + 1) {
            System.arraycopy(xs, to, xs, from + 1, size - to);
            System.arraycopy(ys, to, ys, from + 1, size - to);
        }
        xs[from] = x;
        ys[from] = y;
        size = grown;
    }
}
