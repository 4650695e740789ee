package org.cosearch.accelerator.mapping;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.accelerator.cost.FlatMapping;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Axis;
import org.cosearch.workload.LoopNest.Role;
import org.cosearch.workload.LoopNest.Term;

/** One operand of a loop nest as a bound sees it: axes that one dimension moves, and axes on which windows slide. */
final class Tensor {

    final int bit;
    final boolean output;
    final long moves;
    final int[] rigid;
    final int[] rigidCoefficient;
    final int[][] sliding;
    final int[][] slidingCoefficient;
    /** {@code [d]}: the sliding axis that the dimension is on, or -1. */
    final int[] axisOf;

    final int[] coefficientOf;

    Tensor(LoopNest nest, LoopNest.Operand operand) {
        bit = FlatMapping.bit(operand.role());
        output = operand.role() == Role.OUTPUTS;
        int dimensions = nest.dimensions().size();
        axisOf = new int[dimensions];
        coefficientOf = new int[dimensions];
        java.util.Arrays.fill(axisOf, -1);
        List<Term> rigidTerms = new ArrayList<>();
        List<List<Term>> axes = new ArrayList<>();
        long moving = 0;
        for (Axis axis : operand.axes()) {
            List<Term> terms = new ArrayList<>();
            for (Term term : axis.terms()) {
                if (nest.dimensions().get(term.dimension()).bound() > 1) {
                    terms.add(term);
                    moving |= 1L << term.dimension();
                    coefficientOf[term.dimension()] = term.coefficient();
                    axisOf[term.dimension()] = axes.size();
                }
            }
            if (terms.size() == 1) {
                rigidTerms.add(terms.get(0));
                axisOf[terms.get(0).dimension()] = -1;
            } else if (!terms.isEmpty()) {
                axes.add(terms);
            }
        }
        moves = moving;
        rigid = rigidTerms.stream().mapToInt(Term::dimension).toArray();
        rigidCoefficient = rigidTerms.stream().mapToInt(Term::coefficient).toArray();
        sliding = new int[axes.size()][];
        slidingCoefficient = new int[axes.size()][];
        for (int axis = 0; axis < axes.size(); axis++) {
            sliding[axis] = axes.get(axis).stream().mapToInt(Term::dimension).toArray();
            slidingCoefficient[axis] =
                    axes.get(axis).stream().mapToInt(Term::coefficient).toArray();
        }
    }

    /** Whether the tensor has no sliding windows and no holes. */
    boolean dense() {
        return !slides() && java.util.Arrays.stream(rigidCoefficient).allMatch(coefficient -> coefficient == 1);
    }

    boolean moves(int d) {
        return (moves & (1L << d)) != 0;
    }

    boolean slides() {
        return sliding.length > 0;
    }

    long rigidWords(long[] extents, int from) {
        long product = 1;
        for (int i = 0; i < rigid.length; i++) {
            product *= 1 + (extents[from + rigid[i]] - 1) * rigidCoefficient[i];
        }
        return product;
    }

    long extent(int axis, long[] extents, int from) {
        long extent = 1;
        for (int term = 0; term < sliding[axis].length; term++) {
            extent += (extents[from + sliding[axis][term]] - 1) * slidingCoefficient[axis][term];
        }
        return extent;
    }

    long words(long[] extents, int from) {
        long product = rigidWords(extents, from);
        for (int axis = 0; axis < sliding.length; axis++) {
            product *= extent(axis, extents, from);
        }
        return product;
    }

    /** Words that a tile does not share with the one before it, after a step of {@code moved} positions on one axis. */
    double fresh(int movedAxis, long moved, long[] extents, int from) {
        double tile = rigidWords(extents, from);
        double overlap = tile;
        for (int axis = 0; axis < sliding.length; axis++) {
            long extent = extent(axis, extents, from);
            tile *= extent;
            overlap *= axis == movedAxis ? Math.max(0, extent - moved) : extent;
        }
        return tile - overlap;
    }
}
