package org.cosearch.accelerator.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.cosearch.accelerator.schedule.Schedule.Assignment;

/**
 * A schedule under construction: a sub-accelerator for each layer and one order of all layers, each of which starts as
 * early as the layers before it in that order allow. The best schedules for both goals are among those that have such a
 * sequence. Mutable; for one thread.
 */
final class Sequence {

    private final FlatProblem problem;
    /** Layers in an order in which each comes after its predecessors. */
    private final int[] order;
    /** {@code [layer]}: its index in {@code order}. */
    private final int[] position;
    /** {@code [layer]}: its sub-accelerator. */
    private final int[] place;
    /** {@code [layer]}: the cycle after its last, as last timed. */
    private final long[] end;
    /** {@code [layer]}: the cycle after its last, as last {@linkplain #settle settled}. */
    private final long[] settled;
    /** {@code [sub]}: the cycle from which it is free, as last timed. */
    private final long[] free;

    /** The layers in the problem's order, each on the first sub-accelerator that it runs on. */
    Sequence(FlatProblem problem) {
        this.problem = problem;
        order = new int[problem.layers];
        position = new int[problem.layers];
        place = new int[problem.layers];
        end = new long[problem.layers];
        settled = new long[problem.layers];
        free = new long[problem.subs];
        for (int layer = 0; layer < problem.layers; layer++) {
            order[layer] = layer;
            position[layer] = layer;
            place[layer] = problem.choices[layer][0];
        }
    }

    void copy(Sequence other) {
        System.arraycopy(other.order, 0, order, 0, order.length);
        System.arraycopy(other.position, 0, position, 0, position.length);
        System.arraycopy(other.place, 0, place, 0, place.length);
    }

