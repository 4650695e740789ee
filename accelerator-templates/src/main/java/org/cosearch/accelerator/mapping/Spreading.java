package org.cosearch.accelerator.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The ways to spread a loop nest over the fan-outs of an accelerator, the most parallel first.
 *
 * <p>Each direction of each fan-out is filled with one dimension and what is left of it with the next ones, by turns with
 * each of the first few allowed dimensions in front. A dimension of n iterations on f instances takes ⌈n/f⌉ rounds and as
 * few instances as do it in so many; where n is no multiple of the rounds, the last one is partly idle.
 */
final class Spreading {

    private static final int FRONTS = 3;

    /** One way. */
    static final class Spread {
        /** {@code [level · dimensions + d]}: factors along the columns. */
        final int[] x;
        /** {@code [level · dimensions + d]}: factors along the rows. */
        final int[] y;
        /** {@code [d]}: iterations left over. */
        final int[] rest;
        /** Iterations of the nest over those left over. */
        final double parallelism;

        Spread(int[] x, int[] y, int[] rest, double parallelism) {
            this.x = x;
            this.y = y;
            this.rest = rest;
            this.parallelism = parallelism;
        }

        /** MACs in use. */
        long instances() {
            long product = 1;
            for (int at = 0; at < x.length; at++) {
                product *= (long) x[at] * y[at];
            }
            return product;
        }
    }

    private final Rules rules;
    private final List<Spread> found = new ArrayList<>();

    private Spreading(Rules rules) {
        this.rules = rules;
    }

    /** At most {@code count} ways, the most parallel first; those found first are preferred. */
    static List<Spread> best(Rules rules, int count) {
        Spreading spreading = new Spreading(rules);
        int size = rules.levels * rules.dimensions;
        int[] x = new int[size];
        int[] y = new int[size];
        Arrays.fill(x, 1);
        Arrays.fill(y, 1);
        spreading.fill(0, true, x, y, rules.bound.clone());
        List<Spread> sorted = new ArrayList<>(spreading.found);
        sorted.sort(Comparator.comparingDouble((Spread spread) -> spread.parallelism)
                .reversed());
        return sorted.subList(0, Math.min(count, sorted.size()));
    }

    private void fill(int level, boolean columns, int[] x, int[] y, int[] rest) {
        if (level == rules.levels) {
            add(x, y, rest);
            return;
        }
        int room = columns ? rules.columns[level] : rules.rows[level];
        boolean[] may = columns ? rules.mayLieOnX : rules.mayLieOnY;
        int row = level * rules.dimensions;
        List<Integer> allowed = new ArrayList<>();
        for (int d : rules.spatialOrder[level]) {
            if (room > 1 && may[row + d] && rules.mostSpatial[row + d] > 1 && rest[d] > 1) {
                allowed.add(d);
            }
        }
        int fronts = Math.max(1, Math.min(FRONTS, allowed.size()));
        for (int front = 0; front < fronts; front++) {
            int[] nextX = x.clone();
            int[] nextY = y.clone();
            int[] nextRest = rest.clone();
            int free = room;
            for (int i = 0; i < allowed.size(); i++) {
                int d = allowed.get((front + i) % allowed.size());
                int already = x[row + d] * y[row + d];
                int most = Math.min(free, rules.mostSpatial[row + d] / already);
                if (most > 1) {
                    int rounds = ceil(nextRest[d], Math.min(most, nextRest[d]));
                    int factor = ceil(nextRest[d], rounds);
                    (columns ? nextX : nextY)[row + d] = factor;
                    nextRest[d] = rounds;
                    free /= factor;
                }
            }
            fill(columns ? level : level + 1, !columns, nextX, nextY, nextRest);
        }
    }

    private void add(int[] x, int[] y, int[] rest) {
        double parallelism = 1;
        for (int d = 0; d < rest.length; d++) {
            parallelism *= (double) rules.bound[d] / rest[d];
        }
        for (int at = 0; at < x.length; at++) {
            if (x[at] * y[at] < rules.leastSpatial[at]) {
                return;
            }
        }
        for (Spread other : found) {
            if (Arrays.equals(other.x, x) && Arrays.equals(other.y, y)) {
                return;
            }
        }
        found.add(new Spread(x, y, rest, parallelism));
    }

    static int ceil(int a, int b) {
        return (a + b - 1) / b;
    }
}
