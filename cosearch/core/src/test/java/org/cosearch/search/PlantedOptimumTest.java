package org.cosearch.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Trial;
import org.cosearch.search.surrogate.Regressor;
import org.cosearch.space.Genome;
import org.cosearch.space.RandomSpaces;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conditional spaces of 1,000 to 5,000 designs, drawn at random, whose optimum is a design drawn at random. */
class PlantedOptimumTest {

    private static final int SPACES = 12;
    private static final int BUDGET = 300;
    private static final Problem NEAREST = new Problem(List.of(Objective.minimize(Metric.LATENCY_MS)), List.of());

    @FunctionalInterface
    private interface Maker {
        SearchStrategy make(Space space, RandomGenerator random);
    }

    /** @param solved of the spaces whose optimum is found */
    private record Case(String name, int solved, Maker maker) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Case> strategies() {
        return Stream.of(
                new Case("NSGA-II", 11, (space, random) -> new Nsga2(NEAREST, 20, TypedProposals.of(space), random)),
                new Case("NSGA-III", 11, (space, random) -> new Nsga3(NEAREST, 20, TypedProposals.of(space), random)),
                new Case("SMS-EMOA", 11, (space, random) -> new SmsEmoa(NEAREST, 20, TypedProposals.of(space), random)),
                new Case(
                        "regularised evolution",
                        9,
                        (space, random) -> new RegularizedEvolution(NEAREST, 20, 5, TypedProposals.of(space), random)),
                new Case(
                        "local search",
                        11,
                        (space, random) -> new LocalSearch(NEAREST, 5, TypedProposals.of(space), random)),
                new Case(
                        "tree search",
                        7,
                        (space, random) -> new TreeSearch(NEAREST, space, 0.1, TypedProposals.of(space), random)),
                new Case(
                        "beam search",
                        11,
                        (space, random) -> new BeamSearch(
                                NEAREST, space, new BeamSearch.Settings(5, 1, 0), TypedProposals.of(space), random)),
                new Case(
                        "model-based search",
                        11,
                        (space, random) -> new ModelBasedSearch(
                                NEAREST,
                                space,
                                new ModelBasedSearch.Settings(30, 10, 100, 1, 0.1),
                                TypedProposals.of(space),
                                List.of(Regressor.ridge()),
                                random)),
                new Case(
                        "LINAS",
                        11,
                        (space, random) -> new Linas(
                                NEAREST,
                                space,
                                new Linas.Settings(30, 20, 20, 10, 100),
                                TypedProposals.of(space),
                                List.of(Regressor.ridge()),
                                random)));
    }

    /** How many of the spaces are solved. */
    private static int solved(Maker maker) {
        int solved = 0;
        for (long seed = 0; seed < SPACES; seed++) {
            RandomGenerator random = SearchStrategyContract.generator(seed);
            Space space = RandomSpaces.ofSize(1000, 5000, random);
            Genome planted = space.sampleDesign(random);
            Function<Genome, Outcome> distance = genome -> new Outcome.Scored(
                    Scores.of(Figure.of(Metric.LATENCY_MS, space.distance(genome, planted), Origin.COUNTED)));
            List<Trial> trials = Searches.run(maker.make(space, random), distance, BUDGET, 20);
            solved += new ArrayList<>(Searches.genomes(trials)).contains(planted) ? 1 : 0;
        }
        return solved;
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void thePlantedOptimumIsFound(Case of) {
        assertThat(solved(of.maker)).isGreaterThanOrEqualTo(of.solved);
    }

    @Test
    void chanceRarelyFindsIt() {
        assertThat(solved((space, random) -> new RandomSearch(TypedProposals.of(space), random)))
                .isLessThanOrEqualTo(2);
    }
}
