package org.cosearch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cosearch.archive.ParetoArchive.Addition.ADDED;
import static org.cosearch.archive.ParetoArchive.Addition.DUPLICATE;
import static org.cosearch.archive.ParetoArchive.Addition.REJECTED;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Spec;
import org.cosearch.evaluate.Trial;
import org.cosearch.laws.Laws;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Test;

class ParetoArchiveTest {

    private static final Metric ACCURACY = Metric.ACCURACY_PERCENT;
    private static final Metric LATENCY = Metric.LATENCY_MS;
    private static final Problem PROBLEM = new Problem(
            List.of(Objective.maximize(ACCURACY), Objective.minimize(LATENCY)), List.of(Spec.atMost(LATENCY, 8)));
    private static final List<Genome> GENOMES =
            Space.integers(0, 99).enumerate().toList();

    private final ParetoArchive archive = new ParetoArchive(PROBLEM);

    private static Trial trial(long id, int genome, double accuracy, double latency) {
        Scores scores = Scores.of(
                Figure.of(ACCURACY, accuracy, Origin.TABULATED), Figure.of(LATENCY, latency, Origin.TABULATED));
        return new Trial(id, GENOMES.get(genome), new Outcome.Scored(scores));
    }

    @Test
    void aDominatedTrialIsRejectedAndADominatingOneTakesItsPlace() {
        Trial first = trial(0, 0, 80, 5);
        Trial better = trial(2, 2, 81, 4);

        assertThat(archive.add(first)).isEqualTo(ADDED);
        assertThat(archive.add(trial(1, 1, 79, 6))).isEqualTo(REJECTED);
        assertThat(archive.add(better)).isEqualTo(ADDED);
        assertThat(archive.front()).containsExactly(better);
    }

    @Test
    void whatHappensIsOrderedFromWorseToBetter() {
        assertThat(REJECTED).isLessThan(DUPLICATE);
        assertThat(DUPLICATE).isLessThan(ADDED);
    }

    @Test
    void equalCostsOfDifferentGenomesAreBothKept() {
        archive.add(trial(0, 0, 80, 5));

        assertThat(archive.add(trial(1, 1, 80, 5))).isEqualTo(ADDED);
        assertThat(archive.front()).hasSize(2);
    }

    @Test
    void aGenomeIsKeptOnce() {
        Trial first = trial(0, 0, 80, 5);
        archive.add(first);

        assertThat(archive.add(trial(1, 0, 80, 5))).isEqualTo(DUPLICATE);
        assertThat(archive.front()).containsExactly(first);
    }

    @Test
    void aGenomeThatWasDisplacedIsDominatedAndNoDuplicate() {
        archive.add(trial(0, 0, 80, 5));
        archive.add(trial(1, 1, 81, 4));

        assertThat(archive.add(trial(2, 0, 80, 5))).isEqualTo(REJECTED);
    }

    @Test
    void theInfeasibleAreNeverOnTheFrontNorDisplaceAny() {
        Trial feasible = trial(1, 1, 60, 7);

        assertThat(archive.add(trial(0, 0, 99, 8.1))).isEqualTo(REJECTED);
        assertThat(archive.add(feasible)).isEqualTo(ADDED);
        assertThat(archive.add(trial(2, 2, 99, 8.1))).isEqualTo(REJECTED);
        assertThat(archive.add(new Trial(3, GENOMES.get(3), new Outcome.Failed("Does not fit."))))
                .isEqualTo(REJECTED);
        assertThat(archive.add(new Trial(4, GENOMES.get(4), new Outcome.Rejected(Scores.NONE, "area_mm2 <= 4"))))
                .isEqualTo(REJECTED);
        assertThat(archive.front()).containsExactly(feasible);
    }

    @Test
    void theFrontIsASnapshotById() {
        archive.add(trial(7, 0, 80, 5));
        List<Trial> before = archive.front();
        archive.add(trial(3, 1, 70, 4));

        assertThat(before).extracting(Trial::id).containsExactly(7L);
        assertThat(archive.front()).extracting(Trial::id).containsExactly(3L, 7L);
    }

    @Test
    void theFrontIsTheFirstFrontOfAllThatWereAddedInAnyOrder() {
        Laws.forAll(300, ParetoArchiveTest::trials, (trials, random) -> {
            ParetoArchive grown = new ParetoArchive(PROBLEM);
            trials.forEach(grown::add);
            double[][] costs = trials.stream()
                    .map(trial -> PROBLEM.costs(((Outcome.Scored) trial.outcome()).scores()))
                    .toArray(double[][]::new);
            double[] violations = trials.stream()
                    .mapToDouble(trial -> PROBLEM.violation(trial.outcome()))
                    .toArray();
            List<Trial> expected = new ArrayList<>();
            for (int row : NonDominatedSort.fronts(costs, violations)[0]) {
                if (violations[row] == 0) {
                    expected.add(trials.get(row));
                }
            }
            assertThat(grown.front()).isEqualTo(expected);
        });
    }

    @Test
    void theCurveIsTheHypervolumeOfTheFeasibleTrialsSoFar() {
        List<Trial> trials = List.of(trial(0, 0, 99, 9), trial(1, 1, 50, 5), trial(2, 2, 49, 6), trial(3, 3, 60, 7));

        double[] curve = GrowingHypervolume.curve(Hypervolume.upTo(0, 10), PROBLEM, trials);

        assertThat(curve).containsExactly(0, 250, 250, 250 + 10 * 3);
    }

    /** Trials of different genomes on a coarse grid, a fifth of them infeasible. */
    private static List<Trial> trials(RandomGenerator random) {
        List<Trial> trials = new ArrayList<>();
        int count = 1 + random.nextInt(80);
        for (int i = 0; i < count; i++) {
            trials.add(trial(i, i, random.nextInt(8), random.nextInt(10)));
        }
        return trials;
    }
}
