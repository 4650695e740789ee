package org.cosearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Spec;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Test;

class TreeSearchTest extends SearchStrategyContract {

    @Override
    protected SearchStrategy strategy(Problem problem, Space space, RandomGenerator random) {
        return new TreeSearch(problem, space, 0.1, TypedProposals.of(space), random);
    }

    @Test
    void aBranchWhoseDesignsAreBetterIsFollowedMore() {
        Space space = Space.product(
                Space.field("kind", Space.oneOf("good", "bad")), Space.field("size", Space.integers(1, 1000)));
        Problem area = new Problem(List.of(Objective.minimize(Metric.AREA_MM2)), List.of());
        List<Trial> trials = Searches.run(
                strategy(area, space, generator(1)),
                genome -> JointProblem.withArea(
                        genome.integer("size") + (genome.choice("kind").equals("good") ? 0 : 500)),
                300,
                10);

        assertThat(trials.stream().filter(trial -> trial.genome().choice("kind").equals("good")))
                .hasSizeGreaterThan(200);
        assertThat(trials.stream()
                        .filter(trial -> trial.genome().choice("kind").equals("good"))
                        .mapToLong(trial -> trial.genome().integer("size"))
                        .average()
                        .orElseThrow())
                .isLessThan(350);
    }

    @Test
    void branchesThatBreakSpecsAreLeft() {
        Problem small =
                new Problem(List.of(Objective.maximize(Metric.AREA_MM2)), List.of(Spec.atMost(Metric.AREA_MM2, 600)));
        Space space = Space.product(Space.field("size", Space.integers(1, 1024)));
        List<Trial> trials = Searches.run(
                strategy(small, space, generator(1)), genome -> JointProblem.withArea(genome.integer("size")), 200, 10);

        assertThat(trials.subList(100, 200).stream()
                        .filter(trial -> trial.genome().integer("size") <= 600)
                        .count())
                .isGreaterThan(75);
    }

    @Test
    void explorationIsChecked() {
        assertThatThrownBy(() -> new TreeSearch(
                        JointProblem.PROBLEM,
                        JointProblem.SPACE,
                        -1,
                        TypedProposals.of(JointProblem.SPACE),
                        generator(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The weight of exploration (-1.0) is not a number of at least 0.\nMaybe 0.1.");
    }
}
