package org.cosearch.workload;

import java.util.List;

/** The maximum or the average over all positions: {@code [C,H,W]} to {@code [C]}, {@code [T,D]} to {@code [D]}. */
public record GlobalPool(Pool.Kind pooling) implements Layer {

    @Override
    public String kind() {
        return pooling == Pool.Kind.MAX ? "global_max_pool" : "global_average_pool";
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        Shape input = Operands.only(this, inputs);
        if (input.isVector()) {
            throw new ShapeException(
                    this,
                    "takes a feature map [C,H,W] or tokens [T,D], not %s".formatted(input),
                    "leave the layer out: the input has one position");
        }
        return Shape.of(input.channels());
    }
}
