package org.cosearch.workload;

import java.util.List;

/** A tensor that enters the network. */
public record Input(Shape shape) implements Layer {

    @Override
    public String kind() {
        return "input";
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        if (!inputs.isEmpty()) {
            throw new ShapeException(
                    this, "takes no inputs, not %s".formatted(inputs), "read it from the layers that need it");
        }
        return shape;
    }
}
