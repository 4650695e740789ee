package org.cosearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdaptiveProposalsTest extends SearchStrategyContract {

    /** Children that have nothing of their parents. */
    private record Strangers(Proposals proposals) implements Proposals {

        @Override
        public Genome sample(Asked asked, RandomGenerator random) {
            return proposals.sample(asked, random);
        }

        @Override
        public Genome child(Genome better, Genome other, Asked asked, RandomGenerator random) {
            return proposals.sample(asked, random);
        }

        @Override
        public boolean permits(Genome genome, Asked asked) {
            return proposals.permits(genome, asked);
        }

        @Override
        public Stream<Genome> permitted(Asked asked) {
            return proposals.permitted(asked);
        }
    }

    private static final Proposals GOOD = TypedProposals.of(JointProblem.SPACE);
    private static final List<Proposals> MIXED = List.of(new Strangers(GOOD), GOOD, new Strangers(GOOD));

    static Stream<IntFunction<OperatorChoice>> choices() {
        return Stream.of(OperatorChoice::probabilityMatching, OperatorChoice::qLearning);
    }

    @Override
    protected SearchStrategy strategy(Problem problem, Space space, RandomGenerator random) {
        Proposals typed = TypedProposals.of(space);
        Proposals adaptive =
                new AdaptiveProposals(problem, List.of(typed, new Strangers(typed)), OperatorChoice.qLearning(2));
        return new Nsga2(problem, 20, adaptive, random);
    }

    @ParameterizedTest
    @MethodSource("choices")
    void theOperatorThatIsRewardedIsChosenMore(IntFunction<OperatorChoice> choices) {
        OperatorChoice choice = choices.apply(3);
        Random random = new Random(1);
        int[] chosen = new int[3];
        for (int i = 0; i < 2000; i++) {
            int operator = choice.choose(random);
            chosen[operator]++;
            choice.learn(operator, operator == 1 && random.nextInt(10) > 0 ? 1 : random.nextInt(4) == 0 ? 1 : 0);
        }

        assertThat(chosen[1]).isGreaterThan(1000);
        assertThat(Arrays.stream(chosen).min().orElseThrow()).isGreaterThan(20); // none is given up
    }

    @ParameterizedTest
    @MethodSource("choices")
    void whatServesBestIsLearnedDuringASearch(IntFunction<OperatorChoice> choices) {
        double adaptive = Searches.share(seed -> nsga2(choices.apply(3), seed), 800);
        double uniform = Searches.share(seed -> nsga2(new Uniformly(3), seed), 800);

        assertThat(adaptive).isGreaterThan(uniform);
    }

    private static SearchStrategy nsga2(OperatorChoice choice, long seed) {
        return new Nsga2(
                JointProblem.PROBLEM, 40, new AdaptiveProposals(JointProblem.PROBLEM, MIXED, choice), generator(seed));
    }

    /** What does not learn. */
    private record Uniformly(int operators) implements OperatorChoice {

        @Override
        public int choose(RandomGenerator random) {
            return random.nextInt(operators);
        }

        @Override
        public void learn(int operator, double reward) {}
    }

    @Test
    void aSparingSearchLearnsToo() {
        AdaptiveProposals adaptive =
                new AdaptiveProposals(JointProblem.PROBLEM, MIXED, OperatorChoice.probabilityMatching(3));
        Proposals sparing = adaptive.sparing(JointProblem.NETWORKS, 20, 400);
        List<Trial> trials = Searches.run(
                new Nsga2(JointProblem.PROBLEM, 20, sparing, generator(1)), JointProblem::outcome, 400, 20);

        assertThat(trials.stream()
                        .map(trial -> trial.genome().at(JointProblem.NETWORKS))
                        .distinct())
                .hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void withoutOperatorsThereIsNothingToChoose() {
        assertThatThrownBy(() ->
                        new AdaptiveProposals(JointProblem.PROBLEM, List.of(), OperatorChoice.probabilityMatching(1)))
                .hasMessage("There is no operator to choose from.");
    }
}
