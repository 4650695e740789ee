package org.cosearch.accelerator.mapping;

import java.util.Arrays;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.workload.LoopNest;

/**
 * A lower bound on the score of all mappings that go on from a partial one: what every level keeps, all spatial loops, and
 * the temporal loops of the outermost levels.
 *
 * <p>Words that come to a level are exact, or nearly so, where the loops outside it are decided. Elsewhere each tensor
 * comes at least once, and again for every decided loop that does not move it and lies outside one that does. Cycles are
 * at least those of the MACs, and those that bandwidths need for these words.
 */
final class TrafficBound {

    private static final double SLACK = 1 - 1e-9;
    private static final int MOST_LOOPS = 256;

    final int levels;
    final int dimensions;
    final Tensor[] tensors;
    private final Accelerator accelerator;
    private final Rules rules;
    private final TemporalFactors factors;
    private final MappingGoal goal;
    private final boolean timeloop;
    private final LeastWindows[] windows;
    private final double macEnergy;

    int[] kept = {};
    /** {@code [level · dimensions + d]}: iterations side by side at the level and inside. */
    final long[] below;

    final double[] instances;
    private final double[] children;
    private double steps;
    /** {@code [level · 3 + t]} */
    private final double[] groups;

    private final double[] linkedGroups;
    private final boolean[] linked;
    private final double[] partition;
    private final double[] undecided;
    private final double[] undecidedAgain;
    /** {@code [level · 3 + t]}: words to one instance; exact below the decided levels. */
    private final double[] words;

    private final double[] again;

    // decided loops, outer to inner
    final int[] loopDimension = new int[MOST_LOOPS];
    final int[] loopBound = new int[MOST_LOOPS];
    final long[] loopStep = new long[MOST_LOOPS];
    int loops;
    /** {@code [level · dimensions + d]}: iterations that an instance of the level covers, where decided. */
    final long[] extent;

    // decided loops of the innermost levels, outer to inner
    final int[] innerDimension = new int[MOST_LOOPS];
    final int[] innerBound = new int[MOST_LOOPS];
    final long[] innerStep = new long[MOST_LOOPS];
    /** {@code [level]}: the innermost loops stand from here to the end; those of the level come first. */
    final int[] innerBegin;
    /** The outermost of the innermost levels that are decided; {@link #levels} for none. */
    int innerLevel;
    /** {@code [d]}: iterations outside of {@link #innerLevel}. */
    final int[] outside;

    private final long[] slide = new long[8];

    TrafficBound(
            LoopNest nest,
            Accelerator accelerator,
            Rules rules,
            TemporalFactors factors,
            MappingGoal goal,
            InputCounts counts) {
        this.accelerator = accelerator;
        this.rules = rules;
        this.factors = factors;
        this.goal = goal;
        timeloop = counts == InputCounts.TIMELOOP;
        levels = rules.levels;
        dimensions = rules.dimensions;
        tensors = nest.operands().stream()
                .map(operand -> new Tensor(nest, operand))
                .toArray(Tensor[]::new);
        windows = new LeastWindows[tensors.length];
        for (int t = 0; t < tensors.length; t++) {
            windows[t] = new LeastWindows(tensors[t], dimensions);
        }
        macEnergy = nest.macs() * accelerator.compute().macPicojoules();
        below = new long[(levels + 1) * dimensions];
        extent = new long[(levels + 1) * dimensions];
        innerBegin = new int[levels + 1];
        outside = new int[dimensions];
        instances = new double[levels + 1];
        children = new double[levels];
        int size = (levels + 1) * tensors.length;
        groups = new double[size];
        linkedGroups = new double[size];
        linked = new boolean[size];
        partition = new double[size];
        undecided = new double[size];
        undecidedAgain = new double[size];
        words = new double[size];
        again = new double[tensors.length];
    }

