package org.cosearch.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link Evaluator} must hold; inherited by the test of each. */
public abstract class EvaluatorContract<T> {

    /** A fresh evaluator under test. */
    protected abstract Evaluator<T> evaluator();

    /** At least three designs of different outcomes, whose evaluation is quick. */
    protected abstract List<T> designs();

    @AfterEach
    void noInterruptionIsLeftBehind() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aBatchIsAnsweredInOrder() throws InterruptedException {
        List<Outcome> alone = new ArrayList<>();
        for (T design : designs()) {
            alone.addAll(evaluator().evaluate(List.of(design)));
        }

        assertThat(evaluator().evaluate(designs())).isEqualTo(alone).hasSameSizeAs(designs());
        assertThat(alone).doesNotHaveDuplicates();
    }

    @Test
    void theOrderOfTheQuestionIsTheOrderOfTheAnswer() throws InterruptedException {
        List<T> reversed = new ArrayList<>(designs());
        Collections.reverse(reversed);

        List<Outcome> answer = new ArrayList<>(evaluator().evaluate(reversed));
        Collections.reverse(answer);

        assertThat(answer).isEqualTo(evaluator().evaluate(designs()));
    }

    @Test
    void earlierCallsDoNotMatter() throws InterruptedException {
        Evaluator<T> evaluator = evaluator();
        List<Outcome> first = evaluator.evaluate(designs());
        evaluator.evaluate(designs().subList(1, 3));

        assertThat(evaluator.evaluate(designs())).isEqualTo(first);
    }

    @Test
    void aRepeatedDesignHasEqualOutcomes() throws InterruptedException {
        T design = designs().get(0);

        List<Outcome> answer = evaluator().evaluate(List.of(design, designs().get(1), design));

        assertThat(answer).hasSize(3);
        assertThat(answer.get(2)).isEqualTo(answer.get(0));
    }

    @Test
    void anEmptyQuestionHasAnEmptyAnswer() throws InterruptedException {
        assertThat(evaluator().evaluate(List.of())).isEmpty();
    }
}
