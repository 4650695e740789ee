package org.cosearch.workload;

import java.util.List;
import java.util.Locale;

/** A function of one number, applied to every element. */
public record Activation(Function function) implements Layer {

    /** Which one. */
    public enum Function {
        /** max(0, x). */
        RELU,
        /** min(max(0, x), 6). */
        RELU6,
        /** x · relu6(x + 3) / 6 (Howard et al. 2019). */
        HARD_SWISH,
        /** relu6(x + 3) / 6. */
        HARD_SIGMOID,
        /** x · sigmoid(x), also called SiLU. */
        SWISH,
        /** 1 / (1 + exp(-x)). */
        SIGMOID,
        /** Hyperbolic tangent. */
        TANH,
        /** x · Φ(x), with the Gaussian distribution function (Hendrycks and Gimpel 2016). */
        GELU
    }

    @Override
    public String kind() {
        return function.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        return Operands.only(this, inputs);
    }
}
