package org.cosearch.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What holds for the answers of all evaluators. */
final class Answers {

    private Answers() {}

    /**
     * The outcomes, if there is one per design.
     *
     * @throws IllegalStateException otherwise: the evaluator broke its promise
     */
    static List<Outcome> checked(List<?> designs, List<Outcome> outcomes) {
        if (outcomes.size() != designs.size()) {
            throw new IllegalStateException(
                    "An evaluator answered (%d) designs by (%d) outcomes.".formatted(designs.size(), outcomes.size()));
        }
        return outcomes;
    }

    static <D, T> List<T> map(List<D> designs, Function<? super D, ? extends T> part) {
        List<T> parts = new ArrayList<>(designs.size());
        for (D design : designs) {
            parts.add(part.apply(design));
        }
        return parts;
    }
}
