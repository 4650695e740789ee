package org.cosearch.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DistanceTest {

    @Test
    void numbersDifferRelativeToTheirScale() {
        assertThat(distance(Space.integers(0, 8, 2), 2L, 6L)).isEqualTo(0.5);
        assertThat(distance(Space.powersOfTwo(1, 16), 1L, 2L)).isEqualTo(0.25);
        assertThat(distance(Space.reals(-2, 2), -2.0, 1.0)).isEqualTo(0.75);
        assertThat(distance(Space.logReals(1, 10_000), 1.0, 10.0)).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void choicesDifferOrNot() {
        assertThat(distance(Space.oneOf("a", "b", "c"), "a", "c")).isEqualTo(1);
    }

    @Test
    void setsDifferByJaccardAndSequencesByPosition() {
        Space set = Space.manyOf(0, 3, "a", "b", "c");
        assertThat(distance(set, List.of("a", "b"), List.of("b", "c"))).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(distance(set, List.of(), List.of())).isZero();
        assertThat(distance(set, List.of(), List.of("a"))).isEqualTo(1);
        Space sequence = Space.sequenceOf(0, 3, "a", "b", "c");
        assertThat(distance(sequence, List.of("a", "b", "c"), List.of("a", "c", "b")))
                .isCloseTo(2.0 / 3, within(1e-12));
        assertThat(distance(sequence, List.of("a"), List.of("a", "b"))).isEqualTo(0.5);
    }

    @Test
    void aDecisionThatOnlyOneHasCountsOne() {
        Space space = Space.product(
                Space.field("chip", Space.oneOf(Space.option("nvdla", Space.integers(1, 9)), Space.option("none"))),
                Space.field("layers", Space.repeat(1, 2, Space.integers(0, 4))));
        Genome a = Genome.of(space, Map.of("chip", "nvdla", "chip.nvdla", 1, "layers", 1, "layers[0]", 0));
        Genome b = Genome.of(space, Map.of("chip", "none", "layers", 2, "layers[0]", 1, "layers[1]", 0));

        // chip 1, chip.nvdla 1, layers 1, layers[0] 1/4, layers[1] 1
        assertThat(space.distance(a, b)).isCloseTo(4.25 / 5, within(1e-12));
    }

    private static double distance(Space space, Object a, Object b) {
        return space.distance(Genome.of(space, Map.of(".", a)), Genome.of(space, Map.of(".", b)));
    }
}
