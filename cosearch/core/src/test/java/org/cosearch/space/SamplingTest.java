package org.cosearch.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.cosearch.laws.Laws;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.junit.jupiter.api.Test;

final class SamplingTest {

    private final RandomGenerator random = new RandomStreams(1).stream(Purpose.SAMPLING);

    @Test
    void designsAreUniform() {
        Laws.forAll(300, SamplingTest::tiny, (space, random) -> {
            List<Genome> all = space.enumerate().toList();
            assertDrawn(all, genome -> 1.0 / all.size(), () -> space.sampleDesign(random));
        });
    }

    @Test
    void decisionsAreUniform() {
        Laws.forAll(
                300,
                SamplingTest::tiny,
                (space, random) -> assertDrawn(
                        space.enumerate().toList(),
                        genome -> probabilityByDecisions(space, genome),
                        () -> space.sampleDecisions(random)));
    }

    @Test
    void anOptionWeighsTheDesignsBelowItHoweverMany() {
        Space bits = Space.repeat(300, 300, Space.oneOf("0", "1"));
        Space space = Space.oneOf(
                Space.option("one", bits),
                Space.option(
                        "three", Space.product(Space.field("trit", Space.integers(1, 3)), Space.field("bits", bits))));

        assertThat(shareOf(space::sampleDesign, genome -> genome.choice().equals("three")))
                .isCloseTo(0.75, within(0.02));
        assertThat(shareOf(space::sampleDecisions, genome -> genome.choice().equals("three")))
                .isCloseTo(0.5, within(0.02));
    }

    @Test
    void aSetWeighsTheDesignsBelowItHoweverMany() {
        Space bits = Space.repeat(200, 200, Space.oneOf("0", "1"));
        Space more = Space.product(Space.field("trit", Space.integers(1, 3)), Space.field("bits", bits));
        Space space = Space.manyOf(1, 1, Space.option("none"), Space.option("one", bits), Space.option("three", more));

        assertThat(shareOf(space::sampleDesign, genome -> genome.choices().contains("three")))
                .isCloseTo(0.75, within(0.02));
        assertThat(shareOf(space::sampleDecisions, genome -> genome.choices().contains("three")))
                .isCloseTo(1.0 / 3, within(0.02));
    }

    @Test
    void continuousDecisionsCountOnceAndAreUniformOnTheirScale() {
        Space space = Space.oneOf(
                Space.option("linear", Space.reals(-1, 3)),
                Space.option("log", Space.logReals(1, 100)),
                Space.option("discrete", Space.integers(1, 2)));

        assertThat(shareOf(space::sampleDesign, genome -> genome.choice().equals("discrete")))
                .isCloseTo(0.5, within(0.02));
        assertThat(shareOf(Space.reals(-1, 3)::sampleDesign, genome -> genome.real() < 0))
                .isCloseTo(0.25, within(0.02));
        assertThat(shareOf(Space.logReals(1, 100)::sampleDesign, genome -> genome.real() < 10))
                .isCloseTo(0.5, within(0.02));
    }

    @Test
    void seedZeroIsASeed() {
        Space space = Space.integers(0, 1L << 53);
        Genome genome = space.sampleDesign(new RandomStreams(0).stream(Purpose.SAMPLING));
        assertThat(space.sampleDesign(new RandomStreams(0).stream(Purpose.SAMPLING)))
                .isEqualTo(genome);
        assertThat(space.sampleDesign(new RandomStreams(1).stream(Purpose.SAMPLING)))
                .isNotEqualTo(genome);
    }

    private double shareOf(Function<RandomGenerator, Genome> sample, Predicate<Genome> event) {
        int draws = 20_000;
        int hits = 0;
        for (int i = 0; i < draws; i++) {
            hits += event.test(sample.apply(random)) ? 1 : 0;
        }
        return hits / (double) draws;
    }

    private static Space tiny(RandomGenerator random) {
        Space space;
        do {
            space = RandomSpaces.small(random);
        } while (space.size().count().bitLength() > 7);
        return space;
    }

    /** By definition: one over the size of the domain of each active decision. */
    private static double probabilityByDecisions(Space space, Genome genome) {
        double probability = 1;
        for (Decision decision : space.decisions()) {
            if (genome.decisions().containsKey(decision.path())) {
                probability /= domainSize(decision.domain());
            }
        }
        return probability;
    }

    private static double domainSize(Space domain) {
        if (domain instanceof OneOf oneOf) {
            return oneOf.options().size();
        }
        if (domain instanceof IntRange range) {
            return range.count();
        }
        if (domain instanceof Repeat repeat) {
            return repeat.max() - repeat.min() + 1;
        }
        ManyOf manyOf = (ManyOf) domain;
        int n = manyOf.options().size();
        double size = 0;
        double selections = 1;
        for (int k = 0; k <= manyOf.max(); k++) {
            size += k >= manyOf.min() ? selections : 0;
            selections *= (n - k) / (manyOf.ordered() ? 1.0 : k + 1);
        }
        return size;
    }

    /**
     * Pearson's chi-square test: at least 40 draws are expected of each design, and the statistic may be beyond its mean,
     * the degrees of freedom, by at most 5 standard deviations.
     */
    private static void assertDrawn(List<Genome> all, ToDoubleFunction<Genome> probability, Supplier<Genome> sample) {
        double least = all.stream().mapToDouble(probability).min().orElseThrow();
        int draws = (int) Math.min(40 / least, 40_000);
        Map<Genome, Integer> counts = new HashMap<>();
        for (int i = 0; i < draws; i++) {
            counts.merge(sample.get(), 1, Integer::sum);
        }
        assertThat(all).containsAll(counts.keySet());
        double statistic = 0;
        double total = 0;
        for (Genome genome : all) {
            double expected = probability.applyAsDouble(genome) * draws;
            double difference = Optional.ofNullable(counts.get(genome)).orElse(0) - expected;
            statistic += difference * difference / expected;
            total += expected;
        }
        assertThat(total).isCloseTo(draws, within(1e-6 * draws));
        double freedom = all.size() - 1.0;
        assertThat(statistic).isLessThanOrEqualTo(freedom + 5 * Math.sqrt(2 * freedom) + 5);
    }
}
