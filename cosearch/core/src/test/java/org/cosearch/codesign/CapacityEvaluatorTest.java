package org.cosearch.codesign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;
import org.junit.jupiter.api.Test;

class CapacityEvaluatorTest {

    /** A dense layer of 2^{@code power} multiply-accumulates. */
    private static Network dense(int power) {
        return Network.builder("dense", Shape.of(1 << (power - 3))).dense(8).build();
    }

    @Test
    void theCapacityIsTheWeightedMeanOfTheLogarithms() {
        CapacityEvaluator evaluator = new CapacityEvaluator(List.of(3.0, 1.0));

        Outcome.Scored scored = (Outcome.Scored)
                evaluator.evaluate(List.of(List.of(dense(10), dense(6)))).get(0);

        assertThat(scored.scores().value(CapacityEvaluator.CAPACITY)).isCloseTo(9, within(1e-12));
        assertThat(scored.scores().figures().get(0).origin()).isEqualTo(Origin.COUNTED);
    }

    @Test
    void oneMoreIsTwiceTheWork() {
        CapacityEvaluator one = new CapacityEvaluator(List.of(2.0));

        assertThat(one.figure(List.of(dense(12))).value()
                        - one.figure(List.of(dense(11))).value())
                .isCloseTo(1, within(1e-12));
    }
}
