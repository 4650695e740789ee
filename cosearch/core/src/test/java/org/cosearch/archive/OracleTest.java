package org.cosearch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
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

class OracleTest {

    private static final Problem PROBLEM = new Problem(
            List.of(Objective.maximize(Metric.ACCURACY_PERCENT), Objective.minimize(Metric.LATENCY_MS)), List.of());
    private static final List<Genome> GENOMES = Space.integers(0, 9).enumerate().toList();

    private static List<Trial> trials(double... accuracyAndLatency) {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < accuracyAndLatency.length; i += 2) {
            trials.add(new Trial(
                    trials.size(),
                    GENOMES.get(trials.size()),
                    new Outcome.Scored(Scores.of(
                            Figure.of(Metric.ACCURACY_PERCENT, accuracyAndLatency[i], Origin.TABULATED),
                            Figure.of(Metric.LATENCY_MS, accuracyAndLatency[i + 1], Origin.TABULATED)))));
        }
        return trials;
    }

    @Test
    void aSearchIsHeldAgainstTheExactFront() {
        // on the scale of the front: (0, 1), (1, 0), dominated (1, 1); up to 1.1: 1.1 · 0.1 + 0.1 · 1.0
        List<Trial> all = trials(90, 20, 80, 10, 80, 20);
        Oracle oracle = new Oracle(PROBLEM, all);

        assertThat(oracle.front()).containsExactly(all.get(0), all.get(1));
        List<Trial> found = List.of(all.get(2), all.get(0), all.get(1));
        assertThat(oracle.shares(found)).containsExactly(new double[] {0.01 / 0.21, 0.11 / 0.21, 1}, within(1e-12));
        assertThat(oracle.regret(found)).isZero();
        assertThat(oracle.regret(found.subList(0, 1))).isEqualTo(1 - 0.01 / 0.21, within(1e-12));
        assertThat(oracle.regret(List.of())).isEqualTo(1);
        assertThat(oracle.evaluationsTo(0.5, found)).hasValue(2);
        assertThat(oracle.evaluationsTo(0.99, found.subList(0, 2))).isEmpty();
    }

    @Test
    void aFrontOfOneDesignIsScaledByOne() {
        Oracle oracle = new Oracle(PROBLEM, trials(90, 10, 89, 11));

        assertThat(oracle.shares(trials(90, 10))).containsExactly(new double[] {1}, within(1e-12));
    }

    @Test
    void withoutAFeasibleDesignThereIsNoFront() {
        assertThatThrownBy(() -> new Oracle(PROBLEM, List.of())).hasMessageContaining("(0)");
    }
}
