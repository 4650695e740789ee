package org.cosearch.accelerator.schedule;

import java.util.Arrays;

/**
 * The states of one depth of a branch-and-bound, as arrays that grow: partial schedules of equally many layers. Mutable;
 * for one thread.
 */
final class States {

    private final FlatProblem problem;
    /** Bounds that a state carries. */
    private final int limits;
    /** Length of a state in {@link #times}. */
    final int timesWidth;
    /** Length of a state in {@link #sums}. */
    final int sumsWidth;

    private int size;
    /**
     * {@code [state, i]}, in cycles. First for each sub-accelerator, from when on it is free for what is left. Then for
     * each layer, when it ends; -1 if it is not scheduled, 0 if nothing waits for it. Then for each network, when the last
     * of those of its path ends that are scheduled.
     */
    long[] times;
    /** {@code [state, i]}: its bounds, then its energy in picojoule. */
    double[] sums;
    /** {@code [state, layer]}: its sub-accelerator, where transfers cost; -1 if nothing waits for it. */
    int[] place;
    /** {@code [state, i]}, ascending: the layers that are not scheduled and whose predecessors are. */
    int[] ready;
    /** {@code [state]}. */
    int[] readyCount;
    /**
     * {@code [state, sub]}: which sub-accelerator this column of the state is. Columns of twins are kept in the order of
     * their times, so that states become equal which differ in the names of twins alone. Empty if there are no twins.
     */
    private int[] real;
    /** {@code [state]}: its number in the history. */
    int[] id;
    /** {@code [state]}: the next of those whose ready layers have the same hash, or -1. */
    private int[] alike;
    /** {@code [hash]}: the last state added of those, or -1. */
    private final int[] lists;

    private final int hashShift;
    private int draftHash;

    /** @param hashBits how many lists there are for states with equally hashed ready layers, as a power of two */
    States(FlatProblem problem, int limits, int capacity, int hashBits) {
        this.problem = problem;
        this.limits = limits;
        timesWidth = problem.subs + problem.layers + problem.networks;
        sumsWidth = limits + 1;
        times = new long[capacity * timesWidth];
        sums = new double[capacity * sumsWidth];
        place = new int[problem.transfersCost ? capacity * problem.layers : 0];
        ready = new int[capacity * problem.layers];
        readyCount = new int[capacity];
        real = new int[problem.hasTwins ? capacity * problem.subs : 0];
        for (int i = 0; i < real.length; i++) {
            real[i] = i % problem.subs;
        }
        id = new int[capacity];
        alike = new int[capacity];
        lists = new int[1 << hashBits];
        hashShift = Integer.SIZE - hashBits;
    }

    /** Where the ends of a state's layers begin in {@link #times}. */
    int ends(int state) {
        return state * timesWidth + problem.subs;
    }

    /** Where the ends of a state's paths begin in {@link #times}. */
    int pathEnds(int state) {
        return state * timesWidth + problem.subs + problem.layers;
    }

    double energy(int state) {
        return sums[state * sumsWidth + limits];
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
        Arrays.fill(lists, -1);
    }

    /** Writes a copy of a state behind the last one; {@link #add} makes it count. */
    int draft(States from, int source) {
        if (size == id.length) {
            grow(2 * size);
        }
        int layers = problem.layers;
        System.arraycopy(from.times, source * timesWidth, times, size * timesWidth, timesWidth);
        System.arraycopy(from.sums, source * sumsWidth, sums, size * sumsWidth, sumsWidth);
        if (problem.transfersCost) {
            System.arraycopy(from.place, source * layers, place, size * layers, layers);
        }
        if (problem.hasTwins) {
            System.arraycopy(from.real, source * problem.subs, real, size * problem.subs, problem.subs);
        }
        System.arraycopy(from.ready, source * layers, ready, size * layers, from.readyCount[source]);
        readyCount[size] = from.readyCount[source];
        return size;
    }

    private void grow(int capacity) {
        times = Arrays.copyOf(times, capacity * timesWidth);
        sums = Arrays.copyOf(sums, capacity * sumsWidth);
        if (problem.transfersCost) {
            place = Arrays.copyOf(place, capacity * problem.layers);
        }
        if (problem.hasTwins) {
            real = Arrays.copyOf(real, capacity * problem.subs);
        }
        ready = Arrays.copyOf(ready, capacity * problem.layers);
        readyCount = Arrays.copyOf(readyCount, capacity);
        id = Arrays.copyOf(id, capacity);
        alike = Arrays.copyOf(alike, capacity);
    }

