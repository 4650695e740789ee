package org.cosearch.evaluate;

import java.util.ArrayList;
import java.util.List;

/** Confines an exception to the design that caused it. */
record Guarded<T>(Evaluator<T> evaluator) implements Evaluator<T> {

    @Override
    public List<Outcome> evaluate(List<T> designs) throws InterruptedException {
        List<Outcome> together;
        try {
            together = evaluator.evaluate(designs);
        } catch (RuntimeException exception) {
            return designs.size() == 1 ? List.of(failed(exception)) : oneByOne(designs);
        }
        return Answers.checked(designs, together);
    }

    private List<Outcome> oneByOne(List<T> designs) throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>(designs.size());
        for (T design : designs) {
            outcomes.addAll(evaluate(List.of(design)));
        }
        return outcomes;
    }

    private static Outcome failed(RuntimeException exception) {
        String message = exception.getMessage();
        String name = exception.getClass().getSimpleName();
        return new Outcome.Failed("The evaluation threw " + name + (message == null ? "." : ": " + message));
    }
}
