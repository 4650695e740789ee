package org.cosearch.accelerator.schedule;

import java.util.Arrays;
import java.util.List;

/**
 * A branch-and-bound over sequences, depth by depth: each state is extended by each ready layer on each of its
 * sub-accelerators; what exceeds a limit and what another state dominates is cut. At most {@code width} states are kept
 * at a depth, those of least bound. As long as that drops nothing, the search is exact; otherwise it is a beam search,
 * and the least bound that was dropped is known. For one thread, for one search.
 */
final class BranchAndBound {

    private static final int STATE_WORK = 4;

    private final FlatProblem problem;
    private final boolean energyCounts;
    private final long latency;
    private final int width;
    private final Limits limits;
    private final Candidates candidates = new Candidates();
    private States now;
    private States next;

    /** {@code [number]}: the number of the state that a state comes from, -1 for the empty schedule. */
    private int[] parents = new int[256];
    /** {@code [number]}: the step that led there, {@code layer * subs + sub}. */
    private int[] steps = new int[256];

    private int numbers;
    private double leastDropped = Double.POSITIVE_INFINITY;
    private long work;

    private BranchAndBound(FlatProblem problem, boolean energyCounts, long latency, Limits limits, int width) {
        this.problem = problem;
        this.energyCounts = energyCounts;
        this.latency = latency;
        this.limits = limits;
        this.width = width;
        int capacity = Math.min(width, 128) + 1;
        int hashBits = width < 1_000 ? 8 : 14;
        now = new States(problem, limits.count(), capacity, hashBits);
        next = new States(problem, limits.count(), capacity, hashBits);
    }

    /** A search for the least makespan below {@code upper}. */
    static BranchAndBound leastMakespan(
            FlatProblem problem, Relaxation relaxation, Prices prices, long upper, int width) {
        Limits limits = new Limits(problem, relaxation, List.of(prices));
        limits.makespan(0, upper - 1);
        return new BranchAndBound(problem, false, upper - 1, limits, width);
    }

    /** A search for the least energy below {@code upper} among the schedules that end by the latency of the prices. */
    static BranchAndBound leastEnergy(
            FlatProblem problem, Relaxation relaxation, Prices energy, Prices makespan, double upper, int width) {
        Limits limits = new Limits(problem, relaxation, List.of(energy, relaxation.energy(), makespan));
        limits.energyBelow(0, upper);
        limits.energyBelow(1, upper);
        limits.makespan(2, energy.latency);
        return new BranchAndBound(problem, true, energy.latency, limits, width);
    }

    /** The least bound of a state that was dropped for want of width; infinite if none was. */
    double leastDropped() {
        return leastDropped;
    }

    /** What the search took: steps weighed, and states written at {@value #STATE_WORK} steps each. */
    long work() {
        return work;
    }

    /** Writes the best schedule within the limits to {@code best} and answers whether there is one. */
    boolean search(Sequence best) {
        start();
        for (int depth = 0; depth < problem.layers; depth++) {
            branch();
            candidates.rank(limits.root(0));
            next.clear();
            while (candidates.left() > 0 && next.size() < width) {
                int first = candidates.first();
                extend(candidates.state(first), candidates.step(first));
                candidates.drop();
            }
            if (candidates.left() > 0) {
                leastDropped = Math.min(leastDropped, candidates.score(candidates.first()));
            }
            States spent = now;
            now = next;
            next = spent;
        }
        int found = -1;
        for (int state = 0; state < now.size(); state++) {
            if (found < 0 || figure(state) < figure(found)) {
                found = state;
            }
        }
        if (found >= 0) {
            write(now.id[found], best);
        }
        return found >= 0;
    }

    private double figure(int state) {
        if (energyCounts) {
            return now.energy(state);
        }
        long makespan = 0;
        for (int sub = 0; sub < problem.subs; sub++) {
            makespan = Math.max(makespan, now.times[state * now.timesWidth + sub]);
        }
        return makespan;
    }

    private void start() {
        now.clear();
        Arrays.fill(now.times, now.ends(0), now.ends(0) + problem.layers, -1);
        Arrays.fill(now.place, -1);
        for (int limit = 0; limit < limits.count(); limit++) {
            now.sums[limit] = limits.root(limit);
        }
        for (int layer = 0; layer < problem.layers; layer++) {
            if (problem.predecessors[layer].length == 0) {
                now.ready[now.readyCount[0]++] = layer;
            }
        }
        now.add(-1);
    }

    private void branch() {
        candidates.clear();
        for (int state = 0; state < now.size(); state++) {
            for (int i = 0; i < now.readyCount[state]; i++) {
                int layer = now.ready[state * problem.layers + i];
                for (int sub : problem.choices[layer]) {
                    weigh(state, layer, sub);
                }
            }
        }
    }

    private void weigh(int state, int layer, int sub) {
        work++;
        int step = layer * problem.subs + sub;
        long start = now.start(state, layer, sub);
        long end = start + problem.cycles[step];
        if (end + problem.tail[step] > latency) {
            return;
        }
        int times = state * now.timesWidth;
        long pathBusy = end - now.times[now.pathEnds(state) + problem.network[layer]];
        double energy = now.energyAdded(state, layer, sub);
        double bound = 0;
        for (int limit = limits.count() - 1; limit >= 0; limit--) {
            bound = now.sums[state * now.sumsWidth + limit]
                    + limits.rise(limit, layer, sub, end - now.times[times + sub], pathBusy, energy);
            for (int other = 0; other < problem.subs; other++) {
                long idle = other == sub ? 0 : start - now.times[times + other];
                bound += idle > 0 ? limits.rise(limit, other, idle) : 0;
            }
            if (bound > limits.most(limit)) {
                return;
            }
        }
        candidates.add(state, step, bound);
    }

