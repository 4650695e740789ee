package org.cosearch.accelerator.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.cosearch.accelerator.cost.FlatMapping;
import org.cosearch.accelerator.cost.NestEvaluator;
import org.cosearch.accelerator.mapping.Spreading.Spread;
import org.cosearch.hardware.Accelerator;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Role;

/** One run of {@link TilingMapper}: the tilings it tries, and the best so far. */
final class TilingSearch {

    private static final int SPREADS = 3;
    private static final int REFINED = 2;
    private static final int MOST_STEPS = 3;
    /** Rounding up may add this share of iterations, so that tiles of awkward bounds fill a memory. */
    private static final double TOLERATED_ROUNDING = 1.15;

    /** How far the small memories are filled. */
    private enum Inner {
        FULL,
        HALF,
        EMPTY
    }

    private final Rules rules;
    private final NestEvaluator evaluator;
    private final FlatMapping flat;
    private final int dimensions;
    private final int levels;
    /** {@code [role]}: bit d is set where dimension d moves the operand. */
    private final long[] moves = new long[Role.values().length];
    /** The outermost memory on the chip. */
    private final int onChip;
    /** {@code [rule][position]}: dimensions in the order in which the memory on the chip is filled. */
    private final int[][] fillings;

    private final int[] bySize;
    /** MACs that the dataflow wants used. */
    private final double leastInstances;

    private final Tiling current;
    private final Tiling best;
    private double bestScore = Double.POSITIVE_INFINITY;
    private final int[] rest;
    private final long[] extent;
    private final long[] probe;

    private record Scored(Tiling tiling, double score) {}

    TilingSearch(LoopNest nest, Accelerator accelerator, Rules rules, NestEvaluator evaluator) {
        this.rules = rules;
        this.evaluator = evaluator;
        dimensions = rules.dimensions;
        levels = rules.levels;
        flat = evaluator.newMapping();
        leastInstances = accelerator.dataflow().minParallelism()
                * accelerator.compute().mesh().instances();
        for (Role role : Role.values()) {
            for (int d = 0; d < dimensions; d++) {
                moves[index(role)] |= nest.operand(role).dependsOn(d) ? 1L << d : 0;
            }
        }
        current = new Tiling(rules);
        best = new Tiling(rules);
        rest = new int[dimensions];
        extent = new long[dimensions];
        probe = new long[dimensions];
        int outermost = 1;
        for (int level = 0; level < levels; level++) {
            boolean stores = accelerator.levels().get(level).capacityWords() > 0;
            int free = stores ? 7 & ~rules.bypass[level] : 0;
            current.kept[level] = rules.keep[level] | free;
        }
        while (outermost < levels - 1 && current.kept[outermost] == 0) {
            outermost++;
        }
        onChip = outermost;
        Integer[] sorted = new Integer[dimensions];
        Arrays.setAll(sorted, d -> d);
        Arrays.sort(sorted, Comparator.comparingInt(d -> rules.bound[d]));
        bySize = Arrays.stream(sorted).mapToInt(Integer::intValue).toArray();
        fillings = new int[][] {resting(Role.WEIGHTS), resting(Role.INPUTS), resting(Role.OUTPUTS)};
    }

    Tiling best() {
        return best;
    }

    /** All loops in DRAM that the dataflow lets be there. */
    Tiling smallest() {
        current.clear();
        for (int d = 0; d < dimensions; d++) {
            current.temporal[d] = rules.bound[d];
        }
        orderAll(Role.OUTPUTS, Role.OUTPUTS);
        return current;
    }

    /** Dimensions that do not move an operand, then those that do, each by size. */
    private int[] resting(Role role) {
        int[] result = new int[dimensions];
        int next = 0;
        for (int moving = 0; moving < 2; moving++) {
            for (int d : bySize) {
                if (moves(role, d) == (moving == 1)) {
                    result[next++] = d;
                }
            }
        }
        return result;
    }

    private static int index(Role role) {
        return Integer.numberOfTrailingZeros(FlatMapping.bit(role));
    }

    private boolean moves(Role role, int d) {
        return (moves[index(role)] & (1L << d)) != 0;
    }

