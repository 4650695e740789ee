package org.cosearch.search;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;

/**
 * All genomes of a finite space, in the order of {@link Space#enumerate}, each once, whatever became of them: the truth
 * that other strategies are held against.
 */
public final class ExhaustiveSearch implements SearchStrategy {

    private final Iterator<Genome> genomes;
    private final Dialogue dialogue = new Dialogue();

    /** @throws IllegalStateException if the space is not finite */
    public ExhaustiveSearch(Space space) {
        genomes = space.enumerate().iterator();
    }

    @Override
    public List<Genome> ask(int n) {
        dialogue.beforeAsking(n);
        List<Genome> asked = new ArrayList<>();
        while (asked.size() < n && genomes.hasNext()) {
            asked.add(genomes.next());
        }
        return dialogue.ask(asked);
    }

    @Override
    public void tell(List<Trial> trials) {
        dialogue.tell(trials);
    }
}
