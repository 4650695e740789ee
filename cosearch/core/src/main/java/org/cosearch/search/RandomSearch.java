package org.cosearch.search;

import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;

/**
 * Random genomes without repeats: the baseline of every search (Li and Talwalkar 2019).
 *
 * <p>The sequence of genomes is the same however it is cut into batches, whatever became of them.
 */
public final class RandomSearch implements SearchStrategy {

    private final Novelty novelty;
    private final Dialogue dialogue = new Dialogue();

    /** @param proposals what is drawn from, and whether uniformly over decisions or over designs */
    public RandomSearch(Proposals proposals, RandomGenerator random) {
        novelty = new Novelty(proposals, random);
    }

    @Override
    public List<Genome> ask(int n) {
        dialogue.beforeAsking(n);
        return dialogue.ask(novelty.random(n));
    }

    @Override
    public void tell(List<Trial> trials) {
        dialogue.tell(trials);
    }
}
