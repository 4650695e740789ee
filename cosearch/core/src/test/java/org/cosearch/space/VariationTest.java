package org.cosearch.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.cosearch.laws.Laws;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.junit.jupiter.api.Test;

final class VariationTest {

    private static final int DRAWS = 20_000;

    private final RandomGenerator random = new RandomStreams(1).stream(Purpose.SEARCH);

    @Test
    void discreteDecisionsOfAChildAreThoseOfAParent() {
        Laws.forAll(400, RandomSpaces::any, (space, random) -> {
            Genome a = space.sampleDecisions(random);
            Genome b = space.sampleDecisions(random);
            Map<String, Object> child = space.crossover(a, b, random).decisions();
            child.forEach((path, value) -> {
                Object ofA = a.decisions().get(path);
                Object ofB = b.decisions().get(path);
                if (value instanceof Double && ofA != null && ofB != null) {
                    return;
                }
                if (value instanceof List<?> labels && ofA instanceof List<?> inA && ofB instanceof List<?> inB) {
                    assertThat(labels.size()).isIn(inA.size(), inB.size());
                    labels.forEach(label -> assertThat(inA.contains(label) || inB.contains(label))
                            .isTrue());
                    return;
                }
                assertThat(Arrays.asList(ofA, ofB)).contains(value);
            });
        });
    }

    @Test
    void aSetKeepsWhatBothParentsHave() {
        Space space = Space.manyOf(2, 4, "a", "b", "c", "d", "e");
        Genome a = Genome.of(space, Map.of(".", List.of("a", "b")));
        Genome b = Genome.of(space, Map.of(".", List.of("a", "c", "d", "e")));

        assertThat(draws(i -> space.crossover(a, b, random)))
                .allSatisfy(child -> assertThat(child.choices()).contains("a"))
                .extracting(child -> child.choices().size())
                .containsOnly(2, 4);
    }

    @Test
    void permutationsCrossToPermutations() {
        Space space = Space.sequenceOf(5, 5, "a", "b", "c", "d", "e");
        Genome a = Genome.of(space, Map.of(".", List.of("a", "b", "c", "d", "e")));
        Genome b = Genome.of(space, Map.of(".", List.of("a", "e", "d", "c", "b")));

        assertThat(draws(i -> space.crossover(a, b, random)))
                .allSatisfy(child -> assertThat(child.choices()).hasSize(5).doesNotHaveDuplicates())
                .anySatisfy(child -> assertThat(child).isNotIn(a, b));
    }

    @Test
    void whatHangsBelowAChoiceComesFromTheParentThatChoseIt() {
        Space space = Space.oneOf(
                Space.option("nvdla", Space.integers(1, 1000)), Space.option("eyeriss", Space.integers(1, 1000)));
        Genome a = Genome.of(space, Map.of(".", "nvdla", "nvdla", 7L));
        Genome b = Genome.of(space, Map.of(".", "eyeriss", "eyeriss", 400L));

        assertThat(draws(i -> space.crossover(a, b, random))).containsOnly(a, b);
    }

    /**
     * Deb and Agrawal 1995: in half of the cases the spread is below 1, its distribution there is
     * β^(η+1), and the mean of the children is that of the parents. The parents are far from the bounds, which then
     * matter little.
     */
    @Test
    void realsCrossAsInSimulatedBinaryCrossover() {
        Space space = Space.reals(-1000, 1000);
        Genome a = Genome.of(space, Map.of(".", -1.0));
        Genome b = Genome.of(space, Map.of(".", 1.0));
        Variation variation = new Variation(2, 20);
        double[] children = draws(i -> space.crossover(a, b, variation, random)).stream()
                .mapToDouble(Genome::real)
                .filter(child -> child != -1.0)
                .toArray();

        assertThat(children.length / (double) DRAWS).isCloseTo(0.5, within(0.02));
        assertThat(Arrays.stream(children).average().orElseThrow()).isCloseTo(0, within(0.03));
        assertThat(share(children, child -> Math.abs(child) < 1)).isCloseTo(0.5, within(0.02));
        assertThat(share(children, child -> Math.abs(child) < 0.5)).isCloseTo(0.5 * 0.125, within(0.01));
        assertThat(share(children, child -> Math.abs(child) > 2)).isCloseTo(0.5 * 0.125, within(0.01));
    }

