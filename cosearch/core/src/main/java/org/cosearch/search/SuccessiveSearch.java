package org.cosearch.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;

/**
 * One strategy after another: the second is made from what the first has found, such as a search of networks for the chip
 * that a search of chips has decided on.
 *
 * <p>The second begins when the first has been told its evaluations or has nothing left to propose, and at once if it has
 * none.
 */
public final class SuccessiveSearch implements SearchStrategy {

    private final SearchStrategy first;
    private final long evaluations;
    private final Function<? super List<Trial>, ? extends SearchStrategy> then;
    private final List<Trial> found = new ArrayList<>();
    private final List<SearchStrategy> second = new ArrayList<>(1);

    /**
     * @param evaluations of the first, at least 0
     * @param then makes the second of the trials of the first, in order
     */
    public SuccessiveSearch(
            SearchStrategy first, long evaluations, Function<? super List<Trial>, ? extends SearchStrategy> then) {
        if (evaluations < 0) {
            throw new IllegalArgumentException("The first search has (%d) evaluations.".formatted(evaluations));
        }
        this.first = first;
        this.evaluations = evaluations;
        this.then = then;
    }

    @Override
    public List<Genome> ask(int n) {
        if (second.isEmpty()) {
            long left = evaluations - found.size();
            List<Genome> asked = left > 0 ? first.ask((int) Math.min(n, left)) : List.of();
            if (!asked.isEmpty()) {
                return asked;
            }
            second.add(then.apply(List.copyOf(found)));
        }
        return second.get(0).ask(n);
    }

    @Override
    public void tell(List<Trial> trials) {
        if (second.isEmpty()) {
            first.tell(trials);
            found.addAll(trials);
        } else {
            second.get(0).tell(trials);
        }
    }
}
