package org.cosearch.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NeighboursTest {

    @Test
    void anIntegerHasTheNextOnes() {
        assertThat(values(Space.integers(0, 12, 4), 4L)).containsExactly(0L, 8L);
        assertThat(values(Space.integers(0, 12, 4), 12L)).containsExactly(8L);
        assertThat(values(Space.powersOfTwo(3, 24), 6L)).containsExactly(3L, 12L);
    }

    @Test
    void aChoiceHasAllOthers() {
        assertThat(values(Space.oneOf("a", "b", "c"), "b")).containsExactly("a", "c");
    }

    @Test
    void aRealHasATwentiethOfItsScaleToEitherSide() {
        assertThat(values(Space.reals(0, 10), 9.8))
                .satisfiesExactly(
                        value -> assertThat((Double) value).isCloseTo(9.3, within(1e-9)),
                        value -> assertThat(value).isEqualTo(10.0));
        assertThat(values(Space.logReals(0.01, 100), 100.0))
                .singleElement()
                .satisfies(value -> assertThat((Double) value).isCloseTo(100 / Math.pow(10, 0.2), within(1e-9)));
    }

    @Test
    void aSetHasThoseWithOneMoreFewerOrOther() {
        assertThat(values(Space.manyOf(1, 2, "a", "b", "c"), List.of("b")))
                .containsExactlyInAnyOrder(List.of("a"), List.of("c"), List.of("a", "b"), List.of("b", "c"));
    }

    @Test
    void aPermutationHasItsSwaps() {
        assertThat(values(Space.sequenceOf(3, 3, "a", "b", "c"), List.of("b", "a", "c")))
                .containsExactlyInAnyOrder(List.of("a", "b", "c"), List.of("c", "a", "b"), List.of("b", "c", "a"));
    }

    @Test
    void aSequenceGrowsAtEveryPlace() {
        assertThat(values(Space.sequenceOf(1, 2, "a", "b"), List.of("a")))
                .containsExactlyInAnyOrder(List.of("b"), List.of("a", "b"), List.of("b", "a"));
    }

    @Test
    void newDecisionsTakeTheirFirstValues() {
        Space layer = Space.product(Space.field("kernel", Space.integers(3, 7, 2)));
        Space space = Space.repeat(1, 3, layer);
        Genome genome = Genome.of(space, Map.of(".", 2, "[0].kernel", 7, "[1].kernel", 3));

        assertThat(space.neighbours(genome))
                .extracting(Genome::toJson)
                .containsExactly(
                        "{\".\":1,\"[0].kernel\":7}",
                        "{\".\":3,\"[0].kernel\":7,\"[1].kernel\":3,\"[2].kernel\":3}",
                        "{\".\":2,\"[0].kernel\":5,\"[1].kernel\":3}",
                        "{\".\":2,\"[0].kernel\":7,\"[1].kernel\":5}");
    }

    /** Dong and Yang 2020: 6 edges with 4 other operations each. */
    @Test
    void aCellOfNasBench201Has24() {
        Space cell = Space.repeat(6, 6, Space.oneOf("none", "skip", "1x1", "3x3", "pool"));

        assertThat(cell.enumerate().limit(100))
                .allSatisfy(genome -> assertThat(cell.neighbours(genome)).hasSize(24));
    }

    private static List<Object> values(Space space, Object value) {
        return space.neighbours(Genome.of(space, Map.of(".", value))).stream()
                .map(neighbour -> neighbour.decisions().values().iterator().next())
                .toList();
    }
}
