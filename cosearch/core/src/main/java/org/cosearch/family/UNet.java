package org.cosearch.family;

import java.util.List;
import org.cosearch.space.Genome;
import org.cosearch.space.Repeat;
import org.cosearch.space.Space;
import org.cosearch.workload.Conv2d;
import org.cosearch.workload.Network;
import org.cosearch.workload.NetworkBuilder;
import org.cosearch.workload.Shape;
import org.cosearch.workload.TransposedConv2d;
import org.cosearch.workload.Upsample;
import org.cosearch.workload.VisionTask;

/**
 * U-Nets (Ronneberger et al. 2015, figure 1), padded so that the scores are as large as the image: levels of
 * convolutions that halve the map and double the channels, a bottom, and the same levels back up, each of which reads
 * the map of its level beside the map from below. A pointwise convolution scores the classes at every pixel.
 *
 * <p>NASAIC (Yang et al. 2020, arXiv 2002.04116) searches the height and the filters of a U-Net for its segmentation
 * task and publishes no code. Here the filters follow from the {@code width} of the first level, as in Ronneberger's;
 * kernels, the number of convolutions and the way up are decisions as well. Convolutions are batch normalised and
 * rectified.
 *
 * <p>The decisions are {@code width}; {@code levels}, a repeat of levels with {@code convolutions} and a {@code kernel}
 * each, from the largest map down; {@code convolutions} and {@code kernel} of the {@code bottom}; and
 * {@code upsampling}, which is {@code transposed} (a 2×2 transposed convolution of stride 2) or {@code nearest} (every
 * pixel four times and a 3×3 convolution; Odena et al. 2016).
 */
public record UNet() implements NetworkFamily {

    private static final String TRANSPOSED = "transposed";
    private static final String NEAREST = "nearest";

    @Override
    public String name() {
        return "unet";
    }

    @Override
    public VisionTask task() {
        return VisionTask.SEGMENTATION;
    }

    /** One to three levels, for images whose sides are multiples of 8. The ranges are ours. */
    @Override
    public Space space() {
        return Space.product(
                Space.field("width", Space.powersOfTwo(4, 16)),
                Space.field("levels", Space.repeat(1, 3, stage())),
                Space.field("bottom", stage()),
                Space.field("upsampling", Space.oneOf(TRANSPOSED, NEAREST)));
    }

    private static Space stage() {
        return Space.product(
                Space.field("convolutions", Space.integers(1, 2)), Space.field("kernel", Space.integers(3, 5, 2)));
    }

    @Override
    public void check(Space space) {
        SpaceCheck check = new SpaceCheck(name(), "", space);
        check.field("width").integer(1);
        SpaceCheck levels = check.field("levels").repeated();
        for (SpaceCheck stage : List.of(levels, check.field("bottom"))) {
            stage.field("convolutions").integer(1);
            stage.field("kernel").integer(1);
            stage.only(List.of("convolutions", "kernel"));
        }
        check.field("upsampling").labels(List.of(TRANSPOSED, NEAREST));
        check.only(List.of("width", "levels", "bottom", "upsampling"));
    }

    @Override
    public void check(Space space, Shape input) {
        check(space);
        SpaceCheck levels = new SpaceCheck(name(), "", space).field("levels");
        int halvings =
                Math.min(Integer.numberOfTrailingZeros(input.height()), Integer.numberOfTrailingZeros(input.width()));
        if (levels.space() instanceof Repeat repeat && repeat.max() > halvings) {
            throw levels.refusal(
                    "has up to (%d) levels, but images of %d x %d pixels can be halved %d times"
                            .formatted(repeat.max(), input.height(), input.width(), halvings),
                    halvings == 0 ? "take images with even sides" : "allow at most %d".formatted(halvings));
        }
    }

    @Override
    public Network decode(Genome genome, Shape input, int classes) {
        int width = SpaceCheck.integer(genome, "width");
        List<Genome> levels = genome.repeated("levels");
        boolean transposed = genome.choice("upsampling").equals(TRANSPOSED);
        NetworkBuilder builder = Network.builder(name(), input);
        for (int level = 0; level < levels.size(); level++) {
            convolutions(builder.in("down" + (level + 1)), levels.get(level), width << level)
                    .as("level" + level)
                    .maxPool(2, 2);
        }
        convolutions(builder.in("bottom"), genome.at("bottom"), width << levels.size());
        for (int level = levels.size() - 1; level >= 0; level--) {
            builder.in("up" + (level + 1));
            doubled(builder, width << level, transposed)
                    .as("from below")
                    .from("level" + level)
                    .concat("from below");
            convolutions(builder, levels.get(level), width << level);
        }
        return builder.in("head").layer(Conv2d.pointwise(classes).withBias()).build();
    }

    private static NetworkBuilder convolutions(NetworkBuilder builder, Genome stage, int channels) {
        int kernel = SpaceCheck.integer(stage, "kernel");
        for (int i = 0; i < SpaceCheck.integer(stage, "convolutions"); i++) {
            builder.conv(channels, kernel).batchNorm().relu();
        }
        return builder;
    }

    private static NetworkBuilder doubled(NetworkBuilder builder, int channels, boolean transposed) {
        return transposed
                ? builder.layer(TransposedConv2d.doubling(channels))
                : builder.layer(new Upsample(2))
                        .layer(Conv2d.square(channels, 3).withBias());
    }
}
