package org.cosearch.workload;

import java.util.List;

/** The same elements in the same order under another shape. */
public record Reshape(Shape target) implements Layer {

    @Override
    public String kind() {
        return "reshape";
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        Shape input = Operands.only(this, inputs);
        if (input.elements() != target.elements()) {
            throw new ShapeException(
                    this,
                    "cannot turn %s of %d elements into %s of %d"
                            .formatted(input, input.elements(), target, target.elements()),
                    "choose extents whose product is " + input.elements());
        }
        return target;
    }
}