    /** Takes over places and order of a schedule of the same problem. */
    void read(Schedule schedule) {
        List<Assignment> assignments = schedule.assignments();
        int[] byStart = IntStream.range(0, order.length)
                .boxed()
                .sorted(Comparator.comparingLong(
                                (Integer layer) -> assignments.get(layer).startCycle())
                        .thenComparingLong(layer -> assignments.get(layer).endCycle())
                        .thenComparingInt(layer -> layer))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int index = 0; index < order.length; index++) {
            int layer = byStart[index];
            put(layer, index);
            place(
                    layer,
                    problem.problem
                            .subAccelerators()
                            .indexOf(assignments.get(layer).subAccelerator()));
        }
    }

    int position(int layer) {
        return position[layer];
    }

    int place(int layer) {
        return place[layer];
    }

    void place(int layer, int sub) {
        place[layer] = sub;
    }

    /** Puts {@code layer} at an index of the order; what stood there is to be put elsewhere. */
    void put(int layer, int index) {
        order[index] = layer;
        position[layer] = index;
    }

    /** Moves a layer to an index of the order; those between shift by one. */
    void move(int layer, int to) {
        int at = position[layer];
        for (; at < to; at++) {
            put(order[at + 1], at);
        }
        for (; at > to; at--) {
            put(order[at - 1], at);
        }
        put(layer, to);
    }

    /** The first index that a layer may move to. */
    int earliest(int layer) {
        int earliest = 0;
        for (int before : problem.predecessors[layer]) {
            earliest = Math.max(earliest, position[before] + 1);
        }
        return earliest;
    }

    /** The last index that a layer may move to. */
    int latest(int layer) {
        int latest = order.length - 1;
        for (int after : problem.successors[layer]) {
            latest = Math.min(latest, position[after] - 1);
        }
        return latest;
    }

    /** Times all layers and returns the makespan, in cycles. */
    long makespan() {
        return makespan(0, problem.horizon);
    }

    /** Keeps the times of all layers, for {@link #makespan(int, long)}. */
    void settle() {
        System.arraycopy(end, 0, settled, 0, end.length);
    }

    /**
     * The makespan, in cycles, or {@link Long#MAX_VALUE} as soon as it is sure to exceed {@code limit}.
     *
     * @param from the index in the order up to which nothing has changed since {@link #settle}
     */
    long makespan(int from, long limit) {
        int subs = free.length;
        for (int sub = 0; sub < subs; sub++) {
            free[sub] = 0;
        }
        long makespan = 0;
        for (int index = 0; index < from; index++) {
            int layer = order[index];
            long stop = settled[layer];
            end[layer] = stop;
            free[place[layer]] = stop;
            makespan = Math.max(makespan, stop);
        }
        for (int index = from; index < order.length; index++) {
            int layer = order[index];
            int sub = place[layer];
            long start = free[sub];
            for (int before : problem.predecessors[layer]) {
                long ready = place[before] == sub ? end[before] : end[before] + problem.transferCycles[before];
                start = Math.max(start, ready);
            }
            int at = layer * subs + sub;
            long stop = start + problem.cycles[at];
            if (stop + problem.tail[at] > limit) {
                return Long.MAX_VALUE;
            }
            end[layer] = stop;
            free[sub] = stop;
            makespan = Math.max(makespan, stop);
        }
        return makespan;
    }

    /** Of all layers and transfers, in picojoule. */
    double energy() {
        double sum = 0;
        for (int layer = 0; layer < place.length; layer++) {
            sum += energy(layer);
        }
        return sum;
    }

    /** Of a layer and of moving its inputs, in picojoule. */
    private double energy(int layer) {
        double sum = problem.energy[layer * free.length + place[layer]];
        if (problem.transfersCost) {
            for (int before : problem.predecessors[layer]) {
                sum += moved(before, place[before], place[layer]);
            }
        }
        return sum;
    }

    /** By how much the energy grows if {@code layer} goes to {@code sub}, in picojoule. */
    double energyAdded(int layer, int sub) {
        int now = place[layer];
        double added = problem.energy[layer * free.length + sub] - problem.energy[layer * free.length + now];
        if (problem.transfersCost) {
            for (int before : problem.predecessors[layer]) {
                added += moved(before, place[before], sub) - moved(before, place[before], now);
            }
            for (int after : problem.successors[layer]) {
                added += moved(layer, sub, place[after]) - moved(layer, now, place[after]);
            }
        }
        return added;
    }

    private double moved(int layer, int from, int to) {
        return from == to ? 0 : problem.transferEnergy[layer];
    }

    /**
     * Orders the layers by list scheduling on the sub-accelerators that they have: always the one that can start first,
     * and among equals the one with the longest tail.
     */
    void list() {
        boolean[] listed = new boolean[order.length];
        Arrays.fill(free, 0);
        for (int index = 0; index < order.length; index++) {
            int first = -1;
            long firstStart = 0;
            for (int layer = 0; layer < order.length; layer++) {
                if (!listed[layer] && allListed(problem.predecessors[layer], listed)) {
                    long start = start(layer);
                    if (first < 0
                            || start < firstStart
                            || (start == firstStart && remaining(layer) > remaining(first))) {
                        first = layer;
                        firstStart = start;
                    }
                }
            }
            put(first, index);
            listed[first] = true;
            end[first] = firstStart + problem.cycles[first * free.length + place[first]];
            free[place[first]] = end[first];
        }
    }

    /** Orders the layers: of those that are ready, the one of least rank comes first, and of equals the first. */
    void rank(int[] ranks) {
        int[] waiting = new int[order.length];
        int[] ready = new int[order.length];
        int count = 0;
        for (int layer = 0; layer < order.length; layer++) {
            waiting[layer] = problem.predecessors[layer].length;
            if (waiting[layer] == 0) {
                ready[count++] = layer;
            }
        }
        for (int index = 0; index < order.length; index++) {
            int first = 0;
            for (int i = 1; i < count; i++) {
                if (ranks[ready[i]] < ranks[ready[first]]
                        || (ranks[ready[i]] == ranks[ready[first]] && ready[i] < ready[first])) {
                    first = i;
                }
            }
            int layer = ready[first];
            put(layer, index);
            ready[first] = ready[--count];
            for (int after : problem.successors[layer]) {
                if (--waiting[after] == 0) {
                    ready[count++] = after;
                }
            }
        }
    }

    private static boolean allListed(int[] layers, boolean[] listed) {
        for (int layer : layers) {
            if (!listed[layer]) {
                return false;
            }
        }
        return true;
    }

    private long start(int layer) {
        long start = free[place[layer]];
        for (int before : problem.predecessors[layer]) {
            start = Math.max(start, end[before] + (place[before] == place[layer] ? 0 : problem.transferCycles[before]));
        }
        return start;
    }

    private long remaining(int layer) {
        int at = layer * free.length + place[layer];
        return problem.cycles[at] + problem.tail[at];
    }

    Schedule schedule() {
        makespan();
        List<Assignment> assignments = new ArrayList<>();
        int layer = 0;
        for (NetworkJob job : problem.problem.networks()) {
            for (LayerTask task : job.layers()) {
                assignments.add(new Assignment(
                        job.network(),
                        task.layer(),
                        problem.problem.subAccelerators().get(place[layer]),
                        end[layer] - problem.cycles[layer * free.length + place[layer]],
                        end[layer],
                        energy(layer)));
                layer++;
            }
        }
        return new Schedule(assignments);
    }
}