    /**
     * Deb and Goyal 1996: the size of a perturbation below d has probability 1 − (1 − d)^(η+1). The parent is in the
     * middle, where the bounds matter only through terms of 2^-21.
     */
    @Test
    void realsMutatePolynomially() {
        Space space = Space.reals(0, 1);
        Genome middle = Genome.of(space, Map.of(".", 0.5));
        double[] mutants = draws(i -> space.mutate(middle, 1, random)).stream()
                .mapToDouble(Genome::real)
                .toArray();

        assertThat(share(mutants, value -> value < 0.5)).isCloseTo(0.5, within(0.02));
        for (double d : new double[] {0.01, 0.03, 0.1}) {
            assertThat(share(mutants, value -> Math.abs(value - 0.5) < d))
                    .isCloseTo(1 - Math.pow(1 - d, 21), within(0.02));
        }
    }

    @Test
    void aRealAtItsBoundStillMutates() {
        for (Space space : List.of(Space.reals(0, 1), Space.logReals(0.001, 0.7))) {
            for (double bound : new double[] {((FloatRange) space).min(), ((FloatRange) space).max()}) {
                Genome genome = Genome.of(space, Map.of(".", bound));
                assertThat(draws(i -> space.mutate(genome, 1, random))).doesNotContain(genome);
            }
        }
    }

    @Test
    void mutationOfIntegersPrefersNearSteps() {
        Space space = Space.integers(0, 1000, 10);
        Genome middle = Genome.of(space, Map.of(".", 500L));
        double[] steps = draws(i -> space.mutate(middle, 1, random)).stream()
                .mapToDouble(mutant -> Math.abs(mutant.integer() - 500) / 10.0)
                .toArray();

        assertThat(Arrays.stream(steps).min()).hasValue(1);
        double[] shares = IntStream.range(0, 40)
                .mapToDouble(step -> share(steps, value -> value == step))
                .toArray();
        assertThat(shares[1]).isGreaterThan(shares[3]);
        assertThat(shares[3]).isGreaterThan(shares[8]);
        assertThat(shares[8]).isGreaterThan(shares[20]);
        assertThat(Arrays.stream(steps).average().orElseThrow()).isBetween(3.0, 6.0);
    }

    @Test
    void aShortRangeOfIntegersReachesBothSides() {
        Space space = Space.powersOfTwo(8, 64);
        Genome genome = Genome.of(space, Map.of(".", 16L));

        assertThat(share(
                        draws(i -> space.mutate(genome, 1, random)).stream()
                                .mapToDouble(Genome::integer)
                                .toArray(),
                        value -> value == 8))
                .isCloseTo(0.5, within(0.05));
    }

    @Test
    void theRateIsThatOfEachActiveDecision() {
        Space space = Space.repeat(20, 20, Space.oneOf("a", "b", "c"));
        Genome genome = space.sampleDesign(random);
        double mean = draws(i -> space.mutate(genome, 0.3, random)).stream()
                .mapToInt(mutant -> differences(genome, mutant))
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(6, within(0.1));
    }

    @Test
    void ifNoDecisionIsStruckOneIsDrawnUniformly() {
        Space space = Space.product(
                Space.field("fixed", Space.integers(3, 3)),
                Space.field("a", Space.oneOf("x", "y")),
                Space.field("b", Space.oneOf(Space.option("u", Space.integers(1, 2)), Space.option("v"))));
        Genome genome = Genome.of(space, Map.of("fixed", 3, "a", "x", "b", "u", "b.u", 1));
        List<Genome> mutants = draws(i -> space.mutate(genome, 0, random));

        assertThat(mutants).containsOnly(space.neighbours(genome).toArray(Genome[]::new));
        for (Genome neighbour : space.neighbours(genome)) {
            long count = mutants.stream().filter(neighbour::equals).count();
            assertThat(count / (double) DRAWS).isCloseTo(1.0 / 3, within(0.02));
        }
    }

    @Test
    void aRateThatIsNoProbabilityIsRefused() {
        Space space = Space.oneOf("a", "b");
        Genome genome = space.sampleDesign(random);
        for (double rate : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> space.mutate(genome, rate, random))
                    .withMessageContaining(Double.toString(rate));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Variation(-1, 20));
        assertThatIllegalArgumentException().isThrownBy(() -> new Variation(20, Double.NaN));
    }

    private static int differences(Genome a, Genome b) {
        return (int) a.decisions().entrySet().stream()
                .filter(decision -> !decision.getValue().equals(b.decisions().get(decision.getKey())))
                .count();
    }

    private static List<Genome> draws(IntFunction<Genome> draw) {
        return IntStream.range(0, DRAWS).mapToObj(draw).toList();
    }

    private static double share(double[] values, DoublePredicate event) {
        return Arrays.stream(values).filter(event).count() / (double) values.length;
    }
}
