package org.cosearch.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.cosearch.laws.Laws;
import org.junit.jupiter.api.Test;

/** What holds in every space. */
final class SpaceLawsTest {

    private static final int SPACES = 400;

    @Test
    void sizeIsTheLengthOfTheEnumeration() {
        Laws.forAll(SPACES, RandomSpaces::small, (space, random) -> {
            List<Genome> all = space.enumerate().toList();
            assertThat(BigInteger.valueOf(all.size())).isEqualTo(space.size().count());
            assertThat(new HashSet<>(all)).hasSameSizeAs(all);
        });
    }

    @Test
    void enumeratedGenomesAreCanonical() {
        Laws.forAll(
                SPACES,
                RandomSpaces::small,
                (space, random) -> space.enumerate().forEach(genome -> assertCanonical(genome)));
    }

    @Test
    void decisionsAndJsonGiveTheGenomeBack() {
        forAllGenomes((space, genome, random) -> assertCanonical(genome));
    }

    @Test
    void everyActiveDecisionIsListedAndMeetsItsConditions() {
        forAllGenomes((space, genome, random) -> {
            List<String> active = space.decisions().stream()
                    .filter(decision -> decision.conditions().stream().allMatch(condition -> holds(condition, genome)))
                    .map(Decision::path)
                    .toList();
            assertThat(List.copyOf(genome.decisions().keySet())).isEqualTo(active);
        });
    }

    @Test
    void mutantsAreOtherGenomesOfTheSpace() {
        forAllGenomes((space, genome, random) -> {
            for (double rate : new double[] {0, 0.2, 1}) {
                Genome mutant = space.mutate(genome, rate, random);
                assertCanonical(mutant);
                assertThat(mutant.equals(genome)).isEqualTo(space.size().isOne());
            }
        });
    }

    @Test
    void mutationAtRateZeroIsOneChangeWithItsConsequences() {
        forAllGenomes((space, genome, random) -> {
            Genome mutant = space.mutate(genome, 0, random);
            long changed = genome.decisions().entrySet().stream()
                    .filter(decision -> mutant.decisions().containsKey(decision.getKey()))
                    .filter(decision ->
                            !decision.getValue().equals(mutant.decisions().get(decision.getKey())))
                    .count();
            assertThat(changed).isEqualTo(space.size().isOne() ? 0 : 1);
        });
    }

    @Test
    void childrenAreGenomesOfTheSpace() {
        forAllGenomes((space, genome, random) -> {
            Genome other = space.sampleDesign(random);
            assertCanonical(space.crossover(genome, other, random));
        });
    }

    @Test
    void equalParentsHaveEqualChildren() {
        forAllGenomes((space, genome, random) ->
                assertThat(space.crossover(genome, genome, random)).isEqualTo(genome));
    }

    @Test
    void neighboursAreOtherGenomesEachOnce() {
        forAllGenomes((space, genome, random) -> {
            List<Genome> neighbours = space.neighbours(genome);
            neighbours.forEach(SpaceLawsTest::assertCanonical);
            Set<Genome> different = new HashSet<>(neighbours);
            assertThat(different).hasSameSizeAs(neighbours).doesNotContain(genome);
        });
    }

    @Test
    void beingNeighboursIsSymmetricWithoutConditions() {
        Laws.forAll(SPACES, RandomSpaces::smallWithoutConditions, (space, random) -> {
            Genome genome = space.sampleDesign(random);
            space.neighbours(genome)
                    .forEach(
                            neighbour -> assertThat(space.neighbours(neighbour)).contains(genome));
        });
    }

    @Test
    void distanceIsSymmetricAndZeroForEqualGenomesOnly() {
        forAllGenomes((space, genome, random) -> {
            Genome other = random.nextInt(4) == 0 ? genome : space.sampleDesign(random);
            double distance = space.distance(genome, other);
            assertThat(distance).isBetween(0.0, 1.0).isEqualTo(space.distance(other, genome));
            assertThat(distance == 0).isEqualTo(genome.equals(other));
        });
    }

    @Test
    void theSameSeedGivesTheSameSequence() {
        Laws.forAll(SPACES, RandomSpaces::any, (space, random) -> {
            long seed = random.nextLong();
            assertThat(walk(space, seed)).isEqualTo(walk(space, seed));
        });
    }

    @Test
    void spacesBuiltAlikeAreEqual() {
        Function<RandomGenerator, Space> generator = RandomSpaces::any;
        for (long seed = 0; seed < SPACES; seed++) {
            Space space = generator.apply(random(seed));
            Space again = generator.apply(random(seed));
            assertThat(space).as("seed %d", seed).isEqualTo(again).hasSameHashCodeAs(again);
            Genome genome = space.sampleDesign(random(seed));
            assertThat(genome).as("seed %d", seed).isEqualTo(again.sampleDesign(random(seed)));
        }
    }

    private static List<Genome> walk(Space space, long seed) {
        RandomGenerator random = random(seed);
        Genome design = space.sampleDesign(random);
        Genome other = space.sampleDecisions(random);
        Genome child = space.crossover(design, other, random);
        return List.of(design, other, child, space.mutate(child, 0.3, random));
    }

    private static RandomGenerator random(long seed) {
        return new java.util.SplittableRandom(seed);
    }

    private static boolean holds(Condition condition, Genome genome) {
        Object value = genome.decisions().get(condition.path());
        if (condition instanceof Condition.Is is) {
            return is.label().equals(value);
        }
        if (condition instanceof Condition.Contains contains) {
            return value instanceof List<?> labels && labels.contains(contains.label());
        }
        return condition instanceof Condition.MoreThan more && value instanceof Long count && count > more.count();
    }

    /** Equal to what its decisions and its JSON say, slot by slot. */
    private static void assertCanonical(Genome genome) {
        Genome read = Genome.of(genome.space(), genome.decisions());
        assertThat(read).isEqualTo(genome).hasSameHashCodeAs(genome);
        Genome parsed = Genome.fromJson(genome.space(), genome.toJson());
        assertThat(parsed).isEqualTo(genome);
        assertThat(parsed.toJson()).isEqualTo(genome.toJson());
    }

    private interface GenomeLaw {
        void check(Space space, Genome genome, RandomGenerator random);
    }

    /** Some genomes of each space, sampled either way. */
    private static void forAllGenomes(GenomeLaw law) {
        Laws.forAll(SPACES, RandomSpaces::any, (space, random) -> {
            for (int i = 0; i < 3; i++) {
                law.check(space, space.sampleDesign(random), random);
                law.check(space, space.sampleDecisions(random), random);
            }
        });
    }
}
