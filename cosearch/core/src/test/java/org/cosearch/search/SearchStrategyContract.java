package org.cosearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cosearch.space.Space.field;
import static org.cosearch.space.Space.option;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Trial;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link SearchStrategy} must hold; inherited by the test of each. */
abstract class SearchStrategyContract {

    /** 3 · 6 designs below "a", 6 sets below "b", 1 below "c", each with two of another field: 50. */
    private static final Space SMALL = Space.product(
            field(
                    "kind",
                    Space.oneOf(
                            option(
                                    "a",
                                    Space.product(
                                            field("size", Space.powersOfTwo(1, 4)),
                                            field("order", Space.sequenceOf(3, 3, "x", "y", "z")))),
                            option("b", Space.manyOf(1, 2, "x", "y", "z")),
                            option("c"))),
            field("fast", Space.oneOf("yes", "no")));

    /** A fresh strategy for a problem on all genomes of a space. */
    protected abstract SearchStrategy strategy(Problem problem, Space space, RandomGenerator random);

    private SearchStrategy joint(long seed) {
        return strategy(JointProblem.PROBLEM, JointProblem.SPACE, generator(seed));
    }

    static RandomGenerator generator(long seed) {
        return new RandomStreams(seed).stream(Purpose.SEARCH);
    }

    /** An outcome of every kind, by the hash of the genome. */
    static Outcome mixed(Genome genome) {
        Outcome outcome = JointProblem.outcome(genome);
        return switch (Math.floorMod(genome.toJson().hashCode(), 5)) {
            case 0 -> new Outcome.Failed("Does not fit.");
            case 1 -> new Outcome.Rejected(((Outcome.Scored) outcome).scores(), "area_mm2 <= 4.0");
            case 2 -> new Outcome.Rejected(Scores.NONE, "unknown");
            default -> outcome;
        };
    }

    @Test
    void sameSeedSameSearch() {
        List<Trial> first = Searches.run(joint(3), SearchStrategyContract::mixed, 300, 40);

        assertThat(Searches.run(joint(3), SearchStrategyContract::mixed, 300, 40))
                .isEqualTo(first)
                .hasSize(300);
        assertThat(Searches.run(joint(4), SearchStrategyContract::mixed, 300, 40))
                .isNotEqualTo(first);
    }

    @Test
    void seedZeroIsASeed() {
        assertThat(Searches.run(joint(0), SearchStrategyContract::mixed, 50, 40))
                .isEqualTo(Searches.run(joint(0), SearchStrategyContract::mixed, 50, 40));
    }

    @Test
    void tellingTheRecordedTrialsAgainResumesTheSearch() {
        List<Trial> recorded = Searches.run(joint(5), SearchStrategyContract::mixed, 400, 32);
        SearchStrategy resumed = joint(5);
        int from = 0;
        while (from < 200) {
            List<Genome> asked = resumed.ask(32);
            List<Trial> known = recorded.subList(from, from + asked.size());
            assertThat(asked).isEqualTo(Searches.genomes(known));
            resumed.tell(known);
            from += asked.size();
        }
        List<Genome> next = resumed.ask(32);

        assertThat(next).isEqualTo(Searches.genomes(recorded.subList(from, from + next.size())));
    }

    @Test
    void noGenomeIsAskedTwice() {
        List<Genome> genomes = Searches.genomes(Searches.run(joint(1), JointProblem::outcome, 1500, 50));

        assertThat(genomes).hasSize(1500).doesNotHaveDuplicates();
    }

