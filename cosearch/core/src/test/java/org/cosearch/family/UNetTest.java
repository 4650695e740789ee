package org.cosearch.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;
import org.cosearch.workload.VisionTask;
import org.cosearch.workload.zoo.KnownNetwork;
import org.junit.jupiter.api.Test;

class UNetTest extends NetworkFamilyContract {

    @Override
    UNet family() {
        return new UNet();
    }

    @Override
    Shape input() {
        return Shape.of(1, 32, 32);
    }

    private static Space deep(String upsampling) {
        Space stage = Space.product(
                Space.field("convolutions", Space.integers(1, 2)), Space.field("kernel", Space.integers(3, 5, 2)));
        return Space.product(
                Space.field("width", Space.powersOfTwo(16, 64)),
                Space.field("levels", Space.repeat(1, 4, stage)),
                Space.field("bottom", stage),
                Space.field("upsampling", Space.oneOf(upsampling)));
    }

    private static Genome genome(Space space, int levels, Map<String, Object> rest) {
        StringBuilder json = new StringBuilder("{\"levels\": %d".formatted(levels));
        for (int i = 0; i < levels; i++) {
            json.append(", \"levels[%d].convolutions\": 2, \"levels[%d].kernel\": 3".formatted(i, i));
        }
        rest.forEach((path, value) -> json.append(", \"%s\": %s".formatted(path, value)));
        return Genome.fromJson(space, json.append("}").toString());
    }

    @Test
    void itSegments() {
        assertThat(family().task()).isEqualTo(VisionTask.SEGMENTATION);
    }

    @Test
    void theDefaultSpaceHasAsManyDesignsAsItsDecisionsAllow() {
        // widths, one to three levels of four each, bottoms, ways up
        assertThat(family().space().size()).hasToString(String.valueOf(3 * (4 + 16 + 64) * 4 * 2));
    }

    @Test
    void ronnebergersNetworkIsAPointOfAWiderSpace() {
        Space space = deep("transposed");
        Genome genome = genome(
                space,
                4,
                Map.of("width", 64, "bottom.convolutions", 2, "bottom.kernel", 3, "upsampling", "\"transposed\""));
        Shape image = Shape.of(3, 64, 48);

        Network network = family().codec(space, image, 5).decode(genome);
        Network published = KnownNetwork.unet(image, 5, 64, 4);

        assertThat(network.parameters()).isEqualTo(published.parameters());
        assertThat(network.macs()).isEqualTo(published.macs());
        assertThat(network.nodes().stream().map(node -> node.layer()).toList())
                .isEqualTo(published.nodes().stream().map(node -> node.layer()).toList());
    }

    @Test
    void theWayUpByNearestPixelsHasAConvolutionOfItsOwn() {
        Genome genome = genome(
                family().space(),
                1,
                Map.of("width", 8, "bottom.convolutions", 1, "bottom.kernel", 5, "upsampling", "\"nearest\""));

        Network network = family().decode(genome, input(), 5);

        assertThat(network.node("up1/upsample1").output()).isEqualTo(Shape.of(16, 32, 32));
        assertThat(network.node("up1/conv1").output()).isEqualTo(Shape.of(8, 32, 32));
        assertThat(network.node("up1/concat1").output()).isEqualTo(Shape.of(16, 32, 32));
        assertThat(network.node("bottom/conv1").macs()).isEqualTo(16 * 16 * 25 * 8 * 16);
    }

    @Test
    void moreLevelsThanTheImagesCanBeHalvedAreRefused() {
        assertThatThrownBy(() -> family().codec(Shape.of(1, 28, 28), 10))
                .hasMessage(
                        "The decision (levels) of family unet has up to (3) levels, but images of 28 x 28 pixels can"
                                + " be halved 2 times.\nMaybe allow at most 2.");
        assertThatThrownBy(() -> family().codec(Shape.of(1, 32, 31), 10)).hasMessageContaining("even sides");
    }

    @Test
    void anUnknownWayUpIsRefused() {
        assertThatThrownBy(() -> family().check(deep("bilinear")))
                .hasMessageContaining("The decision (upsampling) of family unet has the unknown option (bilinear)");
    }
}
