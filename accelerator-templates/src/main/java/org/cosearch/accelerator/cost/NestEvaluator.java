package org.cosearch.accelerator.cost;

import java.util.List;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Cost;
import org.cosearch.hardware.Misfit;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Role;

/**
 * The cost model of one loop nest on one accelerator, compiled to flat arrays, for mappers that try very many mappings.
 *
 * <p>The figures of the mapping evaluated last stand in this object until the next call. Evaluation allocates
 * nothing. Not safe for use by several threads.
 *
 * @see TimeloopCostModel for what is modelled
 */
public final class NestEvaluator {

    private final LoopNest nest;
    private final Accelerator accelerator;
    private final int[] bounds;
    private final Operand[] operands;
    private final int everyRole;
    private final long nestMacs;
    private final Chip chip;
    private final Tiles tiles;
    private final Deliveries deliveries;

    // all [level · operands + operand]
    private final long[] tileWords;
    private final long[] reads;
    private final long[] fills;
    private final long[] updates;
    private final double[] energy;
    // by level
    private final double[] leakage;
    private final long[] levelCycles;

    private long macs;
    private long cycles;
    private double energyPicojoules;

    /**
     * Compiles.
     *
     * @throws IllegalArgumentException if a dimension moves an operand along two axes, which is not modelled
     */
    public NestEvaluator(LoopNest nest, Accelerator accelerator, InputCounts inputCounts) {
        this.nest = nest;
        this.accelerator = accelerator;
        int dimensions = nest.dimensions().size();
        if (dimensions > Long.SIZE) {
            throw new IllegalArgumentException(
                    "The loop nest has (%d) dimensions, more than 64.".formatted(dimensions));
        }
        bounds = nest.dimensions().stream().mapToInt(LoopNest.Dimension::bound).toArray();
        operands = nest.operands().stream()
                .map(operand -> new Operand(nest, operand))
                .toArray(Operand[]::new);
        int every = 0;
        for (Operand operand : operands) {
            every |= FlatMapping.bit(operand.role);
        }
        everyRole = every;
        nestMacs = nest.macs();
        chip = new Chip(accelerator);
        tiles = new Tiles(dimensions, chip.levels);
        deliveries = new Deliveries(operands, inputCounts, chip, tiles);
        int size = chip.levels * operands.length;
        tileWords = new long[size];
        reads = new long[size];
        fills = new long[size];
        updates = new long[size];
        energy = new double[size];
        leakage = new double[chip.levels];
        levelCycles = new long[chip.levels];
    }

    /** An empty mapping of the right size. */
    public FlatMapping newMapping() {
        return new FlatMapping(chip.levels);
    }

    /** Whether the mapping is legal. */
    public boolean fits(FlatMapping mapping) {
        tiles.layOut(mapping);
        macs = nestMacs;
        for (int d = 0; d < bounds.length; d++) {
            if (tiles.extent[d] != bounds[d]) {
                return false;
            }
        }
        return tilesFit(mapping);
    }

    /**
     * Whether tiles that cover {@code extents[d]} iterations of each dimension fit one instance of a level.
     *
     * @param kept the sum of the {@link FlatMapping#bit bits} of the roles that it keeps
     */
    public boolean fits(int level, int kept, long[] extents) {
        long words = 0;
        for (Operand operand : operands) {
            if ((kept & FlatMapping.bit(operand.role)) != 0) {
                words += operand.words(extents, 0);
            }
        }
        return words <= chip.capacity[level];
    }

    private boolean tilesFit(FlatMapping mapping) {
        if (mapping.kept[0] != everyRole) {
            return false;
        }
        for (int level = 0; level < chip.levels; level++) {
            if (tiles.children[level] > 1
                    && (tiles.spatialBound(level, 1) > chip.rows[level]
                            || tiles.spatialBound(level, 2) > chip.columns[level])) {
                return false;
            }
            long words = keptWords(level);
            if (words > chip.capacity[level] || words < chip.leastWords[level]) {
                return false;
            }
        }
        return true;
    }

    /** Evaluates a mapping; false where it is not legal, and then there are no figures. */
    public boolean evaluate(FlatMapping mapping) {
        if (!fits(mapping)) {
            return false;
        }
        count(mapping);
        return true;
    }

    /**
     * Evaluates a mapping whose loops may multiply to more than the nest's bounds, by less than double: it is charged for
     * the nest with bounds rounded up so.
     */
    public boolean evaluateRoundedUp(FlatMapping mapping) {
        tiles.layOut(mapping);
        macs = 1;
        for (int d = 0; d < bounds.length; d++) {
            if (tiles.extent[d] < bounds[d] || tiles.extent[d] >= 2L * bounds[d]) {
                return false;
            }
            macs *= tiles.extent[d];
        }
        if (!tilesFit(mapping)) {
            return false;
        }
        count(mapping);
        return true;
    }

    private void count(FlatMapping mapping) {
        deliveries.count(mapping.kept, tileWords);
        countAccesses();
        countCycles();
        sumEnergy();
    }

    /** Cycles of the mapping evaluated last, throttled by bandwidths. */
    public long cycles() {
        return cycles;
    }

    /** Energy of the mapping evaluated last, in picojoule. */
    public double energyPicojoules() {
        return energyPicojoules;
    }

    /** Energy-delay product of the mapping evaluated last, in picojoule · cycle. */
    public double energyDelay() {
        return energyPicojoules * cycles;
    }

    /** Why a mapping is not legal; asked of a legal one, this is an error. */
    public Misfit misfit(FlatMapping mapping) {
        tiles.layOut(mapping);
        return Misfits.first(nest, accelerator, operands, tiles);
    }