    private void extend(int state, int step) {
        work += STATE_WORK;
        int layer = step / problem.subs;
        int sub = step % problem.subs;
        int child = next.draft(now, state);
        long start = now.start(state, layer, sub);
        long end = start + problem.cycles[step];
        long busy = end - now.times[state * now.timesWidth + sub];
        int path = next.pathEnds(child) + problem.network[layer];
        long pathBusy = end - next.times[path];
        double energy = now.energyAdded(state, layer, sub);
        int sums = child * next.sumsWidth;
        for (int limit = 0; limit < limits.count(); limit++) {
            next.sums[sums + limit] += limits.rise(limit, layer, sub, busy, pathBusy, energy);
        }
        next.sums[sums + limits.count()] += energy;
        next.times[child * next.timesWidth + sub] = end;
        next.times[next.ends(child) + layer] = end;
        if (problem.transfersCost) {
            next.place[child * problem.layers + layer] = sub;
        }
        if (limits.onPath(layer)) {
            next.times[path] = end;
        }
        ready(child, layer);
        close(child, layer);
        for (int before : problem.predecessors[layer]) {
            close(child, before);
        }
        if (tooLate(child) || (next.readyCount[child] > 0 && idle(child, start))) {
            return;
        }
        next.sortTwins();
        if (!next.dominateDraft(energyCounts)) {
            number(now.id[state], layer * problem.subs + now.real(state, sub));
            next.add(numbers - 1);
        }
    }

    /** Whether some ready layer, and what depends on it, can no longer end in time wherever it goes. */
    private boolean tooLate(int child) {
        for (int i = 0; i < next.readyCount[child]; i++) {
            int layer = next.ready[child * problem.layers + i];
            long least = Long.MAX_VALUE;
            for (int sub : problem.choices[layer]) {
                int step = layer * problem.subs + sub;
                least = Math.min(least, next.start(child, layer, sub) + problem.cycles[step] + problem.tail[step]);
            }
            if (least > latency) {
                return true;
            }
        }
        return false;
    }

    /** Takes a layer from the ready ones and adds those that waited for it last, in ascending order. */
    private void ready(int child, int layer) {
        int first = child * problem.layers;
        int count = 0;
        for (int i = 0; i < next.readyCount[child]; i++) {
            if (next.ready[first + i] != layer) {
                next.ready[first + count++] = next.ready[first + i];
            }
        }
        for (int after : problem.successors[layer]) {
            if (allScheduled(problem.predecessors[after], child)) {
                int at = count++;
                for (; at > 0 && next.ready[first + at - 1] > after; at--) {
                    next.ready[first + at] = next.ready[first + at - 1];
                }
                next.ready[first + at] = after;
            }
        }
        next.readyCount[child] = count;
    }

    /** Forgets when and where a layer ended that nothing waits for any more. */
    private void close(int child, int layer) {
        if (allScheduled(problem.successors[layer], child)) {
            next.times[next.ends(child) + layer] = 0;
            if (problem.transfersCost) {
                next.place[child * problem.layers + layer] = -1;
            }
        }
    }

    private boolean allScheduled(int[] layers, int child) {
        int ends = next.ends(child);
        for (int layer : layers) {
            if (next.times[ends + layer] < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Layers come in the order of their starts, and nothing that is left could start before the first ready layer is: no
     * sub-accelerator need be free before either; nor, where transfers are free, need a layer's end be before the first
     * sub-accelerator is free. States that differ in what no longer matters become equal.
     *
     * @param lastStart of the layer scheduled last
     * @return whether a bound now exceeds its limit
     */
    private boolean idle(int child, long lastStart) {
        long[] times = next.times;
        int ends = next.ends(child);
        long ready = Long.MAX_VALUE;
        for (int i = 0; i < next.readyCount[child]; i++) {
            long inputs = lastStart;
            for (int before : problem.predecessors[next.ready[child * problem.layers + i]]) {
                inputs = Math.max(inputs, times[ends + before]);
            }
            ready = Math.min(ready, inputs);
        }
        boolean exceeds = false;
        long free = Long.MAX_VALUE;
        for (int sub = 0; sub < problem.subs; sub++) {
            int at = child * next.timesWidth + sub;
            long idle = ready - times[at];
            if (idle > 0) {
                times[at] = ready;
                for (int limit = 0; limit < limits.count(); limit++) {
                    int sum = child * next.sumsWidth + limit;
                    next.sums[sum] += limits.rise(limit, sub, idle);
                    exceeds |= next.sums[sum] > limits.most(limit);
                }
            }
            free = Math.min(free, times[at]);
        }
        for (int i = 0; i < next.readyCount[child] && !problem.transfersCost; i++) {
            for (int before : problem.predecessors[next.ready[child * problem.layers + i]]) {
                times[ends + before] = Math.max(times[ends + before], free);
            }
        }
        return exceeds;
    }

    private void number(int parent, int step) {
        if (numbers == parents.length) {
            parents = Arrays.copyOf(parents, 2 * numbers);
            steps = Arrays.copyOf(steps, 2 * numbers);
        }
        parents[numbers] = parent;
        steps[numbers] = step;
        numbers++;
    }

    private void write(int number, Sequence sequence) {
        int index = problem.layers;
        for (int at = number; at >= 0; at = parents[at]) {
            int layer = steps[at] / problem.subs;
            sequence.place(layer, steps[at] % problem.subs);
            sequence.put(layer, --index);
        }
    }
}
