package org.cosearch.workload;

import java.util.List;

/** The sum of two or more inputs of one shape. */
public record Add() implements Layer {

    @Override
    public String kind() {
        return "add";
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        Operands.several(this, inputs);
        for (Shape input : inputs) {
            if (!input.equals(inputs.get(0))) {
                throw new ShapeException(
                        this,
                        "cannot add %s to %s".formatted(input, inputs.get(0)),
                        "give the shortcut a 1x1 convolution with the stride and the channels of the other branch");
            }
        }
        return inputs.get(0);
    }
}
