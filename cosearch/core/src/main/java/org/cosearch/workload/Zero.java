package org.cosearch.workload;

import java.util.List;

/** Zeros of the shape of its input, such as a cell's node that no operation feeds (Dong and Yang 2020, NAS-Bench-201). */
public record Zero() implements Layer {

    @Override
    public String kind() {
        return "zero";
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        return Operands.only(this, inputs);
    }
}