    /** The figures of the mapping evaluated last, as a value. */
    public Cost cost() {
        Cost.LevelCost[] levels = new Cost.LevelCost[chip.levels];
        for (int level = 0; level < chip.levels; level++) {
            Cost.Access[] accesses = new Cost.Access[Integer.bitCount(tiles.mapping.kept[level])];
            int kept = 0;
            for (Role role : Role.values()) {
                int t = operandOf(role);
                if (keeps(level, t)) {
                    int at = level * operands.length + t;
                    accesses[kept++] = new Cost.Access(
                            role, tiles.instances[level], tileWords[at], reads[at], fills[at], updates[at], energy[at]);
                }
            }
            levels[level] = new Cost.LevelCost(
                    accelerator.levels().get(level).name(), levelCycles[level], List.of(accesses), leakage[level]);
        }
        return new Cost(
                macs,
                cycles,
                tiles.steps,
                (double) macs / chip.macInstances / cycles,
                List.of(levels),
                macs * chip.macEnergy);
    }

    private int operandOf(Role role) {
        int t = 0;
        while (operands[t].role != role) {
            t++;
        }
        return t;
    }

    private boolean keeps(int level, int t) {
        return (tiles.mapping.kept[level] & FlatMapping.bit(operands[t].role)) != 0;
    }

    private long keptWords(int level) {
        long sum = 0;
        for (int t = 0; t < operands.length; t++) {
            if (keeps(level, t)) {
                long words = tiles.words(operands[t], level);
                tileWords[level * operands.length + t] = words;
                sum += words;
            }
        }
        return sum;
    }

    private void countAccesses() {
        for (int t = 0; t < operands.length; t++) {
            boolean output = operands[t].role == Role.OUTPUTS;
            long wanted = deliveries.words[chip.levels * operands.length + t];
            for (int level = chip.levels - 1; level >= 0; level--) {
                int at = level * operands.length + t;
                // a level that keeps nothing passes its children's wants on, once for each group of them
                wanted = wanted * tiles.groups(operands[t], level) - deliveries.spared[at];
                if (keeps(level, t)) {
                    reads[at] = wanted;
                    fills[at] = 0;
                    updates[at] = output ? wanted : 0;
                    if (level > 0) {
                        wanted = deliveries.words[at];
                        fills[at] = wanted;
                        if (deliveries.forwarded[at] > 0) {
                            forward(level, at);
                        }
                    }
                } else {
                    reads[at] = 0;
                    fills[at] = 0;
                    updates[at] = 0;
                }
            }
            if (output) {
                elideFirstReads(t);
            }
        }
    }

    /** Charges what neighbours forward: on average over siblings when it spares a fill, over all instances when it costs. */
    private void forward(int level, int at) {
        double spared = (double) deliveries.forwarded[at] / tiles.children[level - 1];
        double charged = (double) deliveries.forwarded[at] / tiles.instances[level];
        reads[at] = Math.round(reads[at] + charged);
        fills[at] = (long) (fills[at] - spared + charged);
    }

    /** The first partial sum of every output is written without reading a zero. */
    private void elideFirstReads(int t) {
        long partition = tiles.words(operands[t], 0);
        for (int level = 0; level < chip.levels; level++) {
            if (level > 0) {
                partition = operands[t].dense
                        ? partition / tiles.groups(operands[t], level - 1)
                        : partition * tiles.words(operands[t], level) / tiles.unionWords(operands[t], level - 1);
            }
            if (keeps(level, t)) {
                int at = level * operands.length + t;
                reads[at] -= partition;
                if (level > 0) {
                    fills[at] -= partition;
                }
            }
        }
    }

    private void countCycles() {
        cycles = tiles.steps;
        double steps = tiles.steps;
        for (int level = 0; level < chip.levels; level++) {
            levelCycles[level] = tiles.steps;
            if (!chip.limited[level]) {
                continue;
            }
            // divided one by one and then added: the sum of the counts divided once may differ by a cycle
            double read = 0;
            double write = 0;
            for (int at = level * operands.length; at < (level + 1) * operands.length; at++) {
                read += reads[at] / steps;
                write += (updates[at] + fills[at]) / steps;
            }
            double slowdown = 1;
            if (chip.readBandwidth[level] < read) {
                slowdown = Math.min(slowdown, chip.readBandwidth[level] / read);
            }
            if (chip.writeBandwidth[level] < write) {
                slowdown = Math.min(slowdown, chip.writeBandwidth[level] / write);
            }
            if (chip.sharedBandwidth[level] < read + write) {
                slowdown = Math.min(slowdown, chip.sharedBandwidth[level] / (read + write));
            }
            levelCycles[level] = (long) Math.ceil(steps / slowdown);
            cycles = Math.max(cycles, levelCycles[level]);
        }
    }

    private void sumEnergy() {
        double sum = macs * chip.macEnergy;
        for (int level = 0; level < chip.levels; level++) {
            long block = chip.block[level];
            long clusters = Math.min(tiles.instances[level], chip.clusters[level]);
            boolean used = false;
            for (int t = 0; t < operands.length; t++) {
                if (keeps(level, t)) {
                    int at = level * operands.length + t;
                    used = true;
                    energy[at] = clusters
                            * (blocks(reads[at], block) * chip.readEnergy[level]
                                    + blocks(fills[at], block) * chip.writeEnergy[level]
                                    + blocks(updates[at], block) * chip.updateEnergy[level]);
                    sum += energy[at];
                }
            }
            // a level that keeps nothing still leaks as one instance
            leakage[level] = chip.leakEnergy[level] * cycles * (used ? tiles.instances[level] : 1);
            sum += leakage[level];
        }
        energyPicojoules = sum;
    }

    private static double blocks(long words, long block) {
        return block == 1 ? words : (words + block - 1) / block;
    }
}
