package org.cosearch.workload;

import java.util.List;

/**
 * Repeats every position {@code factor} times along both axes (nearest neighbour): {@code [C,H,W]} to
 * {@code [C,factor·H,factor·W]}.
 */
public record Upsample(int factor) implements Layer {

    public Upsample {
        Operands.positive("up-sampling factor", factor);
    }

    @Override
    public String kind() {
        return "upsample";
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        Shape input = Operands.featureMap(this, inputs);
        return Shape.of(
                input.channels(),
                Math.multiplyExact(input.height(), factor),
                Math.multiplyExact(input.width(), factor));
    }
}
