package org.cosearch.workload.zoo;

import org.cosearch.workload.Conv2d;
import org.cosearch.workload.Network;
import org.cosearch.workload.NetworkBuilder;
import org.cosearch.workload.Shape;
import org.cosearch.workload.TransposedConv2d;

/** U-Nets of Ronneberger et al. 2015, figure 1, padded and batch normalised. */
final class UNet {

    private UNet() {}

    static Network network(Shape input, int classes, int channels, int doublings) {
        if (doublings < 1) {
            throw new IllegalArgumentException("A U-Net has (%d) doublings, not at least 1.".formatted(doublings));
        }
        int factor = 1 << doublings;
        if (input.height() % factor != 0 || input.width() % factor != 0) {
            throw new IllegalArgumentException(
                    "A U-Net with %d doublings takes a height and width that are multiples of %d, not %s.\nMaybe pad the images to [%d,%d,%d]."
                            .formatted(
                                    doublings,
                                    factor,
                                    input,
                                    input.channels(),
                                    roundUp(input.height(), factor),
                                    roundUp(input.width(), factor)));
        }
        NetworkBuilder builder = Network.builder("unet", input);
        for (int level = 0; level < doublings; level++) {
            builder.in("down" + level);
            twoConvolutions(builder, channels << level).as("level" + level).maxPool(2, 2);
        }
        twoConvolutions(builder.in("bottom"), channels << doublings);
        for (int level = doublings - 1; level >= 0; level--) {
            builder.in("up" + level)
                    .layer(TransposedConv2d.doubling(channels << level))
                    .as("upsampled")
                    .from("level" + level)
                    .concat("upsampled");
            twoConvolutions(builder, channels << level);
        }
        return builder.in("head").layer(Conv2d.pointwise(classes).withBias()).build();
    }

    private static NetworkBuilder twoConvolutions(NetworkBuilder builder, int channels) {
        return builder.conv(channels, 3)
                .batchNorm()
                .relu()
                .conv(channels, 3)
                .batchNorm()
                .relu();
    }

    private static int roundUp(int extent, int factor) {
        return (extent + factor - 1) / factor * factor;
    }
}
