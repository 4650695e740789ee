package org.cosearch.workload;

import java.util.List;

/** Puts a trained token before the others: {@code [T,D]} to {@code [T+1,D]} (Dosovitskiy et al. 2021, equation 1). */
public record ClassToken() implements Layer {

    @Override
    public String kind() {
        return "class_token";
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        Shape input = Operands.tokens(this, inputs);
        return Shape.of(Math.addExact(input.dimension(0), 1), input.channels());
    }

    @Override
    public long parameters(List<Shape> inputs) {
        return infer(inputs).channels();
    }
}
