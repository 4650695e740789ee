package org.cosearch.accelerator.mapping;

import java.util.Arrays;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.workload.LoopNest;

/**
 * What the words of each tensor at each level cost once it is decided what levels keep and which loops are spatial.
 *
 * <p>Every word that comes to a level is read above it, once for all children that want it, and written into it: energy and
 * bandwidth are linear in the words delivered. Where neighbours may forward words, both ends are given: nothing forwarded,
 * and as much as can be.
 */
final class Traffic {

    final int levels;
    final int dimensions;
    final Tensor[] tensors;
    private final Accelerator accelerator;
    private final Rules rules;
    private final boolean timeloop;
    private final double macEnergy;

    int[] kept = {};
    /** {@code [level · dimensions + d]}: iterations side by side at the level and inside. */
    final long[] below;
    /** {@code [d]}: iterations in time. */
    int[] rest = {};
    /** Iterations in time of all dimensions. */
    double steps;
    /** {@code [level · tensors + t]}: energy of a word delivered to all instances of the level, nothing forwarded. */
    final double[] wordEnergy;
    /** The same with as much forwarded as can be. */
    final double[] forwardedEnergy;
    /** {@code [level · tensors + t]}: the sliding axis along which children lie, -1 for none, -2 for several. */
    final int[] forwardingAxis;
    /** {@code [level · tensors + t]}: bits of the dimensions on that axis whose loops may let children forward. */
    final long[] forwardingLoops;
    /** What is spent whatever the temporal loops are. */
    double fixedEnergy;

    double leakagePerCycle;

    private final double[] instances;
    private final double[] children;
    private final double[] groups;
    private final double[] leastGroups;
    private final double[] partition;
    /** Bits of the tensors whose words neighbours may forward. */
    long forwarded;
    /** Bits of those among them whose children lie apart along several sliding axes. */
    long forwardedAcross;
    /** Whether MACs may take words from their neighbours. */
    boolean macsForward;
    /** Whether any bandwidth is finite. */
    final boolean limited;

    Traffic(LoopNest nest, Accelerator accelerator, Rules rules, boolean timeloop) {
        this.accelerator = accelerator;
        this.rules = rules;
        this.timeloop = timeloop;
        levels = rules.levels;
        dimensions = rules.dimensions;
        tensors = nest.operands().stream()
                .map(operand -> new Tensor(nest, operand))
                .toArray(Tensor[]::new);
        macEnergy = nest.macs() * accelerator.compute().macPicojoules();
        below = new long[(levels + 1) * dimensions];
        int size = (levels + 1) * tensors.length;
        wordEnergy = new double[size];
        forwardedEnergy = new double[size];
        forwardingAxis = new int[size];
        forwardingLoops = new long[size];
        instances = new double[levels + 1];
        children = new double[levels];
        groups = new double[size];
        leastGroups = new double[size];
        partition = new double[size];
        boolean any = false;
        for (StorageLevel level : accelerator.levels()) {
            any |= level.bandwidth().readWordsPerCycle() < Double.POSITIVE_INFINITY
                    || level.bandwidth().writeWordsPerCycle() < Double.POSITIVE_INFINITY
                    || level.bandwidth().sharedWordsPerCycle() < Double.POSITIVE_INFINITY;
        }
        limited = any;
    }

    boolean keeps(int level, int t) {
        return (kept[level] & tensors[t].bit) != 0;
    }

    /** Takes over what levels keep and the spatial loops; false if the smallest tiles do not fit. */
    boolean spread(int[] keptRoles, SpatialChoice choice) {
        kept = keptRoles;
        rest = choice.rest;
        Arrays.fill(below, levels * dimensions, (levels + 1) * dimensions, 1);
        for (int at = levels * dimensions - 1; at >= 0; at--) {
            below[at] = below[at + dimensions] * choice.factor(at);
        }
        steps = 1;
        for (int d = 0; d < dimensions; d++) {
            steps *= rest[d];
        }
        instances[0] = 1;
        for (int level = 0; level < levels; level++) {
            children[level] = 1;
            for (int d = 0; d < dimensions; d++) {
                children[level] *= choice.factor(level * dimensions + d);
            }
            instances[level + 1] = instances[level] * children[level];
            if (!fits(level, below, level * dimensions, false)) {
                return false;
            }
        }
        forwarded = 0;
        forwardedAcross = 0;
        macsForward = timeloop && children[levels - 1] > 1;
        for (int t = 0; t < tensors.length; t++) {
            double part = wholeTensor(t);
            for (int level = 0; level < levels; level++) {
                int at = level * tensors.length + t;
                partition[at] = part;
                countGroups(level, t, choice);
                forwarded |= forwardingAxis[at] != -1 ? 1L << t : 0;
                forwardedAcross |= forwardingAxis[at] < -1 ? 1L << t : 0;
                if (tensors[t].dense()) {
                    part = Math.floor(part / groups[at]);
                }
            }
        }
        priceWords();
        return true;
    }

