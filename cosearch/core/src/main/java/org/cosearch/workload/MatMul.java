package org.cosearch.workload;

import java.util.List;

/**
 * A product of two activations: {@code [rows,depth] × [depth,columns]} to {@code [rows,columns]}, with a leading batch
 * axis on both or on none.
 *
 * <p>In the loop nest the second factor stands in the place of the weights.
 *
 * @param secondTransposed whether the second factor is given as {@code [columns,depth]}
 */
public record MatMul(boolean secondTransposed) implements Layer {

    @Override
    public String kind() {
        return "matmul";
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        if (inputs.size() != 2) {
            throw new ShapeException(
                    this,
                    "takes two inputs, not %d: %s".formatted(inputs.size(), inputs),
                    "use a dense layer for a product with weights");
        }
        Shape first = inputs.get(0);
        Shape second = inputs.get(1);
        int rank = first.rank();
        boolean fits = rank >= 2
                && second.rank() == rank
                && first.dimension(rank - 1) == second.dimension(secondTransposed ? rank - 1 : rank - 2)
                && (rank == 2 || first.dimension(0) == second.dimension(0));
        if (!fits) {
            throw new ShapeException(
                    this,
                    "cannot multiply %s by %s%s".formatted(first, second, secondTransposed ? " transposed" : ""),
                    "transpose the second factor, or make the inner extents equal");
        }
        int columns = second.dimension(secondTransposed ? rank - 2 : rank - 1);
        return rank == 2
                ? Shape.of(first.dimension(0), columns)
                : Shape.of(first.dimension(0), first.dimension(1), columns);
    }

    @Override
    public List<LoopNest> nests(List<Shape> inputs) {
        Shape output = infer(inputs);
        int rank = output.rank();
        return List.of(LoopNest.product(
                rank == 2 ? 1 : output.dimension(0),
                output.dimension(rank - 2),
                inputs.get(0).dimension(rank - 1),
                output.dimension(rank - 1)));
    }
}
