package org.cosearch.workload.zoo;

import org.cosearch.workload.Activation;
import org.cosearch.workload.NetworkBuilder;

/**
 * The block of MobileNetV2 (Sandler et al. 2018, section 3.3): a pointwise expansion, a depthwise convolution, a linear
 * pointwise projection, and a shortcut where stride and channels allow. Every convolution is batch normalised.
 *
 * @param outChannels of the projection
 * @param kernel side of the depthwise kernel
 * @param stride of the depthwise convolution
 * @param expansion hidden channels per input channel; 1 leaves the expansion out
 * @param activation after the expansion and the depthwise convolution
 */
public record InvertedResidual(int outChannels, int kernel, int stride, int expansion, Activation.Function activation) {

    public InvertedResidual {
        if (expansion < 1) {
            throw new IllegalArgumentException("The expansion (%d) is not at least 1.".formatted(expansion));
        }
    }

    /** Appends the block's nodes with SAME padding. */
    public NetworkBuilder appendTo(NetworkBuilder builder) {
        int inChannels = builder.shape().channels();
        builder.as("block_input");
        if (expansion > 1) {
            builder.pointwise(inChannels * expansion).batchNorm().activation(activation);
        }
        builder.depthwise(kernel, stride)
                .batchNorm()
                .activation(activation)
                .pointwise(outChannels)
                .batchNorm();
        return stride == 1 && inChannels == outChannels ? builder.add("block_input") : builder;
    }
}
