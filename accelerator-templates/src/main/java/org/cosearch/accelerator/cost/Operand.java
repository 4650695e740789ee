package org.cosearch.accelerator.cost;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Axis;
import org.cosearch.workload.LoopNest.Role;
import org.cosearch.workload.LoopNest.Term;

/**
 * One operand of a loop nest as flat arrays.
 *
 * <p>Axes with one moving dimension are <em>rigid</em>: successive tiles either coincide on them or do not touch. Axes
 * with several are <em>sliding</em>: tiles may overlap in part. Dimensions of bound 1 move nothing and are left out.
 *
 * <p>A position of the operand is coded as one number that no other position, and no difference of up to four positions,
 * has; so are translations.
 */
final class Operand {

    final Role role;
    /** Bit d is set where a loop over dimension d moves the operand. */
    final long moves;
    /** Whether all coefficients of rigid axes are 1 and there is no sliding axis. */
    final boolean dense;

    final int[] rigidDimension;
    final int[] rigidCoefficient;
    /** {@code [axis][term]} */
    final int[][] slidingDimension;

    final int[][] slidingCoefficient;
    /** {@code [dimension]}: the code of one step along it, 0 where it does not move the operand. */
    final long[] code;
    /** {@code [dimension]}: the part of {@link #code} that lies on rigid axes. */
    final long[] rigidCode;

    Operand(LoopNest nest, LoopNest.Operand operand) {
        role = operand.role();
        int dimensions = nest.dimensions().size();
        code = new long[dimensions];
        rigidCode = new long[dimensions];
        List<Term> rigid = new ArrayList<>();
        List<List<Term>> sliding = new ArrayList<>();
        long radix = 1;
        long moved = 0;
        boolean unit = true;
        for (Axis axis : operand.axes()) {
            List<Term> terms = new ArrayList<>();
            long last = 0;
            for (Term term : axis.terms()) {
                int bound = nest.dimensions().get(term.dimension()).bound();
                if (bound > 1) {
                    if ((moved & (1L << term.dimension())) != 0) {
                        throw new IllegalArgumentException("Dimension %s moves operand %s twice, which is not modelled."
                                .formatted(
                                        nest.dimensions().get(term.dimension()).name(), role.label()));
                    }
                    moved |= 1L << term.dimension();
                    terms.add(term);
                    last += (bound - 1L) * term.coefficient();
                    unit &= term.coefficient() == 1;
                }
            }
            for (Term term : terms) {
                code[term.dimension()] = Math.multiplyExact(radix, term.coefficient());
                if (terms.size() == 1) {
                    rigidCode[term.dimension()] = code[term.dimension()];
                }
            }
            if (terms.size() == 1) {
                rigid.add(terms.get(0));
            } else if (terms.size() > 1) {
                sliding.add(terms);
            }
            radix = Math.multiplyExact(radix, 8 * last + 1);
        }
        moves = moved;
        dense = unit && sliding.isEmpty();
        rigidDimension = rigid.stream().mapToInt(Term::dimension).toArray();
        rigidCoefficient = rigid.stream().mapToInt(Term::coefficient).toArray();
        slidingDimension = new int[sliding.size()][];
        slidingCoefficient = new int[sliding.size()][];
        for (int axis = 0; axis < sliding.size(); axis++) {
            slidingDimension[axis] =
                    sliding.get(axis).stream().mapToInt(Term::dimension).toArray();
            slidingCoefficient[axis] =
                    sliding.get(axis).stream().mapToInt(Term::coefficient).toArray();
        }
    }

    boolean moves(int dimension) {
        return (moves & (1L << dimension)) != 0;
    }

    boolean slides() {
        return slidingDimension.length > 0;
    }

    /** Words of the box that {@code extents[from + d]} iterations of each dimension d touch, holes of strides filled. */
    long words(long[] extents, int from) {
        long product = rigidWords(extents, from);
        for (int axis = 0; axis < slidingDimension.length; axis++) {
            product *= slidingExtent(axis, extents, from);
        }
        return product;
    }

    /** Product of the rigid extents alone. */
    long rigidWords(long[] extents, int from) {
        long product = 1;
        for (int axis = 0; axis < rigidDimension.length; axis++) {
            product *= 1 + (extents[from + rigidDimension[axis]] - 1) * rigidCoefficient[axis];
        }
        return product;
    }

    long slidingExtent(int axis, long[] extents, int from) {
        int[] dimensions = slidingDimension[axis];
        int[] coefficients = slidingCoefficient[axis];
        long extent = 1;
        for (int term = 0; term < dimensions.length; term++) {
            extent += (extents[from + dimensions[term]] - 1) * coefficients[term];
        }
        return extent;
    }

    /**
     * The number of different positions among instances that a spatial split puts side by side.
     *
     * @param bounds spatial iterations of each dimension
     * @param steps {@code steps[from + d]}: iterations of d that one instance covers
     */
    long groups(int[] bounds, int at, long[] steps, int from) {
        long product = 1;
        for (int dimension : rigidDimension) {
            product *= bounds[at + dimension];
        }
        for (int axis = 0; axis < slidingDimension.length; axis++) {
            product *= slidingGroups(axis, bounds, at, steps, from);
        }
        return product;
    }

    private long slidingGroups(int axis, int[] bounds, int at, long[] steps, int from) {
        int[] dimensions = slidingDimension[axis];
        int first = -1;
        int second = -1;
        for (int term = 0; term < dimensions.length; term++) {
            if (bounds[at + dimensions[term]] > 1) {
                if (first < 0) {
                    first = term;
                } else if (second < 0) {
                    second = term;
                } else {
                    return countSums(axis, bounds, at, steps, from);
                }
            }
        }
        if (first < 0) {
            return 1;
        }
        long n = bounds[at + dimensions[first]];
        if (second < 0) {
            return n;
        }
        // i·a + j·b repeats exactly where i grows by b/g and j falls by a/g, g being the common divisor
        long m = bounds[at + dimensions[second]];
        long a = steps[from + dimensions[first]] * slidingCoefficient[axis][first];
        long b = steps[from + dimensions[second]] * slidingCoefficient[axis][second];
        long divisor = gcd(a, b);
        return n * m - Math.max(0, n - b / divisor) * Math.max(0, m - a / divisor);
    }

    private long countSums(int axis, int[] bounds, int at, long[] steps, int from) {
        Set<Long> sums = new HashSet<>(List.of(0L));
        for (int term = 0; term < slidingDimension[axis].length; term++) {
            int dimension = slidingDimension[axis][term];
            Set<Long> wider = new HashSet<>();
            for (long sum : sums) {
                for (int i = 0; i < bounds[at + dimension]; i++) {
                    wider.add(sum + i * steps[from + dimension] * slidingCoefficient[axis][term]);
                }
            }
            sums = wider;
        }
        return sums.size();
    }

    private static long gcd(long a, long b) {
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }
}
