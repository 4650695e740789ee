package org.cosearch.accelerator.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.mapping.BoundedMapper.Answer;
import org.cosearch.accelerator.mapping.BoundedMapper.Found;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Mapper;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Dimension;

/**
 * Nests of larger bounds that may be mapped better than a nest itself: the one that {@link TilingMapper} chose, and those
 * with single bounds rounded up to a multiple of two, four, … or of a fan-out.
 */
final class RoundingUp {

    private static final int MOST_NESTS = 24;
    /** Rounding one bound up may add this share of iterations, unless it is small. */
    private static final double TOLERATED = 1.34;

    private static final int[] MULTIPLES = {2, 4, 8, 16};

    private final LoopNest nest;
    private final Accelerator accelerator;
    private final InputCounts counts;

    /** The best mapping of a nest whose score is below a limit. */
    interface Search {
        Answer map(LoopNest rounded, double limit);
    }

    RoundingUp(LoopNest nest, Accelerator accelerator, InputCounts counts) {
        this.nest = nest;
        this.accelerator = accelerator;
        this.counts = counts;
    }

    /** Nests that are tried at most. */
    int most() {
        return MOST_NESTS;
    }

    /** The best answer for the nest or one with larger bounds, beginning with that for the nest itself. */
    Answer improve(Answer exact, MappingGoal goal, Search search) {
        Answer best = exact;
        LoopNest start = nest;
        int tried = 0;
        if (new TilingMapper(counts).map(nest, accelerator) instanceof Mapper.Mapped tiled
                && !tiled.nest().equals(nest)) {
            tried++;
            Answer answer = search.map(tiled.nest(), score(best));
            if (answer instanceof Found found) {
                best = found;
                start = tiled.nest();
            }
        }
        boolean better = true;
        while (better) {
            better = false;
            for (LoopNest rounded : roundedOnce(start)) {
                if (tried++ >= MOST_NESTS) {
                    better = false;
                    break;
                }
                if (search.map(rounded, score(best)) instanceof Found found) {
                    best = found;
                    start = rounded;
                    better = true;
                    break;
                }
            }
        }
        return best instanceof Found found ? withBoundOfAnyNest(found, goal) : best;
    }

    private static double score(Answer answer) {
        return answer instanceof Found found ? found.score() : Double.POSITIVE_INFINITY;
    }

    /** Every nest has at least the multiply-accumulates of the one asked for, and nothing else is certain. */
    private Found withBoundOfAnyNest(Found found, MappingGoal goal) {
        double bound = Math.min(
                found.score(),
                goal.score(
                        nest.macs() * accelerator.compute().macPicojoules(),
                        Math.ceil((double) nest.macs()
                                / accelerator.compute().mesh().instances())));
        return new Found(
                found.mapped(), found.score(), bound, bound == found.score(), found.considered(), found.stopped());
    }

    /** Nests with one bound rounded up, the smallest first. */
    private List<LoopNest> roundedOnce(LoopNest from) {
        Set<Integer> multiples = new LinkedHashSet<>();
        for (int multiple : MULTIPLES) {
            multiples.add(multiple);
        }
        for (int level = 0; level < accelerator.levels().size(); level++) {
            multiples.add(accelerator.fanOut(level).x());
            multiples.add(accelerator.fanOut(level).y());
        }
        List<LoopNest> result = new ArrayList<>();
        for (int d = 0; d < from.dimensions().size(); d++) {
            Set<Integer> bounds = new LinkedHashSet<>();
            int bound = from.dimensions().get(d).bound();
            int asked = nest.dimensions().get(d).bound();
            for (int multiple : multiples) {
                int rounded = (bound + multiple - 1) / multiple * multiple;
                if (rounded > bound && rounded < 2 * asked && rounded <= Math.max(asked + 1, TOLERATED * asked)) {
                    bounds.add(rounded);
                }
            }
            for (int rounded : bounds) {
                List<Dimension> dimensions = new ArrayList<>(from.dimensions());
                dimensions.set(d, new Dimension(dimensions.get(d).name(), rounded));
                result.add(new LoopNest(dimensions, nest.operands()));
            }
        }
        result.sort(Comparator.comparingLong(LoopNest::macs));
        return result;
    }
}
