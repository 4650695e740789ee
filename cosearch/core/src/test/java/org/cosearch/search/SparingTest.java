package org.cosearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cosearch.search.JointProblem.NETWORKS;
import static org.cosearch.space.Space.field;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparingTest {

    private static final int RUN = 600;

    private static Proposals sparing(int values, long evaluations) {
        return TypedProposals.of(JointProblem.SPACE).sparing(NETWORKS, values, evaluations);
    }

    private static SearchStrategy nsga2(Proposals proposals, long seed) {
        return new Nsga2(JointProblem.PROBLEM, 40, proposals, SearchStrategyContract.generator(seed));
    }

    private static SearchStrategy random(Proposals proposals, long seed) {
        return new RandomSearch(proposals, SearchStrategyContract.generator(seed));
    }

    /** The number of distinct networks after each genome. */
    private static List<Integer> taken(List<Trial> trials) {
        Set<Genome> seen = new HashSet<>();
        List<Integer> taken = new ArrayList<>();
        for (Trial trial : trials) {
            seen.add(trial.genome().at(NETWORKS));
            taken.add(seen.size());
        }
        return taken;
    }

    @ParameterizedTest
    @CsvSource({"24, 0", "24, 1", "25, 2", "1, 3", "2, 4", "156, 5"})
    void theAllowanceIsReleasedByHalfAndThenEvenlyAndSpent(int values, long seed) {
        for (SearchStrategy search : List.of(nsga2(sparing(values, RUN), seed), random(sparing(values, RUN), seed))) {
            List<Integer> taken = taken(Searches.run(search, JointProblem::outcome, RUN, 40));

            int half = (values + 1) / 2;
            for (int i = 0; i < taken.size(); i++) {
                assertThat(taken.get(i)).as("after %d genomes", i + 1).isLessThanOrEqualTo((int)
                        (half + Math.ceil((values - half) * (double) i / RUN)));
            }
            assertThat(taken.get(39)).isGreaterThanOrEqualTo(Math.min(half, 20)); // some repeat by chance
            if (values < 100) {
                assertThat(taken.get(taken.size() - 1)).isEqualTo(values);
            }
        }
    }

    @Test
    void theFirstGenerationSpreadsHalfOfTheAllowanceEvenly() {
        List<Genome> asked = nsga2(sparing(20, RUN), 1).ask(40);

        var uses = new Asked();
        asked.forEach(uses::add);
        assertThat(uses.uses(NETWORKS).values()).hasSizeBetween(10, 11).allMatch(count -> count >= 3 && count <= 5);
    }

    @Test
    void whileNoFreshValueIsAllowedAChildHasTheValueOfAParentAndOtherwiseVaries() {
        Asked asked = new Asked();
        RandomGenerator random = SearchStrategyContract.generator(1);
        Proposals proposals = sparing(2, 1_000_000);
        while (asked.count() < 2) {
            asked.add(proposals.sample(asked, random));
        }
        List<Genome> parents = List.copyOf(asked.genomes());
        assertThat(asked.uses(NETWORKS)).hasSize(2);
        int fresh = 0;
        int better = 0;
        for (int i = 0; i < 400; i++) {
            Genome child = proposals.child(parents.get(0), parents.get(1), asked, random);
            assertThat(child.at(NETWORKS))
                    .isIn(parents.get(0).at(NETWORKS), parents.get(1).at(NETWORKS));
            fresh += asked.contains(child) ? 0 : 1;
            better += child.at(NETWORKS).equals(parents.get(0).at(NETWORKS)) ? 1 : 0;
        }

        assertThat(fresh).isGreaterThan(390);
        assertThat(better).isBetween(220, 380); // about three quarters
    }

    @Test
    void whenAllGenomesOfTheValuesTakenAreAskedAFreshValueIsReleasedEarly() {
        // 4 values of 56 chips each, although the run would release the third after 50,000 genomes
        List<Trial> trials = Searches.run(nsga2(sparing(4, 100_000), 1), JointProblem::outcome, 10_000, 40);

        assertThat(trials).hasSize(4 * 56);
        assertThat(taken(trials)).endsWith(4);
    }

    @Test
    void aHugeExpensiveFieldNeedsNoEnumeration() {
        Space space = Space.product(
                field(NETWORKS, Space.repeat(20, 20, Space.integers(1, 100))),
                field("chip", Space.oneOf("a", "b", "c")));
        SearchStrategy search = new RandomSearch(
                TypedProposals.of(space).sparing(NETWORKS, 5, 1000), SearchStrategyContract.generator(0));

        assertThat(search.ask(1000)).hasSize(15).doesNotHaveDuplicates();
    }

    @Test
    void searchUnderAnAllowanceBeatsRandomSearchUnderTheSame() {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (long seed = 0; seed < 20; seed++) {
            ours.add(hypervolume(nsga2(sparing(48, RUN), seed)));
            theirs.add(hypervolume(random(sparing(48, RUN), seed)));
        }

        assertThat(Searches.median(ours)).isGreaterThan(1.005 * Searches.median(theirs));
    }

    private static double hypervolume(SearchStrategy search) {
        List<Trial> trials = Searches.run(search, JointProblem::outcome, RUN, 40);
        return Searches.hypervolume(JointProblem.PROBLEM, trials, JointProblem.REFERENCE);
    }

    @Test
    void anAllowanceOfNothingIsRefused() {
        assertThatThrownBy(() -> sparing(0, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(networks) is allowed (0) values over (10) evaluations");
    }

    /** A strategy under a large allowance holds the contract of all strategies; one field of each space is spared. */
    @Nested
    class UnderNsga2 extends SparingContract {
        @Override
        protected SearchStrategy strategy(Problem problem, Proposals proposals, RandomGenerator random) {
            return new Nsga2(problem, 40, proposals, random);
        }
    }

    @Nested
    class UnderRandomSearch extends SparingContract {
        @Override
        protected SearchStrategy strategy(Problem problem, Proposals proposals, RandomGenerator random) {
            return new RandomSearch(proposals, random);
        }
    }

    abstract static class SparingContract extends SearchStrategyContract {

        protected abstract SearchStrategy strategy(Problem problem, Proposals proposals, RandomGenerator random);

        @Override
        protected SearchStrategy strategy(Problem problem, Space space, RandomGenerator random) {
            Proposals proposals = TypedProposals.of(space);
            if (space instanceof org.cosearch.space.Product product) {
                proposals = proposals.sparing(product.fields().get(0).name(), 200, 300);
            }
            return strategy(problem, proposals, random);
        }
    }
}
