package org.cosearch.workload;

import java.util.List;

/**
 * Multi-head self-attention with its projections: tokens {@code [T,D]} to {@code [T,D]} (Vaswani et al. 2017, section
 * 3.2.2).
 *
 * <p>Four loop nests in order: the joint projection to queries, keys and values, the scores, the weighted values, the
 * output projection. The softmax between the middle two counts nothing.
 *
 * @param headSize channels of a query, a key and a value of one head
 * @param bias whether all four projections have one
 */
public record Attention(int heads, int headSize, boolean bias) implements Layer {

    public Attention {
        Operands.positive("number of heads", heads);
        Operands.positive("size of a head", headSize);
    }

    @Override
    public String kind() {
        return "attention";
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        return Operands.tokens(this, inputs);
    }

    @Override
    public List<LoopNest> nests(List<Shape> inputs) {
        Shape input = infer(inputs);
        int tokens = input.dimension(0);
        return List.of(
                LoopNest.product(1, tokens, input.channels(), Math.multiplyExact(3, width())),
                LoopNest.product(heads, tokens, headSize, tokens),
                LoopNest.product(heads, tokens, tokens, headSize),
                LoopNest.product(1, tokens, width(), input.channels()));
    }

    @Override
    public long parameters(List<Shape> inputs) {
        long channels = infer(inputs).channels();
        long weights = 4 * channels * width();
        return bias ? weights + 3L * width() + channels : weights;
    }

    /** Channels of all heads together. */
    public int width() {
        return Math.multiplyExact(heads, headSize);
    }
}
