package org.cosearch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.cosearch.archive.ElitesArchive.Addition.IMPROVED;
import static org.cosearch.archive.ElitesArchive.Addition.NEW;
import static org.cosearch.archive.ElitesArchive.Addition.NOT_ADDED;
import static org.cosearch.archive.ElitesArchive.Addition.REJECTED;

import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.archive.Niches.Axis;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Spec;
import org.cosearch.evaluate.Trial;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Test;

class ElitesArchiveTest {

    private static final Problem PROBLEM = new Problem(
            List.of(Objective.maximize(Metric.ACCURACY_PERCENT)), List.of(Spec.atMost(Metric.LATENCY_MS, 8)));

    private final ElitesArchive archive =
            new ElitesArchive(PROBLEM, List.of(Metric.LATENCY_MS), Niches.grid(new Axis(0, 10, 5)));

    private static Trial trial(long id, double accuracy, double latency) {
        return new Trial(
                id,
                Space.unit().enumerate().findFirst().orElseThrow(),
                new Outcome.Scored(Scores.of(
                        Figure.of(Metric.ACCURACY_PERCENT, accuracy, Origin.TABULATED),
                        Figure.of(Metric.LATENCY_MS, latency, Origin.TABULATED))));
    }

    @Test
    void theBestOfEachCellStays() {
        Trial first = trial(0, 70, 1);
        Trial better = trial(1, 80, 1.9);
        Trial other = trial(4, 50, 2);

        assertThat(archive.add(first)).isEqualTo(NEW);
        assertThat(archive.add(better)).isEqualTo(IMPROVED);
        assertThat(archive.add(first)).isEqualTo(NOT_ADDED);
        assertThat(archive.add(trial(3, 80, 0))).isEqualTo(NOT_ADDED); // equal: the first stays
        assertThat(archive.add(other)).isEqualTo(NEW);
        assertThat(archive.trials()).containsExactly(better, other);
        assertThat(archive.coverage()).isEqualTo(0.4);
        assertThat(archive.qdScore(40)).isEqualTo(40 + 10);
    }

    @Test
    void theInfeasibleAndWhatLiesOutsideAreRejected() {
        assertThat(archive.add(trial(0, 99, 9))).isEqualTo(REJECTED);
        assertThat(archive.add(trial(1, 99, -1))).isEqualTo(REJECTED);
        assertThat(archive.add(new Trial(2, trial(0, 0, 0).genome(), new Outcome.Failed("Does not fit."))))
                .isEqualTo(REJECTED);
        assertThat(archive.size()).isZero();
    }

    @Test
    void aGridCountsItsCellsFromTheLastAxis() {
        Niches grid = Niches.grid(new Axis(0, 1, 2), new Axis(0, 3, 3));

        assertThat(grid.cells()).isEqualTo(6);
        assertThat(grid.cell(0.2, 0)).hasValue(0);
        assertThat(grid.cell(0.2, 2.5)).hasValue(2);
        assertThat(grid.cell(0.5, 1)).hasValue(4);
        assertThat(grid.cell(1, 3)).hasValue(5); // upper bounds belong to the last part
        assertThat(grid.cell(1.01, 3)).isEmpty();
        assertThat(grid.cell(Double.NaN, 3)).isEmpty();
    }

    @Test
    void voronoiCellsAreOfAboutEqualVolume() {
        RandomGenerator random = new RandomStreams(1).stream(Purpose.SAMPLING);
        Niches cells = Niches.voronoi(20, List.of(new Axis(0, 100, 1), new Axis(-1, 1, 1)), random);
        int[] counts = new int[20];
        for (int i = 0; i < 20_000; i++) {
            counts[
                    cells.cell(100 * random.nextDouble(), 2 * random.nextDouble() - 1)
                            .orElseThrow()]++;
        }

        assertThat(cells.cells()).isEqualTo(20);
        for (int count : counts) {
            assertThat((double) count).isEqualTo(1000, within(500.0));
        }
        assertThat(cells.cell(1e9, 0)).isPresent(); // outside is nowhere
    }

    @Test
    void descriptorsAndAxesAreAsMany() {
        assertThatThrownBy(() -> new ElitesArchive(PROBLEM, List.of(), Niches.grid(new Axis(0, 1, 2))))
                .hasMessageContaining("(1) axes");
        assertThatThrownBy(() -> Niches.grid(new Axis(0, 1, 2)).cell(1, 2)).hasMessageContaining("(2)");
        assertThatThrownBy(() -> new Axis(1, 1, 2)).hasMessageContaining("(1.0)");
    }
}