    /** Takes over what levels keep and the spatial loops; false if some tile cannot fit. */
    boolean spread(int[] keptRoles, SpatialChoice choice) {
        kept = keptRoles;
        Arrays.fill(below, levels * dimensions, (levels + 1) * dimensions, 1);
        for (int at = levels * dimensions - 1; at >= 0; at--) {
            below[at] = below[at + dimensions] * choice.factor(at);
        }
        steps = 1;
        for (int d = 0; d < dimensions; d++) {
            steps *= choice.rest[d];
            extent[d] = rules.bound[d];
        }
        instances[0] = 1;
        for (int level = 0; level < levels; level++) {
            double count = 1;
            for (int d = 0; d < dimensions; d++) {
                count *= choice.factor(level * dimensions + d);
            }
            children[level] = count;
            instances[level + 1] = instances[level] * count;
            if (!minimumFits(level)) {
                return false;
            }
        }
        for (int t = 0; t < tensors.length; t++) {
            double part = tensors[t].words(extent, 0);
            boolean dense = !tensors[t].slides()
                    && Arrays.stream(tensors[t].rigidCoefficient).allMatch(c -> c == 1);
            for (int level = 0; level < levels; level++) {
                partition[level * tensors.length + t] = part;
                countGroups(level, t, choice);
                if (dense) {
                    part = Math.floor(part / groups[level * tensors.length + t]);
                }
                if (level > 0 && keeps(level, t)) {
                    findUndecided(level, t, choice);
                    if (undecided[level * tensors.length + t] == Double.POSITIVE_INFINITY) {
                        return false;
                    }
                }
            }
        }
        loops = 0;
        innerLevel = levels;
        innerBegin[levels] = MOST_LOOPS;
        return true;
    }

    private boolean minimumFits(int level) {
        long sum = 0;
        for (int t = 0; t < tensors.length; t++) {
            if (keeps(level, t)) {
                sum += tensors[t].words(below, level * dimensions);
            }
        }
        return sum <= accelerator.levels().get(level).effectiveCapacityWords();
    }

    boolean keeps(int level, int t) {
        return (kept[level] & tensors[t].bit) != 0;
    }

    private void countGroups(int level, int t, SpatialChoice choice) {
        Tensor tensor = tensors[t];
        double product = 1;
        for (int d : tensor.rigid) {
            product *= choice.factor(level * dimensions + d);
        }
        double sliding = 1;
        for (int[] axis : tensor.sliding) {
            int most = 1;
            for (int d : axis) {
                most = Math.max(most, choice.factor(level * dimensions + d));
            }
            sliding *= most;
        }
        int at = level * tensors.length + t;
        groups[at] = product * sliding;
        linked[at] = timeloop && sliding > 1;
        // neighbours may forward, and then one of them alone is served from above
        linkedGroups[at] = linked[at] ? product : groups[at];
    }

    private void findUndecided(int level, int t, SpatialChoice choice) {
        Tensor tensor = tensors[t];
        double rigid = 1;
        boolean outside = false;
        for (int i = 0; i < tensor.rigid.length; i++) {
            int d = tensor.rigid[i];
            // strides leave holes in a tile, which small tiles have fewest of
            rigid *= (1 + (below[level * dimensions + d] - 1.0) * tensor.rigidCoefficient[i]) * choice.rest[d];
            outside |= choice.rest[d] > 1;
        }
        int at = level * tensors.length + t;
        undecided[at] = rigid;
        undecidedAgain[at] = rigid;
        if (tensor.slides()) {
            windows[t].find(
                    factors,
                    level,
                    choice.rest,
                    below,
                    level * dimensions,
                    accelerator.levels().get(level).effectiveCapacityWords(),
                    outside);
            undecided[at] *= windows[t].words;
            undecidedAgain[at] *= windows[t].again == Double.POSITIVE_INFINITY ? 0 : windows[t].again;
        }
    }

    /**
     * Notes the tile of a level once all loops outside it are decided, up to their order.
     *
     * @return whether it fits
     */
    boolean layOut(int level, int[] rest) {
        if (level == levels) {
            return true;
        }
        int row = level * dimensions;
        for (int d = 0; d < dimensions; d++) {
            extent[row + d] = rest[d] * below[row + d];
        }
        long sum = 0;
        for (int t = 0; t < tensors.length; t++) {
            if (keeps(level, t)) {
                sum += tensors[t].words(extent, row);
            }
        }
        StorageLevel storage = accelerator.levels().get(level);
        return sum <= storage.effectiveCapacityWords()
                && (storage.unbounded() || sum >= storage.minUtilization() * storage.effectiveCapacityWords());
    }