    /** The first cycle of a ready layer on a sub-accelerator. */
    long start(int state, int layer, int sub) {
        long start = times[state * timesWidth + sub];
        int ends = ends(state);
        for (int before : problem.predecessors[layer]) {
            long inputs = times[ends + before];
            if (problem.transfersCost && place[state * problem.layers + before] != sub) {
                inputs += problem.transferCycles[before];
            }
            start = Math.max(start, inputs);
        }
        return start;
    }

    /** The energy of a ready layer on a sub-accelerator and of moving its inputs there, in picojoule. */
    double energyAdded(int state, int layer, int sub) {
        double added = problem.energy[layer * problem.subs + sub];
        if (problem.transfersCost) {
            for (int before : problem.predecessors[layer]) {
                added += place[state * problem.layers + before] == sub ? 0 : problem.transferEnergy[before];
            }
        }
        return added;
    }

    /** Which sub-accelerator a column of a state is. */
    int real(int state, int sub) {
        return problem.hasTwins ? real[state * problem.subs + sub] : sub;
    }

    /** Which column of a state a sub-accelerator is. */
    int label(int state, int sub) {
        int label = 0;
        while (real(state, label) != sub) {
            label++;
        }
        return label;
    }

    /** Orders the columns of twins in the draft. */
    void sortTwins() {
        for (int sub = 1; sub < problem.subs && problem.hasTwins; sub++) {
            int at = sub;
            for (int lower = problem.lowerTwin[at]; lower >= 0; lower = problem.lowerTwin[at]) {
                if (times[size * timesWidth + lower] <= times[size * timesWidth + at]) {
                    break;
                }
                swap(lower, at);
                at = lower;
            }
        }
    }

    private void swap(int one, int other) {
        int columns = size * timesWidth;
        long time = times[columns + one];
        times[columns + one] = times[columns + other];
        times[columns + other] = time;
        int names = size * problem.subs;
        int name = real[names + one];
        real[names + one] = real[names + other];
        real[names + other] = name;
        for (int layer = 0; layer < problem.layers && problem.transfersCost; layer++) {
            int at = size * problem.layers + layer;
            if (place[at] == one) {
                place[at] = other;
            } else if (place[at] == other) {
                place[at] = one;
            }
        }
    }

    /** Whether some state has scheduled the same layers and is as good as the draft in every respect. */
    boolean dominateDraft(boolean energyCounts) {
        draftHash = hash();
        for (int other = lists[draftHash]; other >= 0; other = alike[other]) {
            if (sameReady(other) && dominates(other, energyCounts)) {
                return true;
            }
        }
        return false;
    }

    /** Makes the draft the last state. */
    void add(int number) {
        id[size] = number;
        alike[size] = lists[draftHash];
        lists[draftHash] = size;
        size++;
    }

    private int hash() {
        int hash = 0;
        for (int i = 0; i < readyCount[size]; i++) {
            hash = 31 * hash + ready[size * problem.layers + i];
        }
        return (hash * 0x9E3779B9) >>> hashShift;
    }

    /** Equal ready layers mean equal scheduled layers: they are the minimal ones of what is left. */
    private boolean sameReady(int other) {
        if (readyCount[other] != readyCount[size]) {
            return false;
        }
        for (int i = 0; i < readyCount[size]; i++) {
            if (ready[other * problem.layers + i] != ready[size * problem.layers + i]) {
                return false;
            }
        }
        return true;
    }

    private boolean dominates(int other, boolean energyCounts) {
        if (energyCounts && energy(other) > energy(size) * (1 + 1e-12)) {
            return false;
        }
        int mine = size * timesWidth;
        int theirs = other * timesWidth;
        for (int i = problem.subs + problem.layers - 1; i >= 0; i--) {
            if (times[theirs + i] > times[mine + i]) {
                return false;
            }
        }
        for (int layer = 0; layer < problem.layers && problem.transfersCost; layer++) {
            if (place[other * problem.layers + layer] != place[size * problem.layers + layer]) {
                return false;
            }
        }
        return true;
    }
}
