package org.cosearch.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class BadSpacesTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void rangesOfIntegersHaveOrderedBoundsAndASize() {
        assertRefused(() -> Space.integers(3, 2), "min (3), max (2)");
        assertRefused(() -> Space.integers(1, 2, 0), "step (0)");
        assertRefused(() -> Space.integers(0, (1L << 53) + 1), "2^53");
        assertRefused(() -> Space.powersOfTwo(0, 8), "min (0)");
        assertRefused(() -> Space.powersOfTwo(8, 4), "max (4)");
    }

    @Test
    void rangesOfRealsAreFinite() {
        assertRefused(() -> Space.reals(1, 0), "min (1.0) and max (0.0)");
        assertRefused(() -> Space.reals(Double.NaN, 1), "NaN");
        assertRefused(() -> Space.reals(0, INFINITY), "Infinity");
        assertRefused(() -> Space.reals(-INFINITY, -INFINITY), "Infinity");
        assertRefused(() -> Space.reals(-1.7e308, 1.7e308), "too far apart");
        assertRefused(() -> Space.logReals(0, 1), "positive");
    }

    @Test
    void choicesHaveOptionsWithDifferentLabels() {
        assertRefused(() -> new OneOf(List.of()), "no options");
        assertRefused(() -> Space.oneOf("a", "b", "a"), "(a): [a, b, a]");
        assertRefused(() -> Space.manyOf(1, 1, "a", "a"), "(a): [a, a]");
        assertRefused(() -> Space.oneOf(" "), "blank");
    }

    @Test
    void choicesOfSeveralAskForWhatThereIs() {
        assertRefused(() -> Space.manyOf(1, 3, "a", "b"), "max (3) of 2 options");
        assertRefused(() -> Space.sequenceOf(2, 1, "a", "b"), "min (2) and max (1)");
        assertRefused(() -> Space.sequenceOf(-1, 1, "a", "b"), "min (-1)");
        assertRefused(() -> Space.manyOf(0, 0, "a", "b"), "1 ≤ max");
    }

    @Test
    void productsHaveFieldsWithDifferentNames() {
        Field field = Space.field("a", Space.unit());
        assertRefused(() -> Space.product(field, field), "two fields with the name (a)");
    }

    @Test
    void namesAreSegmentsOfPaths() {
        for (String name : List.of("", ".", "a.b", "a[0]", "a b", "a\n", "]")) {
            assertRefused(() -> Space.field(name, Space.unit()), "(" + name + ")");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Space.field("l2.capacity [kib]", Space.unit()))
                .withMessageEndingWith("\nMaybe l2_capacity_kib_.");
        assertRefused(() -> Space.option("1.5x", Space.integers(1, 2)), "(1.5x)");
        assertThat(Space.option("1.5x").label()).isEqualTo("1.5x");
    }

    @Test
    void repeatsHaveOrderedBounds() {
        assertRefused(() -> Space.repeat(-1, 2, Space.unit()), "min (-1)");
        assertRefused(() -> Space.repeat(3, 2, Space.unit()), "min (3) and max (2)");
        assertRefused(() -> Space.repeat(0, 0, Space.unit()), "1 ≤ max");
    }

    @Test
    void treesThatWouldNotFitAreRefused() {
        Space thousand = Space.repeat(1000, 1000, Space.integers(0, 1));
        assertRefused(() -> Space.repeat(1000, 1000, thousand), "1000000 decisions");
        assertRefused(() -> Space.repeat(Integer.MAX_VALUE, Integer.MAX_VALUE, thousand), "decisions");
        assertRefused(() -> Space.repeat(0, Integer.MAX_VALUE, Space.unit()), "decisions");
    }

    private static void assertRefused(ThrowingCallable construction, String message) {
        assertThatIllegalArgumentException().isThrownBy(construction).withMessageContaining(message);
    }
}
