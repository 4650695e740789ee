package org.cosearch.workload;

import java.util.List;

/** Adds a trained {@code [T,D]} to tokens {@code [T,D]} (Dosovitskiy et al. 2021, equation 1). */
public record PositionEmbedding() implements Layer {

    @Override
    public String kind() {
        return "position_embedding";
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        return Operands.tokens(this, inputs);
    }

    @Override
    public long parameters(List<Shape> inputs) {
        return infer(inputs).elements();
    }
}