    @Test
    void everyGenomeIsOfTheSpace() {
        for (Trial trial : Searches.run(joint(1), SearchStrategyContract::mixed, 300, 50)) {
            assertThat(trial.genome().space()).isEqualTo(JointProblem.SPACE);
            assertThat(Genome.fromJson(JointProblem.SPACE, trial.genome().toJson()))
                    .isEqualTo(trial.genome());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void aSmallSpaceIsAskedExactlyOnceAndThenNothing(int batch) {
        SearchStrategy strategy = strategy(JointProblem.PROBLEM, SMALL, generator(batch));
        List<Trial> trials = Searches.run(strategy, SearchStrategyContract::outcomeOf, 1000, batch);

        assertThat(SMALL.size().count()).isEqualTo(50);
        assertThat(Searches.genomes(trials))
                .containsExactlyInAnyOrderElementsOf(SMALL.enumerate().toList());
        assertThat(strategy.ask(5)).isEmpty();
    }

    @Test
    void aSpaceOfOneDesignIsAskedOnce() {
        SearchStrategy strategy = strategy(JointProblem.PROBLEM, Space.unit(), generator(0));

        assertThat(Searches.run(strategy, SearchStrategyContract::outcomeOf, 10, 10))
                .hasSize(1);
    }

    @Test
    void aContinuousSpaceHasNoEnd() {
        Benchmark zdt1 = Benchmark.zdt1();
        SearchStrategy strategy = strategy(zdt1.problem(), zdt1.space(), generator(2));

        assertThat(Searches.run(strategy, zdt1::outcome, 500, 30)).hasSize(500);
    }

    @Test
    void atMostSoManyAreAskedAsAreWanted() {
        SearchStrategy strategy = joint(6);
        Random sizes = new Random(6);
        long id = 0;
        while (id < 500) {
            int n = 1 + sizes.nextInt(60);
            List<Genome> asked = strategy.ask(n);
            assertThat(asked).isNotEmpty().hasSizeLessThanOrEqualTo(n);
            strategy.tell(trials(asked, id));
            id += asked.size();
        }
        assertThatThrownBy(() -> strategy.ask(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ask(0)");
    }

    @Test
    void whereAllFailTheSearchGoesOn() {
        Function<Genome, Outcome> failing = genome -> new Outcome.Failed("Out of memory.");

        assertThat(new HashSet<>(Searches.genomes(Searches.run(joint(7), failing, 300, 50))))
                .hasSize(300);
    }

    @Test
    void askingBeforeTheLastAskIsToldIsAnError() {
        SearchStrategy strategy = joint(1);
        List<Genome> asked = strategy.ask(4);

        assertThatThrownBy(() -> strategy.ask(4))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("before tell() of the 4 genomes");
        strategy.tell(trials(asked, 0)); // the refused call changed nothing
        assertThat(strategy.ask(4)).hasSize(4).doesNotContainAnyElementsOf(asked);
    }

    @Test
    void tellingWhatWasNotAskedIsAnError() {
        SearchStrategy strategy = joint(1);
        assertThatThrownBy(() -> strategy.tell(List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("without ask()");
        List<Genome> asked = strategy.ask(4);
        List<Trial> trials = trials(asked, 0);
        List<Trial> reordered = new ArrayList<>(trials);
        reordered.set(0, trials.get(1));
        reordered.set(1, trials.get(0));

        assertThatThrownBy(() -> strategy.tell(trials.subList(0, 3)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("(3) trials of the (4) genomes");
        assertThatThrownBy(() -> strategy.tell(reordered))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Maybe the trials are out of order.");
        strategy.tell(trials);
        assertThatThrownBy(() -> strategy.tell(trials))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("without ask()");
    }

    private static List<Trial> trials(List<Genome> asked, long firstId) {
        List<Trial> trials = new ArrayList<>();
        for (Genome genome : asked) {
            trials.add(new Trial(firstId + trials.size(), genome, mixed(genome)));
        }
        return trials;
    }

    /** Figures of any genome, from its hash. */
    private static Outcome outcomeOf(Genome genome) {
        RandomGenerator random = new Random(genome.toJson().hashCode());
        return new Outcome.Scored(Scores.of(JointProblem.PROBLEM.objectives().stream()
                .map(objective -> Figure.of(objective.metric(), random.nextInt(5), Origin.SIMULATED))
                .toArray(Figure[]::new)));
    }
}
