package org.cosearch.workload;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A perfectly nested loop around one multiply-accumulate, whose operands are boxes with affine projections of the loop
 * indices (Parashar et al. 2019, Timeloop, section V-A).
 *
 * <p>Every layer that an accelerator runs on its array is such a nest. The order of the dimensions carries no loop
 * order: that is the mapping's.
 *
 * @param dimensions distinct names, bounds of at least 1
 * @param operands the two factors and the output, one of each {@link Role}
 */
public record LoopNest(List<Dimension> dimensions, List<Operand> operands) {

    /** One loop. */
    public record Dimension(String name, int bound) {
        public Dimension {
            if (bound < 1) {
                throw new IllegalArgumentException(
                        "Dimension %s has bound (%d), not at least 1.".formatted(name, bound));
            }
        }
    }

    /** What the multiply-accumulate does with an operand. */
    public enum Role {
        WEIGHTS("Weights"),
        INPUTS("Inputs"),
        OUTPUTS("Outputs");

        private final String label;

        Role(String label) {
            this.label = label;
        }

        /** The name of the operand in Timeloop's problem files. */
        public String label() {
            return label;
        }
    }

    /** A tensor of the nest: a box with one {@link Axis} per dimension of the tensor. */
    public record Operand(Role role, List<Axis> axes) {
        public Operand {
            axes = List.copyOf(axes);
        }

        /** Whether the loop over {@code dimension} (an index into the nest's dimensions) moves this operand. */
        public boolean dependsOn(int dimension) {
            return axes.stream().anyMatch(axis -> axis.terms().stream().anyMatch(t -> t.dimension() == dimension));
        }
    }

    /** One axis of a tensor: position = Σ coefficient · loop index. */
    public record Axis(List<Term> terms) {
        public Axis {
            terms = List.copyOf(terms);
        }
    }

    /**
     * One summand of an axis.
     *
     * @param dimension index into the nest's dimensions
     * @param coefficient at least 1; a convolution's stride or dilation
     */
    public record Term(int dimension, int coefficient) {
        public Term {
            if (coefficient < 1) {
                throw new IllegalArgumentException(
                        "A projection has coefficient (%d), not at least 1.".formatted(coefficient));
            }
        }
    }

    public LoopNest {
        dimensions = List.copyOf(dimensions);
        operands = List.copyOf(operands);
        Set<String> names = new HashSet<>();
        for (Dimension dimension : dimensions) {
            if (!names.add(dimension.name())) {
                throw new IllegalArgumentException("Dimension %s is given twice.".formatted(dimension.name()));
            }
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Operand operand : operands) {
            roles.add(operand.role());
        }
        if (operands.size() != Role.values().length || roles.size() != operands.size()) {
            throw new IllegalArgumentException("A loop nest needs one operand of each role, not %s."
                    .formatted(operands.stream().map(Operand::role).toList()));
        }
        for (Operand operand : operands) {
            for (Axis axis : operand.axes()) {
                for (Term term : axis.terms()) {
                    if (term.dimension() < 0 || term.dimension() >= dimensions.size()) {
                        throw new IllegalArgumentException("Operand %s refers to dimension (%d) of %d."
                                .formatted(operand.role().label(), term.dimension(), dimensions.size()));
                    }
                }
            }
        }
    }

    /** Multiply-accumulates: the product of all bounds. */
    public long macs() {
        long product = 1;
        for (Dimension dimension : dimensions) {
            product = Math.multiplyExact(product, dimension.bound());
        }
        return product;
    }

    public Operand operand(Role role) {
        for (Operand operand : operands) {
            if (operand.role() == role) {
                return operand;
            }
        }
        throw new AssertionError("a nest has every role");
    }

    /**
     * A 2-D convolution with the dimension names of Timeloop's layer shape.
     *
     * @param n batch
     * @param g groups; a group of its own dimension G where above 1
     * @param c input channels of one group
     * @param m output channels of one group
     * @param p output rows
     * @param q output columns
     * @param r kernel rows, which slide along p
     * @param s kernel columns, which slide along q
     */
    public static LoopNest convolution(
            int n,
            int g,
            int c,
            int m,
            int p,
            int q,
            int r,
            int s,
            int strideRows,
            int strideColumns,
            int dilationRows,
            int dilationColumns) {
        List<Dimension> dims = new ArrayList<>(List.of(
                new Dimension("C", c),
                new Dimension("M", m),
                new Dimension("R", r),
                new Dimension("S", s),
                new Dimension("N", n),
                new Dimension("P", p),
                new Dimension("Q", q)));
        boolean grouped = g > 1;
        if (grouped) {
            dims.add(new Dimension("G", g));
        }
        List<Axis> weights = new ArrayList<>(List.of(axis(0), axis(1), axis(2), axis(3)));
        List<Axis> inputs = new ArrayList<>(List.of(
                axis(4),
                axis(0),
                new Axis(List.of(new Term(5, strideRows), new Term(2, dilationRows))),
                new Axis(List.of(new Term(6, strideColumns), new Term(3, dilationColumns)))));
        List<Axis> outputs = new ArrayList<>(List.of(axis(4), axis(1), axis(5), axis(6)));
        if (grouped) {
            List.of(weights, inputs, outputs).forEach(axes -> axes.add(axis(7)));
        }
        return new LoopNest(
                dims,
                List.of(
                        new Operand(Role.WEIGHTS, weights),
                        new Operand(Role.INPUTS, inputs),
                        new Operand(Role.OUTPUTS, outputs)));
    }

    /**
     * A batch of matrix products {@code [rows, depth] × [depth, columns]} in the dimension names of
     * {@link #convolution}: G = batch, P = rows, C = depth, M = columns, so that every template that maps convolutions
     * maps products too.
     */
    public static LoopNest product(int batch, int rows, int depth, int columns) {
        return convolution(1, batch, depth, columns, rows, 1, 1, 1, 1, 1, 1, 1);
    }

    private static Axis axis(int dimension) {
        return new Axis(List.of(new Term(dimension, 1)));
    }
}
