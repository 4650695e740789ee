package org.cosearch.workload;

import java.util.List;

/**
 * One operation of a network: a pure function of the shapes it is given.
 *
 * <p>Conventions of counting, for one input and no batch:
 *
 * <ul>
 *   <li>A MAC is one multiplication with its accumulation. Padding is multiplied like data. Biases, normalisations,
 *       activations, pooling and sums count none, so {@link #macs} is the sum over {@link #nests}.
 *   <li>Parameters are the trainable ones, biases included; a batch normalisation has two per channel, and its running
 *       mean and variance are {@link #statistics}.
 *   <li>Activations are the elements that a layer writes.
 * </ul>
 *
 * <p>All inputs are lists of shapes in the order of the layer's operands. Every method refuses shapes that
 * {@link #infer} refuses, with a {@link ShapeException}.
 */
public sealed interface Layer
        permits Activation,
                Add,
                Attention,
                BatchNorm,
                ClassToken,
                Concat,
                Conv2d,
                Dense,
                Dropout,
                Flatten,
                GlobalPool,
                Input,
                LayerNorm,
                MatMul,
                Multiply,
                Pool,
                PositionEmbedding,
                Reshape,
                SelectToken,
                Softmax,
                ToTokens,
                TransposedConv2d,
                Upsample,
                Zero {

    /** The short name of the operation in tables, such as {@code conv}. */
    String kind();

    /**
     * The shape of the output.
     *
     * @throws ShapeException if the layer cannot take these inputs
     */
    Shape infer(List<Shape> inputs);

    /** The multiply-accumulates as loop nests: none, one, or several that run one after the other. */
    default List<LoopNest> nests(List<Shape> inputs) {
        infer(inputs);
        return List.of();
    }

    /** Multiply-accumulates. */
    default long macs(List<Shape> inputs) {
        long sum = 0;
        for (LoopNest nest : nests(inputs)) {
            sum = Math.addExact(sum, nest.macs());
        }
        return sum;
    }

    /** Trainable parameters. */
    default long parameters(List<Shape> inputs) {
        infer(inputs);
        return 0;
    }

    /** Parameters that training averages rather than learns: the running mean and variance of a batch normalisation. */
    default long statistics(List<Shape> inputs) {
        infer(inputs);
        return 0;
    }
}
