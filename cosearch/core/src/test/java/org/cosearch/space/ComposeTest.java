package org.cosearch.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cosearch.space.Space.field;
import static org.cosearch.space.Space.option;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.cosearch.laws.Laws;
import org.junit.jupiter.api.Test;

class ComposeTest {

    /** Follows given choices, then the first ones, and notes how many there were. */
    private static final class Followed implements Choices {

        private final List<Integer> given;
        private final List<Integer> made = new ArrayList<>();
        private final List<Integer> alternatives = new ArrayList<>();

        Followed(List<Integer> given) {
            this.given = given;
        }

        @Override
        public int choose(int count) {
            assertThat(count).isGreaterThan(1);
            int choice = made.size() < given.size() ? given.get(made.size()) : 0;
            made.add(choice);
            alternatives.add(count);
            return choice;
        }

        @Override
        public double within() {
            return 0;
        }
    }

    /** The designs of all sequences of choices. */
    private static List<Genome> composed(Space space) {
        List<Genome> all = new ArrayList<>();
        Deque<List<Integer>> open = new ArrayDeque<>(List.of(List.of()));
        while (!open.isEmpty()) {
            List<Integer> given = open.remove();
            Followed choices = new Followed(given);
            all.add(space.compose(choices));
            for (int place = given.size(); place < choices.made.size(); place++) {
                for (int other = 1; other < choices.alternatives.get(place); other++) {
                    List<Integer> next = new ArrayList<>(choices.made.subList(0, place));
                    next.add(other);
                    open.add(next);
                }
            }
        }
        return all;
    }

    @Test
    void everyDesignIsComposedByOneSequenceOfChoices() {
        Laws.forAll(
                60,
                RandomSpaces::small,
                (space, random) -> assertThat(composed(space))
                        .doesNotHaveDuplicates()
                        .containsExactlyInAnyOrderElementsOf(space.enumerate().toList()));
    }

    @Test
    void setsAndSequencesAreComposed() {
        for (Space space : List.of(
                Space.manyOf(1, 3, "a", "b", "c", "d"),
                Space.manyOf(2, 2, "a", "b"),
                Space.sequenceOf(0, 2, option("a", Space.integers(1, 3)), option("b"), option("c")),
                Space.repeat(0, 3, Space.oneOf("x", "y")))) {
            assertThat(composed(space))
                    .as("%s", space)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(space.enumerate().toList());
        }
    }

    @Test
    void aRealIsHalvedEightTimesAndThenAnywhere() {
        Space space = Space.product(field("rate", Space.logReals(1e-4, 1)));
        Random random = new Random(1);
        int[] asked = {0};
        double[] rates = new double[1000];
        Arrays.setAll(
                rates,
                i -> space.compose(new Choices() {
                            @Override
                            public int choose(int alternatives) {
                                asked[0]++;
                                return random.nextInt(alternatives);
                            }

                            @Override
                            public double within() {
                                return random.nextDouble();
                            }
                        })
                        .real("rate"));
        Arrays.sort(rates);

        assertThat(asked[0]).isEqualTo(8000);
        assertThat(Arrays.stream(rates).distinct().count()).isEqualTo(1000);
        assertThat(rates[0]).isBetween(1e-4, 2e-4);
        assertThat(rates[500]).isBetween(0.008, 0.013); // the middle of the scale
        assertThat(rates[999]).isBetween(0.9, 1.0);
    }
}
