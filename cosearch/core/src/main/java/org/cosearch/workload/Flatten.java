package org.cosearch.workload;

import java.util.List;

/** All elements as one vector, in the order of the shape's axes: for a feature map C, then H, then W innermost. */
public record Flatten() implements Layer {

    @Override
    public String kind() {
        return "flatten";
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        return Shape.of(Math.toIntExact(Operands.only(this, inputs).elements()));
    }
}
