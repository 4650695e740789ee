package org.cosearch.accelerator.schedule;

import java.util.Arrays;

/**
 * A Lagrangian relaxation: every resource has a price per cycle, every layer goes where it is cheapest, and what that
 * costs is a lower bound of any schedule's figure (Held and Karp 1971 for the ascent by subgradients). The resources are
 * the sub-accelerators, which run one layer at a time, and for each network a longest path, whose layers run one after
 * the other.
 *
 * <p>For the makespan the prices sum to one, and the bound is the priced sum of cycles. For the energy the bound is the
 * energy plus the priced sum of cycles, less the priced latency. Transfers are left out, which only lowers the bound.
 */
final class Relaxation {

    private final FlatProblem problem;
    /** {@code [layer]}: whether it is on its network's path. */
    private final boolean[] onPath;

    Relaxation(FlatProblem problem) {
        this.problem = problem;
        this.onPath = new boolean[problem.layers];
        markLongestPaths();
    }

    /** Whether a layer is on the path of its network that has a price. */
    boolean onPath(int layer) {
        return onPath[layer];
    }

    /** A bound of the makespan, by {@code steps} of ascent. */
    Prices makespan(int steps) {
        return ascend(new Prices(problem, false, 0), 1.0 / (problem.subs + problem.networks), steps);
    }

    /** A bound of the energy of schedules that end by {@code latency}. */
    Prices energy(long latency, int steps) {
        double perCycle = problem.energySpread() / Math.max(1, problem.fewestCycles());
        double start = perCycle / (problem.subs + problem.networks);
        return ascend(new Prices(problem, true, latency), start, steps);
    }

    /** The bound of the energy without any price: each layer where it needs least. */
    Prices energy() {
        Prices prices = new Prices(problem, true, 0);
        prices.settle(onPath);
        return prices;
    }

    private Prices ascend(Prices now, double start, int steps) {
        Prices best = new Prices(problem, now.energyCounts, now.latency);
        double[] load = new double[problem.subs];
        double[] pathLoad = new double[problem.networks];
        Arrays.fill(now.ofSub, start);
        Arrays.fill(now.ofPath, start);
        now.settle(onPath);
        best.copy(now);
        for (int step = 0; step < steps; step++) {
            loads(now, load, pathLoad);
            double level = now.energyCounts ? now.latency : Math.max(max(load), max(pathLoad));
            double rate = 4 / Math.sqrt(1 + step) / Math.max(1, level);
            raise(now.ofSub, load, level, rate);
            raise(now.ofPath, pathLoad, level, rate);
            if (!now.energyCounts) {
                double sum = sum(now.ofSub) + sum(now.ofPath);
                scale(now.ofSub, 1 / sum);
                scale(now.ofPath, 1 / sum);
            }
            now.settle(onPath);
            if (now.bound() > best.bound()) {
                best.copy(now);
            }
        }
        return best;
    }

    private void loads(Prices prices, double[] load, double[] pathLoad) {
        Arrays.fill(load, 0);
        Arrays.fill(pathLoad, 0);
        for (int layer = 0; layer < problem.layers; layer++) {
            int sub = prices.choice[layer];
            double cycles = problem.cycles[layer * problem.subs + sub];
            load[sub] += cycles;
            if (onPath[layer]) {
                pathLoad[problem.network[layer]] += cycles;
            }
        }
        if (problem.hasTwins) {
            shareAmongTwins(load);
        }
    }

    /** What one twin can do any other can, and equal loads keep their prices equal, as {@link States} needs it. */
    private void shareAmongTwins(double[] load) {
        for (int sub = problem.subs - 1; sub >= 0; sub--) {
            double sum = 0;
            int twins = 0;
            for (int twin = sub; twin >= 0; twin = problem.lowerTwin[twin]) {
                sum += load[twin];
                twins++;
            }
            load[sub] = sum / twins;
        }
        // the highest of each kind has the mean of all now
        for (int sub = problem.subs - 1; sub >= 0; sub--) {
            if (problem.lowerTwin[sub] >= 0) {
                load[problem.lowerTwin[sub]] = load[sub];
            }
        }
    }

    /** A multiplicative step keeps prices positive; its exponent is bounded so that none vanishes at once. */
    private static void raise(double[] prices, double[] load, double level, double rate) {
        for (int i = 0; i < prices.length; i++) {
            prices[i] *= Math.exp(Math.max(-2, Math.min(2, rate * (load[i] - level))));
        }
    }

    private void markLongestPaths() {
        int[] first = new int[problem.networks];
        Arrays.fill(first, -1);
        for (int layer = 0; layer < problem.layers; layer++) {
            int network = problem.network[layer];
            if (problem.predecessors[layer].length == 0
                    && (first[network] < 0 || length(layer) > length(first[network]))) {
                first[network] = layer;
            }
        }
        for (int start : first) {
            int at = start;
            while (at >= 0) {
                onPath[at] = true;
                int next = -1;
                for (int after : problem.successors[at]) {
                    if (next < 0 || length(after) > length(next)) {
                        next = after;
                    }
                }
                at = next;
            }
        }
    }

    /** The fewest cycles from a layer's start to the end of all that depends on it. */
    private long length(int layer) {
        long least = Long.MAX_VALUE;
        for (int sub : problem.choices[layer]) {
            int at = layer * problem.subs + sub;
            least = Math.min(least, problem.cycles[at] + problem.tail[at]);
        }
        return least;
    }

    private static double max(double[] values) {
        double max = 0;
        for (double value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static void scale(double[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }
}
