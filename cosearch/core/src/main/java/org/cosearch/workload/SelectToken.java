package org.cosearch.workload;

import java.util.List;

/**
 * One of the tokens: {@code [T,D]} to {@code [D]}.
 *
 * @param index from 0; a class token is the first
 */
public record SelectToken(int index) implements Layer {

    public SelectToken {
        if (index < 0) {
            throw new IllegalArgumentException("The token index (%d) is negative.".formatted(index));
        }
    }

    @Override
    public String kind() {
        return "select_token";
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        Shape input = Operands.tokens(this, inputs);
        if (index >= input.dimension(0)) {
            throw new ShapeException(
                    this,
                    "selects token %d (from 0), which %s does not have".formatted(index, input),
                    "select one of 0 to " + (input.dimension(0) - 1));
        }
        return Shape.of(input.channels());
    }
}