    private double wholeTensor(int t) {
        long[] whole = new long[dimensions];
        for (int d = 0; d < dimensions; d++) {
            whole[d] = rules.bound[d];
        }
        return tensors[t].words(whole, 0);
    }

    /** Whether the kept tiles of {@code extents} fit a level, and are as large as it wants where that is asked. */
    boolean fits(int level, long[] extents, int row, boolean largeEnough) {
        StorageLevel storage = accelerator.levels().get(level);
        if (storage.unbounded()) {
            return true;
        }
        long sum = 0;
        for (int t = 0; t < tensors.length; t++) {
            if (keeps(level, t)) {
                sum += tensors[t].words(extents, row);
            }
        }
        long capacity = storage.effectiveCapacityWords();
        return sum <= capacity && (!largeEnough || sum >= storage.minUtilization() * capacity);
    }

    private void countGroups(int level, int t, SpatialChoice choice) {
        Tensor tensor = tensors[t];
        int at = level * tensors.length + t;
        int row = level * dimensions;
        double rigid = 1;
        for (int d : tensor.rigid) {
            rigid *= choice.factor(row + d);
        }
        double sliding = 1;
        forwardingAxis[at] = -1;
        for (int axis = 0; axis < tensor.sliding.length; axis++) {
            int most = 1;
            long onAxis = 0;
            long split = 0;
            for (int d : tensor.sliding[axis]) {
                most = Math.max(most, choice.factor(row + d));
                onAxis |= 1L << d;
                split |= choice.factor(row + d) > 1 ? 1L << d : 0;
            }
            sliding *= most;
            if (most > 1 && timeloop) {
                forwardingAxis[at] = forwardingAxis[at] == -1 ? axis : -2;
                // a loop over the one dimension that is split steps over all children at once
                forwardingLoops[at] = Long.bitCount(split) == 1 ? onAxis & ~split : onAxis;
            }
        }
        groups[at] = rigid * sliding;
        // neighbours may forward, and then one of them alone is served from above
        leastGroups[at] = forwardingAxis[at] != -1 ? rigid : groups[at];
        if (level == levels - 1 && macsForward) {
            leastGroups[at] = leastWantedByMacs(t, groups[at]);
        }
    }

    /** MACs keep nothing, so a MAC may also take from its neighbour what both had the step before. */
    private double leastWantedByMacs(int t, double all) {
        Tensor tensor = tensors[t];
        double repeats = 1;
        for (int d = 0; d < dimensions; d++) {
            if (!tensor.moves(d) || tensor.axisOf[d] >= 0) {
                repeats *= rest[d];
            }
        }
        return all == children[levels - 1] && !tensor.slides() ? all : all / repeats;
    }

    private void priceWords() {
        int count = tensors.length;
        fixedEnergy = macEnergy;
        leakagePerCycle = 0;
        for (int level = 0; level < levels; level++) {
            StorageLevel storage = accelerator.levels().get(level);
            leakagePerCycle += storage.energy().leakPicojoules() * (kept[level] == 0 ? 1 : instances[level]);
        }
        for (int t = 0; t < count; t++) {
            boolean output = tensors[t].output;
            double full = 1;
            double least = 1;
            int child = levels;
            for (int level = levels - 1; level >= 0; level--) {
                int at = level * count + t;
                boolean next = level == child - 1;
                full *= groups[at];
                least *= next ? leastGroups[at] : groups[at];
                if (!keeps(level, t)) {
                    continue;
                }
                StorageLevel storage = accelerator.levels().get(level);
                double access = perBlock(level)
                        * (storage.energy().readPicojoules()
                                + (output ? storage.energy().updatePicojoules() : 0));
                double elided = output ? perBlock(level) * partition[at] : 0;
                fixedEnergy -= elided * storage.energy().readPicojoules();
                if (child == levels) {
                    fixedEnergy += access * steps * least;
                } else {
                    wordEnergy[child * count + t] += access * full;
                    forwardedEnergy[child * count + t] += access * least;
                }
                if (level > 0) {
                    double fill = perBlock(level) * storage.energy().writePicojoules();
                    wordEnergy[at] = fill;
                    forwardedEnergy[at] = forwardingAxis[at - count] == -1 ? fill : fill / children[level - 1];
                    fixedEnergy -= elided * storage.energy().writePicojoules();
                }
                child = level;
                full = 1;
                least = 1;
            }
        }
    }

