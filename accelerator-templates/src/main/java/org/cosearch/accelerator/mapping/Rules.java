package org.cosearch.accelerator.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cosearch.accelerator.cost.FlatMapping;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.LevelConstraint;
import org.cosearch.hardware.LevelConstraint.Factor;
import org.cosearch.hardware.LevelConstraint.Loops;
import org.cosearch.hardware.LevelConstraint.Relation;
import org.cosearch.hardware.Mesh;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Role;

/** The dataflow of an accelerator as it applies to one loop nest, as flat arrays {@code [level · dimensions + d]}. */
final class Rules {

    private static final int FREE_SPLIT = -1;

    final int dimensions;
    final int levels;
    final int[] bound;
    final int[] leastTemporal;
    final int[] mostTemporal;
    final int[] leastSpatial;
    final int[] mostSpatial;
    final boolean[] mayLieOnX;
    final boolean[] mayLieOnY;
    /** {@code [level]}: how many places in the order of spatial loops lie on X, or {@link #FREE_SPLIT}. */
    private final int[] split;

    /** {@code [level]}: places in the order of spatial loops. */
    private final int[] positions;

    private final int[] firstPosition;
    private final int[] lastPosition;
    /** {@code [level]}: columns and rows of the fan-out. */
    final int[] columns;

    final int[] rows;
    /** {@code [level]}: dimensions that come innermost, inner to outer. */
    final int[][] temporalInner;
    /** {@code [level]}: dimensions that come outermost, inner to outer. */
    final int[][] temporalOuter;
    /** {@code [level]}: dimensions to spread, as the dataflow lists them, then the others. */
    final int[][] spatialOrder;
    /** {@code [level]}: bits of the roles that must, and must not, be kept. */
    final int[] keep;

    final int[] bypass;

    Rules(LoopNest nest, Accelerator accelerator) {
        dimensions = nest.dimensions().size();
        levels = accelerator.levels().size();
        bound = nest.dimensions().stream().mapToInt(LoopNest.Dimension::bound).toArray();
        int size = levels * dimensions;
        leastTemporal = filled(size, 1);
        mostTemporal = new int[size];
        leastSpatial = filled(size, 1);
        mostSpatial = new int[size];
        mayLieOnX = new boolean[size];
        mayLieOnY = new boolean[size];
        split = new int[levels];
        positions = new int[levels];
        firstPosition = new int[size];
        lastPosition = new int[size];
        columns = new int[levels];
        rows = new int[levels];
        temporalInner = new int[levels][];
        temporalOuter = new int[levels][];
        spatialOrder = new int[levels][];
        keep = new int[levels];
        bypass = new int[levels];
        List<String> names =
                nest.dimensions().stream().map(LoopNest.Dimension::name).toList();
        for (int level = 0; level < levels; level++) {
            LevelConstraint constraint =
                    accelerator.dataflow().level(accelerator.levels().get(level).name());
            Mesh fanOut = accelerator.fanOut(level);
            columns[level] = fanOut.x();
            rows[level] = fanOut.y();
            limit(level, names, constraint.temporal(), leastTemporal, mostTemporal);
            limit(level, names, constraint.spatial(), leastSpatial, mostSpatial);
            temporalInner[level] = indices(names, constraint.temporal().innermost());
            temporalOuter[level] = indices(names, constraint.temporal().outermost());
            spatialOrder[level] = spatialOrder(names, constraint.spatial());
            placeSpatial(level, names, constraint);
            for (Role role : Role.values()) {
                int bit = FlatMapping.bit(role);
                keep[level] |= level == 0 || constraint.keep().contains(role) ? bit : 0;
                bypass[level] |= constraint.bypass().contains(role) ? bit : 0;
            }
        }
    }

    /** These rules for tiles that fit: no loop is longer than the smallest memory outside it, that has to keep it, allows. */
    Rules fitting(LoopNest nest, Accelerator accelerator) {
        Rules result = new Rules(nest, accelerator);
        Tensor[] tensors = nest.operands().stream()
                .map(operand -> new Tensor(nest, operand))
                .toArray(Tensor[]::new);
        long[] extents = new long[dimensions];
        Arrays.fill(extents, 1);
        for (int level = 1; level < levels; level++) {
            for (int d = 0; d < dimensions; d++) {
                int at = level * dimensions + d;
                while (result.mostTemporal[at] > 1
                        && !fits(accelerator, tensors, level, extents, d, result.mostTemporal[at])) {
                    result.mostTemporal[at]--;
                }
            }
        }
        return result;
    }

