package org.cosearch.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cosearch.evaluate.Toys.Witness;
import org.junit.jupiter.api.Test;

class CheapFirstTest extends EvaluatorContract<Integer> {

    private static final List<Spec> SPECS = List.of(Spec.atMost(Toys.ERROR, 30), Spec.atMost(Toys.AREA, 10));

    private final Witness<Integer> expensive = new Witness<>(Toys.errors());

    @Override
    protected Evaluator<Integer> evaluator() {
        return Evaluator.cheapFirst(Toys.areas(), SPECS, expensive, Scores::and);
    }

    @Override
    protected List<Integer> designs() {
        return Toys.designs();
    }

    @Test
    void onlyDesignsThatHoldTheCheapSpecsAreEvaluatedFurther() throws InterruptedException {
        evaluator().evaluate(List.of(3, 11, 10, 40, 0));

        assertThat(expensive.asked).containsExactly(3, 10, 0);
    }

    @Test
    void survivorsHaveBothKindsOfFigures() throws InterruptedException {
        List<Outcome> outcomes = evaluator().evaluate(List.of(11, 4));

        assertThat(outcomes.get(1)).isEqualTo(new Outcome.Scored(Scores.of(Toys.area(4), Toys.error(4))));
    }

    @Test
    void aRejectedDesignNamesTheFirstBrokenSpecAndItsFigures() throws InterruptedException {
        List<Outcome> outcomes = evaluator().evaluate(List.of(11));

        assertThat(outcomes).containsExactly(new Outcome.Rejected(Scores.of(Toys.area(11)), "area_mm2 <= 10.0"));
    }

    @Test
    void aSpecOnAnExpensiveFigureIsNotJudgedEarly() throws InterruptedException {
        // its error of 50 % breaks a spec, which is for the problem to say
        assertThat(evaluator().evaluate(List.of(1)).get(0)).isInstanceOf(Outcome.Scored.class);
    }

    @Test
    void whatTheCheapEvaluationFailsIsNotEvaluatedFurther() throws InterruptedException {
        Outcome doesNotFit = new Outcome.Failed("Does not fit.");
        Evaluator<Integer> evaluator =
                Evaluator.cheapFirst(Evaluator.each(design -> doesNotFit), SPECS, expensive, Scores::and);

        assertThat(evaluator.evaluate(List.of(1, 2))).containsExactly(doesNotFit, doesNotFit);
        assertThat(expensive.asked).isEmpty();
    }

    @Test
    void anExpensiveFailureOrRejectionStands() throws InterruptedException {
        Outcome failed = new Outcome.Failed("Diverged.");
        Evaluator<Integer> judge = Evaluator.each(design ->
                design == 1 ? failed : new Outcome.Rejected(Scores.of(Toys.error(design)), "error_percent <= 30.0"));

        List<Outcome> outcomes =
                Evaluator.cheapFirst(Toys.areas(), SPECS, judge, Scores::and).evaluate(List.of(1, 2));

        assertThat(outcomes)
                .containsExactly(
                        failed, new Outcome.Rejected(Scores.of(Toys.area(2), Toys.error(2)), "error_percent <= 30.0"));
    }
}
