package org.cosearch.workload;

import java.util.List;

/** A feature map as a sequence of its positions, row by row: {@code [C,H,W]} to {@code [H·W,C]}. */
public record ToTokens() implements Layer {

    @Override
    public String kind() {
        return "to_tokens";
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        Shape input = Operands.featureMap(this, inputs);
        return Shape.of(Math.multiplyExact(input.height(), input.width()), input.channels());
    }
}