    private boolean fits(Accelerator accelerator, Tensor[] tensors, int last, long[] extents, int d, int iterations) {
        extents[d] = iterations;
        boolean fits = true;
        for (int level = 1; level <= last && fits; level++) {
            long words = 0;
            for (Tensor tensor : tensors) {
                words += (keep[level] & tensor.bit) != 0 ? tensor.words(extents, 0) : 0;
            }
            fits = words <= accelerator.levels().get(level).effectiveCapacityWords();
        }
        extents[d] = 1;
        return fits;
    }

    private static int[] filled(int size, int value) {
        int[] result = new int[size];
        Arrays.fill(result, value);
        return result;
    }

    private void limit(int level, List<String> names, Loops loops, int[] least, int[] most) {
        System.arraycopy(bound, 0, most, level * dimensions, dimensions);
        for (Factor factor : loops.factors()) {
            int d = names.indexOf(factor.dimension());
            // a constraint on a dimension that the nest lacks, or beyond its bound, says nothing
            if (d < 0 || factor.value() > bound[d]) {
                continue;
            }
            int value = factor.value() == 0 ? bound[d] : factor.value();
            int at = level * dimensions + d;
            if (factor.relation() != Relation.AT_MOST) {
                least[at] = Math.max(least[at], value);
            }
            if (factor.relation() != Relation.AT_LEAST) {
                most[at] = Math.min(most[at], value);
            }
        }
    }

    private static int[] indices(List<String> names, List<String> listed) {
        return listed.stream().mapToInt(names::indexOf).filter(d -> d >= 0).toArray();
    }

    private int[] spatialOrder(List<String> names, Loops loops) {
        List<Integer> order = new ArrayList<>();
        for (int d : indices(names, loops.innermost())) {
            order.add(d);
        }
        int[] outer = indices(names, loops.outermost());
        for (int d = 0; d < dimensions; d++) {
            int dimension = d;
            if (!order.contains(d) && Arrays.stream(outer).noneMatch(o -> o == dimension)) {
                order.add(d);
            }
        }
        for (int d : outer) {
            order.add(d);
        }
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Positions in the inner-to-outer order of a level's spatial loops, loops of bound 1 included: those of listed
     * dimensions are fixed, the others share what lies between.
     */
    private void placeSpatial(int level, List<String> names, LevelConstraint constraint) {
        int row = level * dimensions;
        List<String> inner = constraint.spatial().innermost();
        List<String> outer = constraint.spatial().outermost();
        Set<String> all = new HashSet<>(names);
        all.addAll(inner);
        all.addAll(outer);
        positions[level] = all.size();
        split[level] =
                constraint.split().isPresent() ? Math.min(constraint.split().getAsInt(), all.size()) : FREE_SPLIT;
        for (int d = 0; d < dimensions; d++) {
            int at = row + d;
            String name = names.get(d);
            firstPosition[at] = inner.size();
            lastPosition[at] = all.size() - outer.size() - 1;
            if (inner.contains(name)) {
                firstPosition[at] = lastPosition[at] = inner.indexOf(name);
            } else if (outer.contains(name)) {
                firstPosition[at] = lastPosition[at] = all.size() - outer.size() + outer.indexOf(name);
            }
            mayLieOnX[at] = split[level] == FREE_SPLIT || firstPosition[at] < split[level];
            mayLieOnY[at] = split[level] == FREE_SPLIT || lastPosition[at] >= split[level];
        }
    }

    /** Whether some order and split of a level's spatial loops puts each where {@code x} and {@code y} have it. */
    boolean directionsFit(int level, int[] x, int[] y) {
        if (split[level] != FREE_SPLIT) {
            return directionsFit(level, x, y, split[level]);
        }
        for (int candidate = 0; candidate <= positions[level]; candidate++) {
            if (directionsFit(level, x, y, candidate)) {
                return true;
            }
        }
        return false;
    }

    private boolean directionsFit(int level, int[] x, int[] y, int candidate) {
        int onX = 0;
        int onY = 0;
        int roomOnX = 0;
        int roomOnY = 0;
        for (int d = 0; d < dimensions; d++) {
            int at = level * dimensions + d;
            if ((x[at] > 1 && firstPosition[at] >= candidate) || (y[at] > 1 && lastPosition[at] < candidate)) {
                return false;
            }
            if (firstPosition[at] < lastPosition[at]) {
                onX += x[at] > 1 ? 1 : 0;
                onY += y[at] > 1 ? 1 : 0;
                roomOnX = Math.max(0, Math.min(candidate, lastPosition[at] + 1) - firstPosition[at]);
                roomOnY = lastPosition[at] + 1 - firstPosition[at] - roomOnX;
            }
        }
        return onX <= roomOnX && onY <= roomOnY;
    }
}
