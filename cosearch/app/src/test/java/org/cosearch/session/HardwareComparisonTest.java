package org.cosearch.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.codesign.HardwareEvaluator;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Spec;
import org.cosearch.evaluate.Trial;
import org.cosearch.report.Convergence;
import org.cosearch.report.Convergence.Method.Kind;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Test;

class HardwareComparisonTest {

    private static final Space SPACE = Space.integers(0, 1000);

    private static final Problem PROBLEM = new Problem(
            List.of(Objective.minimize(Metric.LATENCY_MS), Objective.minimize(Metric.AREA_MM2)),
            List.of(Spec.atMost(Metric.AREA_MM2, 4)));

    @Test
    void onlyObjectivesAndSpecsThatNeedNoTrainingAreCompared() {
        Problem all = new Problem(
                List.of(Objective.maximize(Metric.ACCURACY_PERCENT), Objective.minimize(Metric.ENERGY_MJ)),
                List.of(Spec.atLeast(Metric.ACCURACY_PERCENT, 80), Spec.atMost(Metric.LATENCY_MS, 1)));

        assertThat(HardwareComparison.restricted(all, HardwareEvaluator.metrics(List.of("net"))))
                .contains(new Problem(
                        List.of(Objective.minimize(Metric.ENERGY_MJ)), List.of(Spec.atMost(Metric.LATENCY_MS, 1))));
        assertThat(HardwareComparison.restricted(
                        new Problem(List.of(Objective.maximize(Metric.ACCURACY_PERCENT)), List.of()),
                        HardwareEvaluator.metrics(List.of("net"))))
                .isEmpty();
    }

    @Test
    void volumesAreNormalisedByTheFrontsOfAllSearches() {
        // fronts: (1, 3) (3, 1) and (2, 2); so ideal (1, 1), nadir (3, 3): (0, 1) (1, 0) and (½, ½)
        Convergence compared = HardwareComparison.of(
                PROBLEM,
                group(Kind.THIS_RUN, search(new double[][] {{1, 3}, {3, 1}, {3, 3}})),
                List.of(group(Kind.RANDOM_SEARCH, search(new double[][] {{2, 2}}))));

        assertThat(compared.run().finals()).hasSize(1);
        assertThat(compared.run().finals().get(0)).isCloseTo(1.1 * 0.1 * 2 - 0.1 * 0.1, within(1e-12));
        assertThat(compared.baselines().get(0).finals().get(0)).isCloseTo(0.6 * 0.6, within(1e-12));
    }

    @Test
    void designsThatBreakASpecDoNotCount() {
        Convergence compared = HardwareComparison.of(
                PROBLEM,
                group(Kind.THIS_RUN, search(new double[][] {{0.1, 5}, {1, 3}, {3, 1}})),
                List.of(group(Kind.RANDOM_SEARCH, search(new double[][] {{0.1, 5}}))));

        assertThat(compared.axes().get(0).ideal()).isEqualTo(1);
        assertThat(compared.run().finals().get(0)).isPositive();
        assertThat(compared.baselines().get(0).finals().get(0)).isZero();
    }

    @Test
    void withoutAnyFeasibleDesignThereIsNothingToCompare() {
        assertThat(HardwareComparison.of(PROBLEM, group(Kind.THIS_RUN, search(new double[][] {{0.1, 5}})), List.of()))
                .isEqualTo(Convergence.NONE);
    }

    @Test
    void aCurveTellsWhenItGrewAndWhereItEnded() {
        Convergence compared = HardwareComparison.of(
                PROBLEM,
                group(Kind.THIS_RUN, search(new double[][] {{3, 3}, {3.5, 3.5}, {1, 3}, {3, 1}, {3, 3}})),
                List.of());

        List<Convergence.Point> curve = compared.run().replicates().get(0).curve();
        assertThat(curve.stream().map(Convergence.Point::evaluations)).containsExactly(1L, 3L, 4L, 5L);
        assertThat(curve.stream().map(Convergence.Point::wallSeconds)).containsExactly(2.0, 4.0, 4.0, 9.0);
    }

    private static HardwareComparison.Group group(Kind kind, HardwareComparison.Search search) {
        return new HardwareComparison.Group(kind, kind.name(), List.of(search));
    }

    /** Trials of the given latencies and areas; two known after 2 s, four after 4 s, all after 9 s. */
    private static HardwareComparison.Search search(double[][] figures) {
        List<Trial> trials = new ArrayList<>();
        for (double[] row : figures) {
            trials.add(new Trial(
                    trials.size(),
                    Genome.fromJson(SPACE, "{\".\":%d}".formatted(trials.size())),
                    new Outcome.Scored(Scores.of(
                            Figure.of(Metric.LATENCY_MS, row[0], Origin.SIMULATED),
                            Figure.of(Metric.AREA_MM2, row[1], Origin.SIMULATED)))));
        }
        return new HardwareComparison.Search(
                1,
                trials,
                trials.size(),
                List.of(new WallTimes.Mark(2, 2), new WallTimes.Mark(4, 4), new WallTimes.Mark(100, 9)));
    }
}
