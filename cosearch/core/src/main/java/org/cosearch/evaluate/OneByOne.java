package org.cosearch.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Evaluates one design after the other. */
record OneByOne<T>(Function<? super T, ? extends Outcome> outcome) implements Evaluator<T> {

    @Override
    public List<Outcome> evaluate(List<T> designs) throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>(designs.size());
        for (T design : designs) {
            if (Thread.interrupted()) {
                throw new InterruptedException(
                        "Interrupted after %d of %d designs.".formatted(outcomes.size(), designs.size()));
            }
            outcomes.add(outcome.apply(design));
        }
        return outcomes;
    }
}