    /**
     * The bound when the loops of the levels up to {@code level} are decided; -1 for none.
     *
     * @param openFrom index of the first loop of {@code level}, whose loops may be in any order; {@link #loops} where
     *     their order is decided
     */
    double score(int level, int openFrom) {
        for (int t = 0; t < tensors.length; t++) {
            again[t] = again(t, openFrom);
            for (int inner = Math.max(1, level + 1); inner < levels; inner++) {
                if (keeps(inner, t)) {
                    int at = inner * tensors.length + t;
                    if (inner == level + 1 && inner < innerLevel) {
                        words[at] = openFrom < loops && movesAfter(t, openFrom)
                                ? leastOf(inner, t, openFrom)
                                : wordsInOrder(inner, t, Math.min(openFrom, loops));
                    } else if (inner >= innerLevel) {
                        words[at] = wordsFromInside(inner, t);
                    } else {
                        words[at] = tensors[t].slides()
                                ? Math.max(undecided[at], again[t] * undecidedAgain[at])
                                : again[t] * undecided[at];
                    }
                }
            }
        }
        return sum();
    }

    private boolean movesAfter(int t, int from) {
        for (int loop = from; loop < loops; loop++) {
            if (tensors[t].moves(loopDimension[loop])) {
                return true;
            }
        }
        return false;
    }

    /** Iterations of decided loops that do not move the tensor and lie outside one that does. */
    private double again(int t, int openFrom) {
        double idle = 1;
        double result = 1;
        for (int loop = 0; loop < openFrom; loop++) {
            if (tensors[t].moves(loopDimension[loop])) {
                result = idle;
            } else {
                idle *= loopBound[loop];
            }
        }
        return movesAfter(t, openFrom) ? idle : result;
    }

    /** Words to a level whose tile is decided and some of the loops outside it. */
    private double wordsFromInside(int level, int t) {
        Tensor tensor = tensors[t];
        int row = level * dimensions;
        double tile = tensor.words(extent, row);
        int last = innerBegin[level] - 1;
        int first = innerBegin[innerLevel];
        while (last >= first && !tensor.moves(innerDimension[last])) {
            last--;
        }
        if (last < first) {
            return leastFromOutside(t, row, tile);
        }
        double outer = 1;
        for (int count : outside) {
            outer *= count;
        }
        double all = outer;
        for (int loop = first; loop <= last; loop++) {
            all *= innerBound[loop];
        }
        if (!tensor.slides()) {
            return tile * all;
        }
        double sum = tile;
        Arrays.fill(slide, 0, tensor.sliding.length, 0);
        boolean rigidReturns = false;
        for (int loop = last; loop >= first; loop--) {
            all /= innerBound[loop];
            int d = innerDimension[loop];
            boolean moves = tensor.moves(d);
            int axis = moves ? tensor.axisOf[d] : -1;
            sum += all
                    * (innerBound[loop] - 1)
                    * (rigidReturns || (moves && axis < 0) ? tile : freshAfter(t, row, axis, d, innerStep[loop], tile));
            if (moves) {
                rigidReturns |= axis < 0;
                back(t, axis, d, innerStep[loop], innerBound[loop]);
            }
        }
        return rigidReturns ? sum + (outer - 1) * tile : sum;
    }

    /** Words of a step of dimension d that takes back all steps inside it, none of them rigid. */
    private double freshAfter(int t, int row, int axis, int d, long step, double tile) {
        Tensor tensor = tensors[t];
        double overlap = tensor.rigidWords(extent, row);
        for (int a = 0; a < tensor.sliding.length; a++) {
            long moved = (a == axis ? step * tensor.coefficientOf[d] : 0) - slide[a];
            overlap *= Math.max(0, tensor.extent(a, extent, row) - Math.abs(moved));
        }
        return tile - overlap;
    }

    private void back(int t, int axis, int d, long step, int bound) {
        if (axis >= 0) {
            slide[axis] += (timeloop ? step : step * (bound - 1L)) * tensors[t].coefficientOf[d];
        }
    }

