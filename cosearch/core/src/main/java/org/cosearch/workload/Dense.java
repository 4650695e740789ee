package org.cosearch.workload;

import java.util.List;

/**
 * A fully connected layer on the innermost axis: {@code [D]} to {@code [outFeatures]}, {@code [T,D]} to
 * {@code [T,outFeatures]}.
 *
 * <p>Weights are {@code [outFeatures, D]}, plus {@code [outFeatures]} with a bias.
 */
public record Dense(int outFeatures, boolean bias) implements Layer {

    public Dense {
        Operands.positive("number of output features", outFeatures);
    }

    /** With a bias. */
    public static Dense of(int outFeatures) {
        return new Dense(outFeatures, true);
    }

    @Override
    public String kind() {
        return "dense";
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        Shape input = Operands.only(this, inputs);
        if (input.isFeatureMap()) {
            throw new ShapeException(
                    this,
                    "takes a vector [D] or tokens [T,D], not %s".formatted(input),
                    "flatten or pool the feature map first");
        }
        return input.withChannels(outFeatures);
    }

    @Override
    public List<LoopNest> nests(List<Shape> inputs) {
        infer(inputs);
        Shape input = inputs.get(0);
        int rows = input.isTokens() ? input.dimension(0) : 1;
        return List.of(LoopNest.product(1, rows, input.channels(), outFeatures));
    }

    @Override
    public long parameters(List<Shape> inputs) {
        infer(inputs);
        return (long) outFeatures * inputs.get(0).channels() + (bias ? outFeatures : 0);
    }
}
