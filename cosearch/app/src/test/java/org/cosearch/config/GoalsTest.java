package org.cosearch.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Spec;
import org.junit.jupiter.api.Test;

final class GoalsTest {

    @Test
    void objectivesAreReadAsTheyAreWritten() {
        for (Metric metric : KnownMetrics.ALL) {
            for (Objective objective : new Objective[] {Objective.minimize(metric), Objective.maximize(metric)}) {
                assertThat(Goals.objective(objective.toString())).isEqualTo(objective);
            }
        }
        assertThat(Goals.objective("maximize accuracy_percent.eyes"))
                .isEqualTo(Objective.maximize(new Metric("accuracy_percent.eyes", "%")));
    }

    @Test
    void specsAreReadAsTheyAreWritten() {
        for (Metric metric : KnownMetrics.ALL) {
            for (double bound : new double[] {0, 0.125, 1e-9, 99.5}) {
                for (Spec spec : new Spec[] {Spec.atMost(metric, bound), Spec.atLeast(metric, bound)}) {
                    assertThat(Goals.spec(spec.toString())).isEqualTo(spec);
                }
            }
        }
        assertThat(Goals.spec("latency_ms<=1")).isEqualTo(Spec.atMost(Metric.LATENCY_MS, 1));
    }
}