    private double perBlock(int level) {
        StorageLevel storage = accelerator.levels().get(level);
        double clusters = Math.max(1, storage.mesh().instances() / storage.clusterSize());
        return Math.min(instances[level], clusters) / storage.blockWords();
    }

    /**
     * Energy of a word delivered to all instances of a level, a lower bound where neighbours forward.
     *
     * @param tile {@code [d]}: iterations in time that a tile of the level covers
     */
    double energyOfWord(int level, int t, int[] tile) {
        int at = level * tensors.length + t;
        int between = at - tensors.length;
        int axis = forwardingAxis[between];
        if (axis == -1) {
            return wordEnergy[at];
        }
        // steps along the axis alone may be forwarded, and the others stand outside of them
        double along = axis < 0 ? 0 : 1;
        boolean may = axis < 0;
        if (axis >= 0) {
            for (int d : tensors[t].sliding[axis]) {
                int loops = rest[d] / tile[d];
                along /= loops;
                may |= loops > 1 && (forwardingLoops[between] & (1L << d)) != 0;
            }
        }
        return may ? forwardedEnergy[at] + (wordEnergy[at] - forwardedEnergy[at]) * along : wordEnergy[at];
    }

    /** Energy of words without leakage, at least: what is fixed, and what comes to the levels before {@code end}. */
    double leastEnergy(double[] words, int end) {
        double energy = fixedEnergy;
        for (int level = 1; level < end; level++) {
            for (int t = 0; t < tensors.length; t++) {
                if (keeps(level, t)) {
                    int at = level * tensors.length + t;
                    energy += words[at] * Math.min(wordEnergy[at], forwardedEnergy[at]);
                }
            }
        }
        return energy;
    }

    /**
     * A lower bound on the cycles.
     *
     * @param words {@code [level · tensors + t]}: lower bounds on the words to one instance of a level that keeps the tensor
     */
    double leastCycles(double[] words) {
        double cycles = steps;
        if (!limited) {
            return cycles;
        }
        int count = tensors.length;
        for (int level = 0; level < levels; level++) {
            double reads = 0;
            double writes = 0;
            for (int t = 0; t < count; t++) {
                if (keeps(level, t)) {
                    double wanted = wanted(level, t, words);
                    int at = level * count + t;
                    double arriving = level == 0
                            ? 0
                            : forwardingAxis[at - count] == -1 ? words[at] : words[at] / children[level - 1];
                    if (tensors[t].output) {
                        reads += Math.max(0, wanted - partition[at]);
                        writes += wanted + (level == 0 ? 0 : Math.max(0, arriving - partition[at]));
                    } else {
                        reads += wanted;
                        writes += arriving;
                    }
                }
            }
            StorageLevel storage = accelerator.levels().get(level);
            cycles = Math.max(cycles, reads / storage.bandwidth().readWordsPerCycle());
            cycles = Math.max(cycles, writes / storage.bandwidth().writeWordsPerCycle());
            cycles = Math.max(cycles, (reads + writes) / storage.bandwidth().sharedWordsPerCycle());
        }
        return cycles;
    }

    /** Words that the children of one instance of a level ask for, at least. */
    private double wanted(int level, int t, double[] words) {
        int child = level + 1;
        while (child < levels && !keeps(child, t)) {
            child++;
        }
        int count = tensors.length;
        double product = child == levels ? steps : words[child * count + t];
        for (int between = level; between < child; between++) {
            product *= between == child - 1 ? leastGroups[between * count + t] : groups[between * count + t];
        }
        return product;
    }

    /** Notes for every level the words that must come, at least. */
    void leastWords(double[] words) {
        for (int level = 1; level < levels; level++) {
            for (int t = 0; t < tensors.length; t++) {
                words[level * tensors.length + t] = distinctWords(level, t);
            }
        }
    }

    /** Words that an instance of a level must receive at least once each, whatever the temporal loops are. */
    private double distinctWords(int level, int t) {
        Tensor tensor = tensors[t];
        int row = level * dimensions;
        double product = 1;
        for (int d : tensor.rigid) {
            product *= below[row + d] * rest[d];
        }
        for (int axis = 0; axis < tensor.sliding.length; axis++) {
            double most = 1;
            for (int d : tensor.sliding[axis]) {
                most = Math.max(most, below[row + d] * rest[d]);
            }
            product *= most;
        }
        return product;
    }
}
