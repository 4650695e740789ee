package org.cosearch.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class MappingTest extends EvaluatorContract<MappingTest.Design> {

    record Design(int network, String chip) {}

    @Override
    protected Evaluator<Design> evaluator() {
        return Toys.errors().mapping(Design::network);
    }

    @Override
    protected List<Design> designs() {
        return List.of(new Design(1, "eyeriss"), new Design(2, "nvdla"), new Design(3, "nvdla"));
    }

    @Test
    void theFiguresAreThoseOfThePart() throws InterruptedException {
        assertThat(evaluator().evaluate(designs())).isEqualTo(Toys.errors().evaluate(List.of(1, 2, 3)));
    }

    @Test
    void aPartIsEvaluatedOnceForAllDesignsThatHaveIt() throws InterruptedException {
        Toys.Witness<Integer> training = new Toys.Witness<>(Toys.errors());
        Evaluator<Design> evaluator =
                training.remembering(Function.identity(), Memory.inMemory()).mapping(Design::network);

        evaluator.evaluate(List.of(new Design(1, "eyeriss"), new Design(1, "nvdla"), new Design(1, "shidiannao")));

        assertThat(training.asked).containsExactly(1);
    }

    @Test
    void anAnswerOfAnotherSizeIsABrokenPromise() {
        Evaluator<Integer> short1 = designs -> List.of();

        assertThatThrownBy(() -> short1.mapping(Design::network).evaluate(designs()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("(3) designs by (0) outcomes");
    }
}
