package org.cosearch.family;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.cosearch.space.Field;
import org.cosearch.space.Genome;
import org.cosearch.space.Product;
import org.cosearch.space.Space;
import org.cosearch.workload.Activation;
import org.cosearch.workload.Network;
import org.cosearch.workload.NetworkBuilder;
import org.cosearch.workload.Shape;
import org.cosearch.workload.zoo.InvertedResidual;

/**
 * Networks of inverted residual blocks, as MobileNetV2 (Sandler et al. 2018) has them and FBNet (Wu et al. 2019, section
 * 3.1) searches them: a 3×3 stem, stages of blocks, a pointwise head, and a classifier after global averaging. Where
 * FBNet skips a block, a stage here has fewer blocks.
 *
 * <p>The decisions are the channels {@code stem} and {@code head}, and {@code stage1}, {@code stage2}, … Each stage has
 * its channels {@code width} and either {@code blocks}, a repeat of blocks with a {@code kernel} and an
 * {@code expansion} each, or one {@code kernel}, {@code expansion} and {@code depth} for all its blocks. The first block
 * of a stage has its stride.
 *
 * @param stemStride of the stem
 * @param strides of the stages, as many as the space has stages
 * @param activation of stem, blocks and head
 */
public record MbConv(int stemStride, List<Integer> strides, Activation.Function activation) implements NetworkFamily {

    public MbConv {
        strides = List.copyOf(strides);
        if (strides.isEmpty()) {
            throw new IllegalArgumentException("The family mbconv needs the stride of at least one stage.");
        }
        if (stemStride < 1 || strides.stream().anyMatch(stride -> stride < 1)) {
            throw new IllegalArgumentException(
                    "The strides of stem (%d) and stages %s are not at least 1.".formatted(stemStride, strides));
        }
    }

    /** For images of about 28×28: the stem and two of three stages halve the size; ReLU6 as in MobileNetV2. */
    public static MbConv standard() {
        return new MbConv(2, List.of(1, 2, 2), Activation.Function.RELU6);
    }

    @Override
    public String name() {
        return "mbconv";
    }

    /**
     * The stages of {@link #standard}, with decisions per block. At {@code [1,28,28]} and 10 classes its networks have
     * from 0.16 to 7.1 million MACs. Stages beyond the third repeat its ranges.
     */
    @Override
    public Space space() {
        List<Field> fields = new ArrayList<>();
        fields.add(Space.field("stem", Space.integers(8, 16, 4)));
        for (int i = 0; i < strides.size(); i++) {
            Space stage = switch (i) {
                case 0 -> stage(Space.integers(8, 16, 4), Space.powersOfTwo(1, 4));
                case 1 -> stage(Space.integers(16, 32, 8), Space.integers(2, 6, 2));
                default -> stage(Space.integers(32, 64, 16), Space.integers(2, 6, 2));
            };
            fields.add(Space.field(stage(i), stage));
        }
        fields.add(Space.field("head", Space.powersOfTwo(64, 256)));
        return new Product(fields);
    }

    private static Space stage(Space width, Space expansion) {
        Space block =
                Space.product(Space.field("kernel", Space.integers(3, 5, 2)), Space.field("expansion", expansion));
        return Space.product(Space.field("width", width), Space.field("blocks", Space.repeat(1, 3, block)));
    }

    @Override
    public void check(Space space) {
        SpaceCheck check = new SpaceCheck(name(), "", space);
        check.field("stem").integer(1);
        check.field("head").integer(1);
        List<String> known = new ArrayList<>(List.of("stem", "head"));
        for (int i = 0; i < strides.size(); i++) {
            SpaceCheck stage = check.field(stage(i));
            stage.field("width").integer(1);
            if (stage.has("blocks")) {
                SpaceCheck block = stage.field("blocks").repeated();
                block.field("kernel").integer(1);
                block.field("expansion").integer(1);
                block.only(List.of("kernel", "expansion"));
                stage.only(List.of("width", "blocks"));
            } else {
                stage.field("kernel").integer(1);
                stage.field("expansion").integer(1);
                stage.field("depth").integer(1);
                stage.only(List.of("width", "kernel", "expansion", "depth"));
            }
            known.add(stage(i));
        }
        check.only(known);
    }

    @Override
    public Network decode(Genome genome, Shape input, int classes) {
        NetworkBuilder builder = Network.builder(name(), input)
                .in("stem")
                .conv(SpaceCheck.integer(genome, "stem"), 3, stemStride)
                .batchNorm()
                .activation(activation);
        for (int i = 0; i < strides.size(); i++) {
            Genome stage = genome.at(stage(i));
            int width = SpaceCheck.integer(stage, "width");
            int stride = strides.get(i);
            int index = 0;
            for (Genome block : blocks(stage)) {
                index++;
                builder.in("%s.block%d".formatted(stage(i), index));
                new InvertedResidual(
                                width,
                                SpaceCheck.integer(block, "kernel"),
                                index == 1 ? stride : 1,
                                SpaceCheck.integer(block, "expansion"),
                                activation)
                        .appendTo(builder);
            }
        }
        return builder.in("head")
                .pointwise(SpaceCheck.integer(genome, "head"))
                .batchNorm()
                .activation(activation)
                .globalAveragePool()
                .dense(classes)
                .build();
    }

    /** Where each block's kernel and expansion are decided. */
    private static List<Genome> blocks(Genome stage) {
        return new SpaceCheck("mbconv", "", stage.space()).has("blocks")
                ? stage.repeated("blocks")
                : Collections.nCopies(SpaceCheck.integer(stage, "depth"), stage);
    }

    private static String stage(int index) {
        return "stage" + (index + 1);
    }
}
