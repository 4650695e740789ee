package org.cosearch.workload;

import java.util.List;

/**
 * Batch normalisation with a trained scale and offset per channel (Ioffe and Szegedy 2015); the running mean and
 * variance are {@link #statistics}.
 *
 * @param epsilon added to the variance, above 0
 */
public record BatchNorm(double epsilon) implements Layer {

    public BatchNorm {
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException(
                    "The epsilon (%s) of a normalisation is not above 0.".formatted(epsilon));
        }
    }

    /** With an epsilon of 1e-5. */
    public static BatchNorm standard() {
        return new BatchNorm(1e-5);
    }

    @Override
    public String kind() {
        return "batch_norm";
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        return Operands.only(this, inputs);
    }

    @Override
    public long parameters(List<Shape> inputs) {
        return 2L * infer(inputs).channels();
    }

    @Override
    public long statistics(List<Shape> inputs) {
        return 2L * infer(inputs).channels();
    }
}
