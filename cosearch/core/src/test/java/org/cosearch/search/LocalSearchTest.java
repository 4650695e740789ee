package org.cosearch.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Test;

class LocalSearchTest extends SearchStrategyContract {

    @Override
    protected SearchStrategy strategy(Problem problem, Space space, RandomGenerator random) {
        return new LocalSearch(problem, 10, TypedProposals.of(space), random);
    }

    @Test
    void theJointProblemIsSearchedBetterThanAtRandom() {
        double share = Searches.share(seed -> strategy(JointProblem.PROBLEM, JointProblem.SPACE, generator(seed)), 800);

        assertThat(share).isGreaterThan(0.95).isGreaterThan(Searches.randomShare(800) + 0.005);
    }

    @Test
    void theBatchSizeChangesNothing() {
        List<Trial> whole = joint(1000);

        assertThat(joint(1)).isEqualTo(whole);
        assertThat(joint(7)).isEqualTo(whole);
    }

    private List<Trial> joint(int batch) {
        return Searches.run(
                strategy(JointProblem.PROBLEM, JointProblem.SPACE, generator(1)), JointProblem::outcome, 600, batch);
    }

    @Test
    void aHillIsClimbedStepByStepToTheTop() {
        Space line = Space.integers(0, 1000);
        Problem lowest = new Problem(List.of(Objective.minimize(Metric.LATENCY_MS)), List.of());
        List<Trial> trials = Searches.run(
                new LocalSearch(lowest, 1, TypedProposals.of(line), generator(1)),
                genome -> new Outcome.Scored(
                        Scores.of(Figure.of(Metric.LATENCY_MS, Math.abs(genome.integer() - 300.0), Origin.COUNTED))),
                1001,
                5);
        long start = trials.get(0).genome().integer();
        int steps = (int) Math.abs(start - 300);

        // one neighbour to each side at the start, then one new one per step; the last is beyond the top
        assertThat(trials.subList(0, steps + 3).stream()
                        .map(trial -> trial.genome().integer()))
                .contains(300L)
                .allMatch(place -> Math.abs(place - 300) <= steps + 1);
        assertThat(Searches.genomes(trials)).hasSize(1001);
    }

    @Test
    void allNeighboursOfALocalOptimumHaveBeenAskedBeforeTheNextStart() {
        List<Trial> trials = joint(10);
        Set<Genome> asked = new HashSet<>();
        List<Genome> starts = new ArrayList<>();
        for (Trial trial : trials) {
            boolean near = asked.stream()
                    .anyMatch(genome -> JointProblem.SPACE.neighbours(genome).contains(trial.genome()));
            if (!near) {
                starts.add(trial.genome());
            }
            asked.add(trial.genome());
        }
        assertThat(starts.size()).isBetween(1, 30); // of 600
    }
}
