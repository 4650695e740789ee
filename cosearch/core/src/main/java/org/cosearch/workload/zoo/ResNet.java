package org.cosearch.workload.zoo;

import org.cosearch.workload.Conv2d;
import org.cosearch.workload.Network;
import org.cosearch.workload.NetworkBuilder;
import org.cosearch.workload.Padding;
import org.cosearch.workload.Pool;
import org.cosearch.workload.Shape;

/** Residual networks of He et al. 2016, table 1, with projection shortcuts where shapes change (option B). */
final class ResNet {

    private static final int[] CHANNELS = {64, 128, 256, 512};

    private ResNet() {}

    static Network resNet18(Shape input, int classes) {
        return network("resnet18", input, classes, new int[] {2, 2, 2, 2}, ResNet::basic);
    }

    static Network resNet50(Shape input, int classes) {
        return network("resnet50", input, classes, new int[] {3, 4, 6, 3}, ResNet::bottleneck);
    }

    /** Appends the residual branch of a block and returns its output channels. */
    @FunctionalInterface
    private interface Branch {
        int append(NetworkBuilder builder, int channels, int stride);
    }

    private static Network network(String name, Shape input, int classes, int[] blocks, Branch branch) {
        NetworkBuilder builder = Network.builder(name, input)
                .in("stem")
                .layer(Conv2d.square(64, 7).withStride(2).withPadding(3))
                .batchNorm()
                .relu()
                .layer(Pool.max(3, 2, Padding.symmetric(1)));
        for (int stage = 0; stage < blocks.length; stage++) {
            for (int block = 0; block < blocks[stage]; block++) {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                builder.in("stage%d.block%d".formatted(stage + 1, block + 1)).as("input");
                int channels = branch.append(builder, CHANNELS[stage], stride);
                builder.as("branch").from("input");
                if (block == 0 && (stride > 1 || builder.shape().channels() != channels)) {
                    builder.conv(channels, 1, stride).batchNorm();
                }
                builder.as("shortcut").from("branch").add("shortcut").relu();
            }
        }
        return builder.in("head").globalAveragePool().dense(classes).build();
    }

    private static int basic(NetworkBuilder builder, int channels, int stride) {
        builder.layer(Conv2d.square(channels, 3).withStride(stride).withPadding(1))
                .batchNorm()
                .relu()
                .layer(Conv2d.square(channels, 3).withPadding(1))
                .batchNorm();
        return channels;
    }

    private static int bottleneck(NetworkBuilder builder, int channels, int stride) {
        builder.pointwise(channels)
                .batchNorm()
                .relu()
                .layer(Conv2d.square(channels, 3).withStride(stride).withPadding(1))
                .batchNorm()
                .relu()
                .pointwise(4 * channels)
                .batchNorm();
        return 4 * channels;
    }
}