    private double leastFromOutside(int t, int row, double tile) {
        Tensor tensor = tensors[t];
        double product = again[t];
        double rigid = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int d = 0; d < dimensions; d++) {
            if (outside[d] > 1 && tensor.moves(d)) {
                product *= outside[d];
                if (tensor.axisOf[d] < 0) {
                    rigid *= outside[d];
                    least = Math.min(least, tile);
                } else {
                    least = Math.min(
                            least,
                            tensor.fresh(tensor.axisOf[d], extent[row + d] * tensor.coefficientOf[d], extent, row)
                                    * (1 - 1.0 / LeastWindows.smallestFactor(outside[d])));
                }
            }
        }
        if (least == Double.POSITIVE_INFINITY) {
            return tile;
        }
        return tensor.slides() ? Math.max(tile * rigid, product * least) : product * tile;
    }

    /** Words where the loops up to {@code count} stand in their order; loops after that do not move the tensor. */
    private double wordsInOrder(int level, int t, int count) {
        Tensor tensor = tensors[t];
        int row = level * dimensions;
        double tile = tensor.words(extent, row);
        int last = count - 1;
        while (last >= 0 && !tensor.moves(loopDimension[last])) {
            last--;
        }
        if (!tensor.slides()) {
            double product = tile;
            for (int loop = 0; loop <= last; loop++) {
                product *= loopBound[loop];
            }
            return product;
        }
        double outer = 1;
        for (int loop = 0; loop <= last; loop++) {
            outer *= loopBound[loop];
        }
        double sum = tile;
        Arrays.fill(slide, 0, tensor.sliding.length, 0);
        boolean rigidReturns = false;
        for (int loop = last; loop >= 0; loop--) {
            outer /= loopBound[loop];
            int d = loopDimension[loop];
            boolean moves = tensor.moves(d);
            int axis = moves ? tensor.axisOf[d] : -1;
            sum += outer
                    * (loopBound[loop] - 1)
                    * (rigidReturns || (moves && axis < 0) ? tile : freshAfter(t, row, axis, d, loopStep[loop], tile));
            if (moves) {
                rigidReturns |= axis < 0;
                back(t, axis, d, loopStep[loop], loopBound[loop]);
            }
        }
        return sum;
    }

    /** The least words over all orders of the loops from {@code openFrom} on, of which one moves the tensor. */
    private double leastOf(int level, int t, int openFrom) {
        Tensor tensor = tensors[t];
        int row = level * dimensions;
        double tile = tensor.words(extent, row);
        double product = again[t];
        double rigid = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int loop = 0; loop < loops; loop++) {
            int d = loopDimension[loop];
            if (tensor.moves(d)) {
                product *= loopBound[loop];
                boolean slides = tensor.axisOf[d] >= 0;
                rigid *= slides ? 1 : loopBound[loop];
                if (loop >= openFrom) {
                    least = Math.min(
                            least,
                            slides
                                    ? tensor.fresh(
                                                    tensor.axisOf[d],
                                                    loopStep[loop] * tensor.coefficientOf[d],
                                                    extent,
                                                    row)
                                            * (1 - 1.0 / loopBound[loop])
                                    : tile);
                }
            }
        }
        return Math.max(tile * rigid, product * least);
    }

    private double sum() {
        double energy = macEnergy;
        double cycles = steps;
        double leakage = 0;
        int count = tensors.length;
        for (int level = 0; level < levels; level++) {
            double reads = 0;
            double writes = 0;
            StorageLevel storage = accelerator.levels().get(level);
            double perBlock =
                    Math.min(instances[level], Math.max(1, storage.mesh().instances() / storage.clusterSize()))
                            / storage.blockWords();
            for (int t = 0; t < count; t++) {
                if (!keeps(level, t)) {
                    continue;
                }
                double wanted = wanted(level, t);
                double arriving = level == 0 ? 0 : words[level * count + t];
                if (level > 0 && linked[(level - 1) * count + t]) {
                    arriving /= children[level - 1];
                }
                double read = wanted;
                if (tensors[t].output) {
                    double part = partition[level * count + t];
                    read = Math.max(0, wanted - part);
                    arriving = level == 0 ? 0 : Math.max(0, arriving - part);
                    energy += perBlock * wanted * storage.energy().updatePicojoules();
                    writes += wanted;
                }
                energy += perBlock
                        * (read * storage.energy().readPicojoules()
                                + arriving * storage.energy().writePicojoules());
                reads += read;
                writes += arriving;
            }
            cycles = Math.max(cycles, reads / storage.bandwidth().readWordsPerCycle());
            cycles = Math.max(cycles, writes / storage.bandwidth().writeWordsPerCycle());
            cycles = Math.max(cycles, (reads + writes) / storage.bandwidth().sharedWordsPerCycle());
            leakage += storage.energy().leakPicojoules() * (kept[level] == 0 ? 1 : instances[level]);
        }
        return goal.score((energy + leakage * cycles * SLACK) * SLACK, cycles * SLACK);
    }

    /** Words that the children of one instance of a level ask for. */
    private double wanted(int level, int t) {
        int child = level + 1;
        while (child < levels && !keeps(child, t)) {
            child++;
        }
        int count = tensors.length;
        double product = child == levels ? steps : words[child * count + t];
        for (int between = level; between < child; between++) {
            product *= between == child - 1 ? linkedGroups[between * count + t] : groups[between * count + t];
        }
        return product;
    }
}
