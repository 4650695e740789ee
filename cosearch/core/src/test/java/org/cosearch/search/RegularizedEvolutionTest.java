package org.cosearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Test;

class RegularizedEvolutionTest extends SearchStrategyContract {

    @Override
    protected SearchStrategy strategy(Problem problem, Space space, RandomGenerator random) {
        return new RegularizedEvolution(problem, 40, 10, TypedProposals.of(space), random);
    }

    @Test
    void theJointProblemIsSearchedBetterThanAtRandom() {
        double share = Searches.share(seed -> strategy(JointProblem.PROBLEM, JointProblem.SPACE, generator(seed)), 800);

        assertThat(share).isGreaterThan(0.96).isGreaterThan(Searches.randomShare(800) + 0.005);
    }

    @Test
    void aSampleIsPartOfThePopulation() {
        assertThatThrownBy(() -> new RegularizedEvolution(
                        JointProblem.PROBLEM, 10, 11, TypedProposals.of(JointProblem.SPACE), generator(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(11)")
                .hasMessageContaining("Maybe");
    }

    @Test
    void withOneObjectiveTheBestIsFound() {
        Problem accuracy = new Problem(List.of(Objective.maximize(Metric.ACCURACY_PERCENT)), List.of());
        List<Trial> all = JointProblem.all();

        for (long seed = 0; seed < 3; seed++) {
            List<Trial> trials = Searches.run(
                    strategy(accuracy, JointProblem.SPACE, generator(seed)), JointProblem::outcome, 1000, 1);
            assertThat(best(trials)).as("seed %d", seed).isEqualTo(best(all));
        }
    }

    private static double best(List<Trial> trials) {
        return trials.stream()
                .mapToDouble(
                        trial -> ((Outcome.Scored) trial.outcome()).scores().value(Metric.ACCURACY_PERCENT))
                .max()
                .orElseThrow();
    }
}
