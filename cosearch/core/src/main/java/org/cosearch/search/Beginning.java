package org.cosearch.search;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.space.Choices;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;

/** Some first choices of a design, and one design that begins so. Equal only to itself. */
final class Beginning {

    private final int decided;
    private final int[] choices;
    private final int[] alternatives;
    private final Genome genome;

    private Beginning(int decided, int[] choices, int[] alternatives, Genome genome) {
        this.decided = decided;
        this.choices = choices;
        this.alternatives = alternatives;
        this.genome = genome;
    }

    /**
     * Begins.
     *
     * @param decided the first choices
     * @param guide the choices of another design, which are followed after these as long as they are possible
     */
    static Beginning of(Space space, int[] decided, int[] guide, RandomGenerator random) {
        Composer composer = new Composer(decided, guide, random);
        Genome genome = space.compose(composer);
        return new Beginning(decided.length, composer.choices(), composer.alternatives(), genome);
    }

    /** The design. */
    Genome genome() {
        return genome;
    }

    /** The first choices. */
    List<Integer> choices() {
        return Arrays.stream(choices, 0, decided).boxed().toList();
    }

    /** Whether the first choices are all. */
    boolean whole() {
        return decided == choices.length;
    }

    /** How many choices there are for the next. */
    int alternatives() {
        return alternatives[decided];
    }

    /** This with one more choice. */
    Beginning with(int choice, Space space, RandomGenerator random) {
        if (choice == choices[decided]) {
            return new Beginning(decided + 1, choices, alternatives, genome);
        }
        int[] first = Arrays.copyOf(choices, decided + 1);
        first[decided] = choice;
        return of(space, first, choices, random);
    }

    /** The share of other beginnings whose last choice is the same. */
    double sameIn(List<Beginning> others) {
        if (others.isEmpty() || decided == 0) {
            return 0;
        }
        long same = others.stream()
                .filter(other -> other.decided > 0 && other.choices[other.decided - 1] == choices[decided - 1])
                .count();
        return (double) same / others.size();
    }

    /** Makes the choices that are given, then those of the guide, then random ones, and notes all. */
    private static final class Composer implements Choices {

        private final int[] decided;
        private final int[] guide;
        private final RandomGenerator random;
        private int[] choices = new int[16];
        private int[] alternatives = new int[16];
        private int made;

        Composer(int[] decided, int[] guide, RandomGenerator random) {
            this.decided = decided;
            this.guide = guide;
            this.random = random;
        }

        @Override
        public int choose(int count) {
            if (made == choices.length) {
                choices = Arrays.copyOf(choices, 2 * made);
                alternatives = Arrays.copyOf(alternatives, 2 * made);
            }
            int[] known = made < decided.length ? decided : guide;
            int choice = made < known.length && known[made] < count ? known[made] : random.nextInt(count);
            choices[made] = choice;
            alternatives[made++] = count;
            return choice;
        }

        @Override
        public double within() {
            return random.nextDouble();
        }

        int[] choices() {
            return Arrays.copyOf(choices, made);
        }

        int[] alternatives() {
            return Arrays.copyOf(alternatives, made);
        }
    }
}
