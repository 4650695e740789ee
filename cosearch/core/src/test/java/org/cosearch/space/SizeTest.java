package org.cosearch.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SizeTest {

    /** Dong and Yang 2020: 6 edges, 5 operations, 15,625 cells. */
    @Test
    void nasBench201Has15625Cells() {
        Space edge = Space.oneOf("none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3");
        Space cell = new Product(IntStream.range(0, 6)
                .mapToObj(i -> Space.field("edge" + i, edge))
                .toList());

        assertThat(cell.size().count()).isEqualTo(BigInteger.valueOf(15_625));
        assertThat(cell.enumerate().distinct().count()).isEqualTo(15_625);
    }

    /** Cai et al. 2020: 5 units of 2 to 4 layers with 3 kernels and 3 expansions, (9² + 9³ + 9⁴)⁵ architectures. */
    @Test
    void onceForAllHasTwoTimesTenToTheNineteenArchitectures() {
        Space layer = Space.product(
                Space.field("kernel", Space.integers(3, 7, 2)), Space.field("expansion", Space.oneOf("3", "4", "6")));
        Space network = Space.repeat(5, 5, Space.repeat(2, 4, layer));

        assertThat(network.size().count())
                .isEqualTo(BigInteger.valueOf(81 + 729 + 6561).pow(5));
    }

    @Test
    void enumerationIsInCanonicalOrder() {
        Space space = Space.product(
                Space.field("layers", Space.repeat(0, 1, Space.integers(7, 9, 2))),
                Space.field(
                        "blocks", Space.sequenceOf(0, 2, Space.option("b", Space.oneOf("x", "y")), Space.option("a"))));

        assertThat(space.enumerate().map(Genome::toJson).map(json -> json.replace("\"", "")))
                .startsWith(
                        "{layers:0,blocks:[]}",
                        "{layers:0,blocks:[b],blocks.b:x}",
                        "{layers:0,blocks:[b],blocks.b:y}",
                        "{layers:0,blocks:[a]}",
                        "{layers:0,blocks:[b,a],blocks.b:x}",
                        "{layers:0,blocks:[b,a],blocks.b:y}",
                        "{layers:0,blocks:[a,b],blocks.b:x}",
                        "{layers:0,blocks:[a,b],blocks.b:y}",
                        "{layers:1,layers[0]:7,blocks:[]}")
                .endsWith("{layers:1,layers[0]:9,blocks:[a,b],blocks.b:y}")
                .hasSize(3 * 8);
    }

    @Test
    void optionsAddAndFieldsMultiply() {
        Space chip = Space.oneOf(
                Space.option(
                        "nvdla",
                        Space.product(
                                Space.field("pes", Space.powersOfTwo(8, 64)),
                                Space.field("lanes", Space.integers(1, 3)))),
                Space.option("eyeriss", Space.oneOf("small", "large")),
                Space.option("none"));

        assertThat(chip.size()).isEqualTo(Cardinality.of(4 * 3 + 2 + 1));
    }

    @Test
    void setsAreWeighedByWhatTheirOptionsBring() {
        Option[] options = {
            Space.option("a", Space.integers(1, 2)), Space.option("b", Space.integers(1, 3)), Space.option("c")
        };

        // {} 1, {a} 2, {b} 3, {c} 1, {a, b} 6, {a, c} 2, {b, c} 3
        assertThat(Space.manyOf(0, 2, options).size()).isEqualTo(Cardinality.of(18));
        // pairs in two orders
        assertThat(Space.sequenceOf(0, 2, options).size()).isEqualTo(Cardinality.of(1 + 6 + 22));
    }

    @Test
    void fullSequencesArePermutations() {
        assertThat(Space.sequenceOf(5, 5, "a", "b", "c", "d", "e").size()).isEqualTo(Cardinality.of(120));
    }

    @Test
    void aContinuousDecisionMakesInfinitelyManyDesigns() {
        Space space = Space.oneOf(Space.option("fixed"), Space.option("tuned", Space.reals(0, 1)));

        assertThat(space.size().finite()).isFalse();
        assertThat(space.size().combinations()).isEqualTo(BigInteger.TWO);
        assertThatIllegalStateException().isThrownBy(() -> space.size().count());
        assertThatIllegalStateException().isThrownBy(space::enumerate).withMessageContaining("sample");
    }

    @Test
    void aRangeOfOneRealIsOneDesign() {
        assertThat(Space.reals(0.5, 0.5).size().isOne()).isTrue();
    }
}
