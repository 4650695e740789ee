package org.cosearch.evaluate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OneByOneTest extends EvaluatorContract<Integer> {

    @Override
    protected Evaluator<Integer> evaluator() {
        return Toys.errors();
    }

    @Override
    protected List<Integer> designs() {
        return Toys.designs();
    }

    @Test
    void anInterruptionStopsTheBatch() {
        Evaluator<Integer> interrupting = Evaluator.each(design -> {
            Thread.currentThread().interrupt();
            return new Outcome.Failed("interrupted here");
        });

        assertThatThrownBy(() -> interrupting.evaluate(designs()))
                .isInstanceOf(InterruptedException.class)
                .hasMessage("Interrupted after 1 of 23 designs.");
    }
}
