package org.cosearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.archive.ElitesArchive;
import org.cosearch.archive.Niches;
import org.cosearch.archive.Niches.Axis;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Problem;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Test;

class MapElitesTest extends SearchStrategyContract {

    private static final List<Metric> CHIP = List.of(Metric.AREA_MM2, Metric.LATENCY_MS);
    private static final Niches GRID = Niches.grid(new Axis(0, 4, 16), new Axis(0, 4, 16));
    private static final double WORST = 60; // per cent, below every design

    @Override
    protected SearchStrategy strategy(Problem problem, Space space, RandomGenerator random) {
        return new MapElites(
                problem,
                new ElitesArchive(
                        problem, List.of(problem.objectives().get(1).metric()), Niches.grid(new Axis(-1, 10, 20))),
                40,
                40,
                TypedProposals.of(space),
                random);
    }

    @Test
    void givenAllDesignsItHoldsTheTruth() {
        ElitesArchive truth = new ElitesArchive(JointProblem.PROBLEM, CHIP, GRID);
        JointProblem.all().forEach(truth::add);
        ElitesArchive found = illuminated(1, 8736);

        assertThat(found.size()).isEqualTo(truth.size()).isGreaterThan(30);
        assertThat(found.coverage()).isEqualTo(truth.coverage());
        assertThat(found.qdScore(WORST)).isEqualTo(truth.qdScore(WORST));
        assertThat(found.elites().keySet()).isEqualTo(truth.elites().keySet());
    }

    @Test
    void coverageAndQualityBeatRandomSearch() {
        List<Double> coverages = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        for (long seed = 0; seed < 10; seed++) {
            ElitesArchive found = illuminated(seed, 1000);
            ElitesArchive random = new ElitesArchive(JointProblem.PROBLEM, CHIP, GRID);
            Searches.run(
                            new RandomSearch(TypedProposals.of(JointProblem.SPACE), generator(seed)),
                            JointProblem::outcome,
                            1000,
                            20)
                    .forEach(random::add);
            coverages.add(found.coverage() - random.coverage());
            scores.add(found.qdScore(WORST) - random.qdScore(WORST));
        }

        assertThat(Searches.median(coverages)).isPositive();
        assertThat(Searches.median(scores)).isPositive();
    }

    private static ElitesArchive illuminated(long seed, int evaluations) {
        ElitesArchive elites = new ElitesArchive(JointProblem.PROBLEM, CHIP, GRID);
        MapElites search = new MapElites(
                JointProblem.PROBLEM, elites, 100, 20, TypedProposals.of(JointProblem.SPACE), generator(seed));
        Searches.run(search, JointProblem::outcome, evaluations, 20);
        return elites;
    }

    @Test
    void thereIsARandomDesignAndAChild() {
        assertThatThrownBy(() -> new MapElites(
                        JointProblem.PROBLEM,
                        new ElitesArchive(JointProblem.PROBLEM, CHIP, GRID),
                        0,
                        20,
                        TypedProposals.of(JointProblem.SPACE),
                        generator(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(0)");
    }
}
