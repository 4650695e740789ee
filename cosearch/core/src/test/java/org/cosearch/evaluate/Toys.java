package org.cosearch.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Small designs, numbers, with figures that are easy to check. */
final class Toys {

    static final Metric AREA = new Metric("area_mm2", "mm²");
    static final Metric ERROR = new Metric("error_percent", "%");

    private Toys() {}

    static List<Integer> designs() {
        return IntStream.range(0, 23).boxed().toList();
    }

    static Figure area(int design) {
        return Figure.of(AREA, design, Origin.SIMULATED);
    }

    static Figure error(int design) {
        return Figure.of(ERROR, 100.0 / (1 + design), Origin.TRAINED);
    }

    /** The area of a design is its number. */
    static Evaluator<Integer> areas() {
        return Evaluator.each(design -> new Outcome.Scored(Scores.of(area(design))));
    }

    /** The error of a design is 100 % / (1 + its number). */
    static Evaluator<Integer> errors() {
        return Evaluator.each(design -> new Outcome.Scored(Scores.of(error(design))));
    }

    /** Keeps the designs that it is asked for. */
    static final class Witness<T> implements Evaluator<T> {

        final List<T> asked = new ArrayList<>();
        private final Evaluator<T> evaluator;

        Witness(Evaluator<T> evaluator) {
            this.evaluator = evaluator;
        }

        @Override
        public List<Outcome> evaluate(List<T> designs) throws InterruptedException {
            asked.addAll(designs);
            return evaluator.evaluate(designs);
        }
    }
}
