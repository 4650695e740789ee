package org.cosearch.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpecTest {

    private static final Figure LATENCY = new Figure(Metric.LATENCY_MS, 9, Origin.PREDICTED, 0.5);
    private static final Spec LIMIT = Spec.atMost(Metric.LATENCY_MS, 10);

    @Test
    void anUncertainFigureMustStayOffTheBound() {
        assertThat(LIMIT.violation(LATENCY)).isZero();
        assertThat(LIMIT.at(2).violation(LATENCY)).isZero();
        assertThat(LIMIT.at(3).violation(LATENCY)).isCloseTo(0.05, within(1e-12));
        assertThat(Spec.atLeast(Metric.LATENCY_MS, 8).at(3).violation(LATENCY)).isCloseTo(0.0625, within(1e-12));
    }

    @Test
    void aCertainFigureIsJudgedByItsValue() {
        assertThat(LIMIT.at(3).violation(Figure.of(Metric.LATENCY_MS, 10, Origin.SIMULATED)))
                .isZero();
    }

    @Test
    void aProblemCountsTheBoundOfTheFigure() {
        Problem problem = new Problem(List.of(Objective.minimize(Metric.LATENCY_MS)), List.of(LIMIT.at(3)));
        assertThat(problem.feasible(new Outcome.Scored(Scores.of(LATENCY)))).isFalse();
        assertThat(problem.costs(Scores.of(LATENCY))).containsExactly(9);
    }

    @Test
    void theTextTellsTheDeviations() {
        assertThat(LIMIT).hasToString("latency_ms <= 10.0");
        assertThat(LIMIT.at(1.2816)).hasToString("latency_ms <= 10.0 by 1.28 standard deviations");
    }

    @Test
    void negativeDeviationsAreRefused() {
        assertThatThrownBy(() -> LIMIT.at(-1))
                .hasMessage("The spec on latency_ms has (-1.0) deviations, not a finite number of at least 0.");
    }
}
