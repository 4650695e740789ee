package org.cosearch.workload;

import java.util.List;

/**
 * The product of two inputs element by element; the second has the shape of the first, or is a vector {@code [C]} with
 * a factor per channel of the first, as a squeeze-and-excitation gate is. It counts no MACs.
 */
public record Multiply() implements Layer {

    @Override
    public String kind() {
        return "multiply";
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        if (inputs.size() != 2) {
            throw new ShapeException(
                    this, "takes two inputs, not %d: %s".formatted(inputs.size(), inputs), "multiply two at a time");
        }
        Shape first = inputs.get(0);
        Shape second = inputs.get(1);
        if (!second.equals(first) && !second.equals(Shape.of(first.channels()))) {
            throw new ShapeException(
                    this,
                    "cannot multiply %s by %s".formatted(first, second),
                    "give the second input the shape %s or [%d]".formatted(first, first.channels()));
        }
        return first;
    }
}
