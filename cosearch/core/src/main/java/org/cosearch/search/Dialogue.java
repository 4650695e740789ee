package org.cosearch.search;

import java.util.List;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;

/** The order of asking and telling: every answer is to the last question, whole and in order. */
final class Dialogue {

    private List<Genome> open = List.of();
    private boolean answered = true;

    /** Before a question of {@code n} genomes. */
    void beforeAsking(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("ask(%d) asks for less than one genome.".formatted(n));
        }
        if (!open.isEmpty()) {
            throw new IllegalStateException(
                    "ask(%d) was called before tell() of the %d genomes of the last ask.".formatted(n, open.size()));
        }
    }

    /** The question that was found. */
    List<Genome> ask(List<Genome> genomes) {
        open = List.copyOf(genomes);
        answered = false;
        return open;
    }

    /** The answer. */
    void tell(List<Trial> trials) {
        if (answered) {
            throw new IllegalStateException("tell() was called without ask().");
        }
        if (trials.size() != open.size()) {
            throw new IllegalStateException(
                    "tell() was given (%d) trials of the (%d) genomes asked.".formatted(trials.size(), open.size()));
        }
        for (int i = 0; i < trials.size(); i++) {
            if (!trials.get(i).genome().equals(open.get(i))) {
                throw new IllegalStateException(
                        "Trial %d is of %s, but %s was asked.\nMaybe the trials are out of order."
                                .formatted(trials.get(i).id(), trials.get(i).genome(), open.get(i)));
            }
        }
        open = List.of();
        answered = true;
    }
}
