package org.cosearch.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;

/**
 * A strategy on a space of its own whose genomes stand for genomes of another, such as a part of it: it asks and is told in
 * the other space.
 */
public final class TranslatedSearch implements SearchStrategy {

    private final SearchStrategy strategy;
    private final Function<? super Genome, Genome> meaning;
    private List<Genome> asked = List.of();

    /** @param meaning the genome of the other space that one of the strategy's stands for; different ones for different */
    public TranslatedSearch(SearchStrategy strategy, Function<? super Genome, Genome> meaning) {
        this.strategy = strategy;
        this.meaning = meaning;
    }

    @Override
    public List<Genome> ask(int n) {
        asked = strategy.ask(n);
        return asked.stream().map(meaning).toList();
    }

    @Override
    public void tell(List<Trial> trials) {
        if (trials.size() != asked.size()) {
            throw new IllegalStateException(
                    "tell() was given (%d) trials of the (%d) genomes asked.".formatted(trials.size(), asked.size()));
        }
        List<Trial> own = new ArrayList<>(trials.size());
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            own.add(new Trial(trial.id(), asked.get(i), trial.outcome()));
        }
        strategy.tell(own);
    }
}
