package org.cosearch.workload;

import java.util.List;

/**
 * Layer normalisation over the channels of each position, with a trained scale and offset per channel (Ba et al. 2016).
 *
 * @param epsilon added to the variance, above 0
 */
public record LayerNorm(double epsilon) implements Layer {

    public LayerNorm {
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException(
                    "The epsilon (%s) of a normalisation is not above 0.".formatted(epsilon));
        }
    }

    @Override
    public String kind() {
        return "layer_norm";
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        return Operands.only(this, inputs);
    }

    @Override
    public long parameters(List<Shape> inputs) {
        return 2L * infer(inputs).channels();
    }
}
