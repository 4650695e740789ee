package org.cosearch.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.archive.NonDominatedSort;

/**
 * The survival of NSGA-III (Deb and Jain 2014, IV-B to IV-E): front after front, and of the front that does not fit whole
 * those that fill the emptiest niches. A niche is all that is nearest to one direction.
 */
final class NicheSurvival implements Survival {

    /** The weight of the other objectives when the extreme point of one is looked for. */
    private static final double OFF_AXIS = 1e6;

    private final double[][] directions;
    private final RandomGenerator random;
    private final double[] ideal; // the least feasible costs so far
    private final double[][] extremes; // [objective] -> the costs that lie best on its axis so far; empty before

    /** @param directions {@code [direction, objective]} */
    NicheSurvival(double[][] directions, RandomGenerator random) {
        this.directions = directions;
        this.random = random;
        ideal = new double[directions[0].length];
        Arrays.fill(ideal, Double.POSITIVE_INFINITY);
        extremes = new double[ideal.length][];
        Arrays.fill(extremes, new double[0]);
    }

    @Override
    public int[] survivors(double[][] costs, double[] violations, int size) {
        int[] survivors = new int[size];
        int filled = 0;
        for (int[] front : NonDominatedSort.fronts(costs, violations)) {
            if (filled == size) {
                break;
            }
            int[] best = front;
            if (violations[front[0]] == 0) {
                learn(front, costs);
                if (front.length > size - filled) {
                    best = chosen(front, costs, survivors, filled, size - filled);
                }
            }
            int taken = Math.min(best.length, size - filled);
            System.arraycopy(best, 0, survivors, filled, taken);
            filled += taken;
        }
        return survivors;
    }

    private void learn(int[] front, double[][] costs) {
        for (int row : front) {
            for (int m = 0; m < ideal.length; m++) {
                ideal[m] = Math.min(ideal[m], costs[row][m]);
            }
        }
        for (int m = 0; m < ideal.length; m++) {
            double least = extremes[m].length == 0 ? Double.POSITIVE_INFINITY : offAxis(extremes[m], m);
            for (int row : front) {
                double off = offAxis(costs[row], m);
                if (off < least) {
                    least = off;
                    extremes[m] = costs[row];
                }
            }
        }
    }

    private double offAxis(double[] row, int axis) {
        double most = Double.NEGATIVE_INFINITY;
        for (int m = 0; m < row.length; m++) {
            most = Math.max(most, (row[m] - ideal[m]) * (m == axis ? 1 : OFF_AXIS));
        }
        return most;
    }

    /** Chooses {@code room} rows of the front that does not fit. */
    private int[] chosen(int[] front, double[][] costs, int[] survivors, int filled, int room) {
        double[] ranges = ranges(front, costs);
        int[] counts = new int[directions.length];
        for (int i = 0; i < filled; i++) {
            counts[nearest(costs[survivors[i]], ranges)]++;
        }
        List<List<Integer>> niches = new ArrayList<>();
        for (int i = 0; i < directions.length; i++) {
            niches.add(new ArrayList<>());
        }
        for (int row : front) {
            niches.get(nearest(costs[row], ranges)).add(row);
        }
        int[] chosen = new int[room];
        for (int k = 0; k < room; k++) {
            int niche = emptiest(counts, niches);
            List<Integer> rows = niches.get(niche);
            int place = counts[niche] == 0 ? closest(rows, costs, niche, ranges) : random.nextInt(rows.size());
            chosen[k] = rows.remove(place);
            counts[niche]++;
        }
        return chosen;
    }

    /** One of the niches that have rows left, at random among those with the fewest survivors. */
    private int emptiest(int[] counts, List<List<Integer>> niches) {
        int least = Integer.MAX_VALUE;
        int ties = 0;
        int chosen = -1;
        for (int niche = 0; niche < counts.length; niche++) {
            if (!niches.get(niche).isEmpty() && counts[niche] <= least) {
                ties = counts[niche] < least ? 1 : ties + 1;
                least = counts[niche];
                chosen = ties == 1 || random.nextInt(ties) == 0 ? niche : chosen;
            }
        }
        return chosen;
    }

    private int closest(List<Integer> rows, double[][] costs, int niche, double[] ranges) {
        int closest = 0;
        for (int i = 1; i < rows.size(); i++) {
            if (distance(costs[rows.get(i)], niche, ranges) < distance(costs[rows.get(closest)], niche, ranges)) {
                closest = i;
            }
        }
        return closest;
    }

    private int nearest(double[] row, double[] ranges) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < directions.length; i++) {
            double distance = distance(row, i, ranges);
            if (distance < least) {
                least = distance;
                nearest = i;
            }
        }
        return nearest;
    }

    /** The square of the distance of a row, scaled to the ranges, from the line through a direction. */
    private double distance(double[] row, int direction, double[] ranges) {
        double along = 0;
        double length = 0;
        double square = 0;
        for (int m = 0; m < row.length; m++) {
            double value = (row[m] - ideal[m]) / ranges[m];
            along += value * directions[direction][m];
            length += directions[direction][m] * directions[direction][m];
            square += value * value;
        }
        return square - along * along / length;
    }

    /** Where the plane through the extreme points meets the axes, or the ranges of the front where it does not. */
    private double[] ranges(int[] front, double[][] costs) {
        int m = ideal.length;
        double[][] plane = new double[m][m + 1];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                plane[i][j] = extremes[i][j] - ideal[j];
            }
            plane[i][m] = 1;
        }
        double[] inverse = Linear.solved(plane);
        double[] ranges = new double[m];
        for (int j = 0; j < m; j++) {
            ranges[j] = inverse.length == 0 ? Double.NaN : 1 / inverse[j];
        }
        if (Arrays.stream(ranges).allMatch(range -> range > 1e-9 && range < Double.POSITIVE_INFINITY)) {
            return ranges;
        }
        for (int j = 0; j < m; j++) {
            int objective = j;
            double worst = Arrays.stream(front)
                    .mapToDouble(row -> costs[row][objective])
                    .max()
                    .orElseThrow();
            ranges[j] = Math.max(1e-12, worst - ideal[j]);
        }
        return ranges;
    }
}