    /** Tries; false if nothing fits. */
    boolean run() {
        List<Scored> promising = new ArrayList<>();
        for (Spread spread : Spreading.best(rules, SPREADS)) {
            if (spread.instances() >= leastInstances) {
                tryTiles(spread, promising);
            }
        }
        if (promising.isEmpty() && leastInstances <= 1) {
            int size = levels * dimensions;
            int[] ones = new int[size];
            Arrays.fill(ones, 1);
            tryTiles(new Spread(ones, ones, rules.bound.clone(), 1), promising);
        }
        promising.sort(Comparator.comparingDouble(Scored::score));
        for (Scored scored : promising.subList(0, Math.min(REFINED, promising.size()))) {
            refineOrder(scored.tiling());
        }
        if (bestScore < Double.POSITIVE_INFINITY) {
            moveFactors();
        }
        return bestScore < Double.POSITIVE_INFINITY;
    }

    private void tryTiles(Spread spread, List<Scored> promising) {
        for (Inner inner : Inner.values()) {
            for (int filling = 0; filling <= fillings.length; filling++) {
                if (!place(spread, inner, filling)) {
                    continue;
                }
                double least = Double.POSITIVE_INFINITY;
                Tiling kept = new Tiling(rules);
                for (Role role : Role.values()) {
                    orderAll(role, role);
                    double score = score();
                    if (score < least) {
                        least = score;
                        kept.copyFrom(current);
                    }
                }
                if (least < Double.POSITIVE_INFINITY) {
                    promising.add(new Scored(kept, least));
                }
            }
        }
    }

    /** Fills {@link #current}; false if the dataflow leaves no place for some loop. */
    private boolean place(Spread spread, Inner inner, int filling) {
        Arrays.fill(current.temporal, 1);
        System.arraycopy(spread.x, 0, current.x, 0, current.x.length);
        System.arraycopy(spread.y, 0, current.y, 0, current.y.length);
        System.arraycopy(spread.rest, 0, rest, 0, dimensions);
        for (int at = 0; at < current.temporal.length; at++) {
            int least = rules.leastTemporal[at];
            if (least > 1) {
                current.temporal[at] = least;
                rest[at % dimensions] = Spreading.ceil(rest[at % dimensions], least);
            }
        }
        Arrays.fill(extent, 1);
        for (int level = levels - 1; level > 0; level--) {
            int row = level * dimensions;
            for (int d = 0; d < dimensions; d++) {
                extent[d] *= (long) current.x[row + d] * current.y[row + d] * current.temporal[row + d];
            }
            if (level > onChip && inner != Inner.EMPTY) {
                fillInOrder(level, bySize, inner == Inner.HALF ? 2 : 1);
            } else if (level == onChip && filling < fillings.length) {
                fillInOrder(level, fillings[filling], 1);
            } else if (level == onChip) {
                fillByTurns(level);
            }
        }
        for (int d = 0; d < dimensions; d++) {
            int wanted = current.temporal[d] * rest[d];
            if (rest[d] > 1 && wanted > rules.mostTemporal[d]) {
                return false;
            }
            current.temporal[d] = wanted;
        }
        return true;
    }

    private void fillInOrder(int level, int[] order, int share) {
        for (int d : order) {
            int most = Math.min(
                    rest[d], rules.mostTemporal[level * dimensions + d] / current.temporal[level * dimensions + d]);
            for (int rounds = 1, factor = most; factor > 1; ) {
                rounds = Spreading.ceil(rest[d], factor);
                // as few iterations as do it in so many rounds
                factor = Spreading.ceil(rest[d], rounds);
                if (factor * rounds <= rest[d] * TOLERATED_ROUNDING && grows(level, d, factor, share)) {
                    take(level, d, factor);
                    break;
                }
                factor = nextSmaller(rest[d], rounds);
            }
        }
    }

    /** The largest factor that needs more rounds. */
    private static int nextSmaller(int iterations, int rounds) {
        return Spreading.ceil(iterations, rounds + 1) < Spreading.ceil(iterations, rounds)
                ? Spreading.ceil(iterations, rounds + 1)
                : Spreading.ceil(iterations, rounds) - 1;
    }

