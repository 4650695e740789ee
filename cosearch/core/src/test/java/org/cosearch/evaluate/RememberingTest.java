package org.cosearch.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.cosearch.evaluate.Toys.Witness;
import org.junit.jupiter.api.Test;

class RememberingTest extends EvaluatorContract<Integer> {

    private final Witness<Integer> asked = new Witness<>(Toys.areas());

    @Override
    protected Evaluator<Integer> evaluator() {
        return asked.remembering(Function.identity(), Memory.inMemory());
    }

    @Override
    protected List<Integer> designs() {
        return Toys.designs();
    }

    @Test
    void aBatchIsEvaluatedWithoutRepeats() throws InterruptedException {
        evaluator().evaluate(List.of(5, 7, 5, 5, 7));

        assertThat(asked.asked).containsExactly(5, 7);
    }

    @Test
    void whatIsRememberedIsNotEvaluatedAgain() throws InterruptedException {
        Evaluator<Integer> evaluator = evaluator();
        evaluator.evaluate(List.of(5, 7));
        List<Outcome> outcomes = evaluator.evaluate(List.of(7, 8, 5));

        assertThat(asked.asked).containsExactly(5, 7, 8);
        assertThat(outcomes).isEqualTo(Toys.areas().evaluate(List.of(7, 8, 5)));
    }

    @Test
    void designsOfEqualKeysShareAnOutcome() throws InterruptedException {
        Evaluator<Integer> byTens = asked.remembering(design -> design / 10, Memory.inMemory());

        List<Outcome> outcomes = byTens.evaluate(List.of(12, 17, 21));

        assertThat(asked.asked).containsExactly(12, 21);
        assertThat(outcomes.get(1)).isEqualTo(outcomes.get(0));
    }

    @Test
    void failuresAreRememberedToo() throws InterruptedException {
        Witness<Integer> failing = new Witness<>(Evaluator.each(design -> new Outcome.Failed("Does not fit.")));
        Evaluator<Integer> evaluator = failing.remembering(Function.identity(), Memory.inMemory());

        evaluator.evaluate(List.of(1));
        evaluator.evaluate(List.of(1));

        assertThat(failing.asked).containsExactly(1);
    }

    @Test
    void aMemoryIsSharedByTheEvaluatorsThatUseIt() throws InterruptedException {
        Memory<Integer> memory = Memory.inMemory();
        asked.remembering(Function.<Integer>identity(), memory).evaluate(List.of(3));
        asked.remembering(Function.<Integer>identity(), memory).evaluate(List.of(3));

        assertThat(asked.asked).containsExactly(3);
    }

    @Test
    void nothingIsStoredOfAnInterruptedBatch() {
        Memory<Integer> memory = Memory.inMemory();
        Evaluator<Integer> interrupted = designs -> {
            throw new InterruptedException();
        };

        assertThatThrownBy(() -> interrupted
                        .remembering(Function.<Integer>identity(), memory)
                        .evaluate(List.of(1)))
                .isInstanceOf(InterruptedException.class);
        assertThat(memory.lookup(1)).isEmpty();
    }
}
