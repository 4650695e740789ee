package org.cosearch.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** Spends the expensive evaluation on the designs alone that hold the specs on cheap figures. */
record CheapFirst<T>(Evaluator<T> cheap, List<Spec> specs, Evaluator<T> expensive, BinaryOperator<Scores> merge)
        implements Evaluator<T> {

    CheapFirst {
        specs = List.copyOf(specs);
    }

    @Override
    public List<Outcome> evaluate(List<T> designs) throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>(designs.size());
        List<T> survivors = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (Outcome outcome : Answers.checked(designs, cheap.evaluate(designs))) {
            Outcome judged = judged(outcome);
            if (judged instanceof Outcome.Scored) {
                places.add(outcomes.size());
                survivors.add(designs.get(outcomes.size()));
            }
            outcomes.add(judged);
        }
        if (!survivors.isEmpty()) {
            List<Outcome> figures = Answers.checked(survivors, expensive.evaluate(survivors));
            for (int i = 0; i < places.size(); i++) {
                int place = places.get(i);
                outcomes.set(place, merged(outcomes.get(place), figures.get(i)));
            }
        }
        return outcomes;
    }

    private Outcome judged(Outcome outcome) {
        if (outcome instanceof Outcome.Scored scored) {
            for (Spec spec : specs) {
                Optional<Figure> figure = scored.scores().figure(spec.metric());
                if (figure.isPresent() && spec.violation(figure.get()) > 0) {
                    return new Outcome.Rejected(scored.scores(), spec.toString());
                }
            }
        }
        return outcome;
    }

    private Outcome merged(Outcome cheapOne, Outcome expensiveOne) {
        if (cheapOne instanceof Outcome.Scored first) {
            if (expensiveOne instanceof Outcome.Scored second) {
                return new Outcome.Scored(merge.apply(first.scores(), second.scores()));
            }
            if (expensiveOne instanceof Outcome.Rejected second) {
                return new Outcome.Rejected(merge.apply(first.scores(), second.scores()), second.spec());
            }
        }
        return expensiveOne;
    }
}