    /** Gives every dimension a little in turn, so that tiles come out balanced. */
    private void fillByTurns(int level) {
        boolean grown = true;
        while (grown) {
            grown = false;
            for (int d : bySize) {
                int room = rules.mostTemporal[level * dimensions + d] / current.temporal[level * dimensions + d];
                int factor = smallestFactor(rest[d]);
                if (factor > 1 && factor <= room && grows(level, d, factor, 1)) {
                    take(level, d, factor);
                    grown = true;
                }
            }
        }
    }

    private static int smallestFactor(int n) {
        for (int factor = 2; factor <= 7; factor++) {
            if (n % factor == 0) {
                return factor;
            }
        }
        return n > 7 ? 2 : n;
    }

    /** Whether all memories that hold the tile still do when dimension d grows, and the level by at most its share. */
    private boolean grows(int level, int d, int factor, int share) {
        System.arraycopy(extent, 0, probe, 0, dimensions);
        probe[d] *= (long) factor * share;
        if (!evaluator.fits(level, current.kept[level], probe)) {
            return false;
        }
        probe[d] = extent[d] * factor;
        for (int outer = level - 1; outer > 0; outer--) {
            int row = outer * dimensions;
            for (int i = 0; i < dimensions; i++) {
                probe[i] *= (long) current.x[row + i] * current.y[row + i];
            }
            if (current.kept[outer] != 0 && !evaluator.fits(outer, current.kept[outer], probe)) {
                return false;
            }
        }
        return true;
    }

    private void take(int level, int d, int factor) {
        current.temporal[level * dimensions + d] *= factor;
        extent[d] *= factor;
        rest[d] = Spreading.ceil(rest[d], factor);
    }

    private void orderAll(Role inDram, Role onChipRole) {
        for (int level = 0; level < levels; level++) {
            order(current, level, level == 0 ? inDram : onChipRole);
        }
    }

    /** Puts the loops that let an operand rest inside, as far as the dataflow leaves the order open. */
    private void order(Tiling tiling, int level, Role role) {
        int row = level * dimensions;
        int next = row;
        long placed = 0;
        for (int d : rules.temporalInner[level]) {
            tiling.order[next++] = d;
            placed |= 1L << d;
        }
        for (int d : rules.temporalOuter[level]) {
            placed |= 1L << d;
        }
        for (int d : fillings[index(role)]) {
            if ((placed & (1L << d)) == 0) {
                tiling.order[next++] = d;
            }
        }
        for (int d : rules.temporalOuter[level]) {
            tiling.order[next++] = d;
        }
    }

    /** The energy-delay product of {@link #current}, infinite if it does not fit; keeps the best. */
    private double score() {
        current.write(flat, rules);
        if (!evaluator.evaluateRoundedUp(flat)) {
            return Double.POSITIVE_INFINITY;
        }
        double score = evaluator.energyDelay();
        if (score < bestScore) {
            bestScore = score;
            best.copyFrom(current);
        }
        return score;
    }

    private void refineOrder(Tiling tiling) {
        current.copyFrom(tiling);
        for (Role inDram : Role.values()) {
            for (Role inBuffer : Role.values()) {
                if (inDram != inBuffer) {
                    orderAll(inDram, inBuffer);
                    score();
                }
            }
        }
    }

    /** Moves factors between neighbouring memories as long as it helps. */
    private void moveFactors() {
        for (int step = 0; step < MOST_STEPS; step++) {
            double before = bestScore;
            for (int d = 0; d < dimensions; d++) {
                for (int level = 1; level < levels; level++) {
                    move(level, 0, d);
                    move(0, level, d);
                }
            }
            if (bestScore >= before) {
                return;
            }
        }
    }

    private void move(int from, int to, int d) {
        int source = from * dimensions + d;
        int target = to * dimensions + d;
        current.copyFrom(best);
        int factor = smallestFactor(current.temporal[source]);
        if (factor > 1 && current.temporal[target] * factor <= rules.mostTemporal[target]) {
            current.temporal[source] = Spreading.ceil(current.temporal[source], factor);
            current.temporal[target] *= factor;
            if (current.temporal[source] >= rules.leastTemporal[source]) {
                score();
            }
        }
    }
}
