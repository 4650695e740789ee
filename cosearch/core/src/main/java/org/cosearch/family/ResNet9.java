package org.cosearch.family;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.cosearch.workload.GlobalPool;
import org.cosearch.workload.Network;
import org.cosearch.workload.NetworkBuilder;
import org.cosearch.workload.Pool;
import org.cosearch.workload.Shape;

/**
 * Residual networks around ResNet-9, as NASAIC (Yang et al. 2020, arXiv 2002.04116) searches them for CIFAR-10: the
 * filters FN of a stem and of each block, and the number SK of skip layers of each block.
 *
 * <p>NASAIC publishes the decisions and no code, so the layers are an assumption: those of the ResNet-9 of Page 2018
 * ("How to Train Your ResNet"), which is the point FN = (64, 128, 256, 512), SK = (1, 0, 1). The stem is a 3×3
 * convolution with FN₀ filters; block i is a 3×3 convolution with FNᵢ filters and 2×2 maximum pooling, followed by SKᵢ
 * residual units of two 3×3 convolutions; every convolution is batch normalised and rectified. A global maximum and a
 * dense layer classify. Page's scaling of the logits by 1/8 is left out, and the dense layer has a bias.
 *
 * <p>The decisions are {@code stem}, and {@code filters} and {@code skips} of {@code block1}, {@code block2}, …, as many
 * blocks as the space has.
 */
public record ResNet9() implements NetworkFamily {

    @Override
    public String name() {
        return "resnet9";
    }

    /** Three blocks of 0 to 2 skip layers; filters are powers of two. The ranges are ours. */
    @Override
    public Space space() {
        return Space.product(
                Space.field("stem", Space.powersOfTwo(8, 64)),
                Space.field("block1", block(16, 128)),
                Space.field("block2", block(32, 256)),
                Space.field("block3", block(64, 512)));
    }

    private static Space block(long leastFilters, long mostFilters) {
        return Space.product(
                Space.field("filters", Space.powersOfTwo(leastFilters, mostFilters)),
                Space.field("skips", Space.integers(0, 2)));
    }

    @Override
    public void check(Space space) {
        SpaceCheck check = new SpaceCheck(name(), "", space);
        check.field("stem").integer(1);
        List<String> known = new ArrayList<>(List.of("stem"));
        int blocks = Math.max(1, blocks(check));
        for (int i = 1; i <= blocks; i++) {
            SpaceCheck block = check.field("block" + i);
            block.field("filters").integer(1);
            block.field("skips").integer(0);
            block.only(List.of("filters", "skips"));
            known.add("block" + i);
        }
        check.only(known);
    }

    @Override
    public Network decode(Genome genome, Shape input, int classes) {
        NetworkBuilder builder = Network.builder(name(), input).in("stem");
        convolution(builder, SpaceCheck.integer(genome, "stem"));
        int blocks = blocks(new SpaceCheck(name(), "", genome.space()));
        for (int i = 1; i <= blocks; i++) {
            Genome block = genome.at("block" + i);
            int filters = SpaceCheck.integer(block, "filters");
            convolution(builder.in("block" + i), filters).maxPool(2, 2);
            for (int skip = 1; skip <= SpaceCheck.integer(block, "skips"); skip++) {
                builder.in("block%d.skip%d".formatted(i, skip)).as("input");
                convolution(convolution(builder, filters), filters).add("input");
            }
        }
        return builder.in("head")
                .layer(new GlobalPool(Pool.Kind.MAX))
                .dense(classes)
                .build();
    }

    private static int blocks(SpaceCheck check) {
        return (int) check.fields().stream()
                .filter(field -> field.matches("block[1-9][0-9]*"))
                .count();
    }

    private static NetworkBuilder convolution(NetworkBuilder builder, int filters) {
        return builder.conv(filters, 3).batchNorm().relu();
    }
}
