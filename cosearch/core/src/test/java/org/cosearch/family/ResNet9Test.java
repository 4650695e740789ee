package org.cosearch.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;
import org.junit.jupiter.api.Test;

class ResNet9Test extends NetworkFamilyContract {

    @Override
    ResNet9 family() {
        return new ResNet9();
    }

    @Override
    Shape input() {
        return Shape.of(3, 32, 32);
    }

    /** Two blocks are a family member, the first and the third are not. */
    @Override
    boolean optional(String field) {
        return field.equals("block3");
    }

    /**
     * The ResNet-9 of Page 2018 has 6,573,120 parameters without a bias in the classifier (many CIFAR-10 repositories
     * print that total); here are 10 more. MACs by hand: each of the five pairs of doubled filters and halved size costs
     * the same.
     */
    @Test
    void pagesResNet9IsAPointOfTheSpace() {
        Genome genome = Genome.of(
                family().space(),
                Map.of(
                        "stem", 64L,
                        "block1.filters", 128L,
                        "block1.skips", 1L,
                        "block2.filters", 256L,
                        "block2.skips", 0L,
                        "block3.filters", 512L,
                        "block3.skips", 1L));
        Network network = family().decode(genome, input(), 10);

        assertThat(network.parameters()).isEqualTo(6_573_120 + 10);
        assertThat(network.macs()).isEqualTo(27 * 64 * 1024 + 5 * (9L * 64 * 128 * 1024) + 512 * 10);
        assertThat(network.node("block3/max_pool1").output()).isEqualTo(Shape.of(512, 4, 4));
    }

    @Test
    void aSpaceMayHaveMoreBlocksAndListedFilters() {
        Space block = Space.product(
                Space.field("filters", Space.oneOf("24", "48")), Space.field("skips", Space.integers(0, 1)));
        Space space = Space.product(
                Space.field("stem", Space.oneOf("16")),
                Space.field("block1", block),
                Space.field("block2", block),
                Space.field("block3", block),
                Space.field("block4", block),
                Space.field("block5", block));
        Genome genome = space.enumerate().findFirst().orElseThrow();

        Network network = family().codec(space, Shape.of(3, 96, 96), 10).decode(genome);

        assertThat(network.node("block5/max_pool1").output()).isEqualTo(Shape.of(24, 3, 3));
        assertThatThrownBy(() -> family().codec(space, Shape.of(3, 28, 28), 10).decode(genome))
                .hasMessageContaining("Layer block5/max_pool1");
    }

    @Test
    void aBlockWithoutFiltersIsRefusedWithItsPath() {
        Space space = Space.product(
                Space.field("stem", Space.integers(8, 64)),
                Space.field("block1", Space.product(Space.field("skips", Space.integers(0, 2)))));

        assertThatThrownBy(() -> family().check(space)).hasMessageContaining("(block1.filters)");
    }
}
