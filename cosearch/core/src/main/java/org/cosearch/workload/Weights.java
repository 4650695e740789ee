package org.cosearch.workload;

/** The numbers that a network was, or was not, trained to. Asked twice for the same part, the answer is the same. */
@FunctionalInterface
public interface Weights {

    /** Which weights of a layer. */
    enum Part {
        /** Of a convolution, {@code [filters, channels per group, rows, columns]}; of a dense layer {@code [out, in]}. */
        KERNEL,
        /** One per filter or feature. */
        BIAS,
        /** The factor of a normalisation, one per channel. */
        SCALE,
        /** The summand of a normalisation, one per channel. */
        OFFSET,
        /** The running mean of a batch normalisation, one per channel. */
        MEAN,
        /** The running variance of a batch normalisation, one per channel, above 0. */
        VARIANCE,
        /** The joint projection of an attention to queries, keys and values, {@code [3·width, channels]}. */
        PROJECTION,
        /** The bias of {@link #PROJECTION}. */
        PROJECTION_BIAS,
        /** A class token {@code [channels]} or a position embedding {@code [tokens, channels]}. */
        EMBEDDING
    }

    /**
     * A part of a node's weights.
     *
     * @param index of the node in its network
     * @param shape extents whose product is the length of the answer
     */
    float[] values(int index, Node node, Part part, int... shape);
}
