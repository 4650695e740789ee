package org.cosearch.workload;

import java.util.List;

/** The softmax over the channels of each position. */
public record Softmax() implements Layer {

    @Override
    public String kind() {
        return "softmax";
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        return Operands.only(this, inputs);
    }
}
