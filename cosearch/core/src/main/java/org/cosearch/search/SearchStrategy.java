package org.cosearch.search;

import java.util.List;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;

/**
 * Proposes genomes and learns from what became of them.
 *
 * <p>The caller owns the loop: it asks, evaluates, tells. A strategy is single-threaded and deterministic: what it asks
 * follows from its seed and from what it was told, in that order.
 */
public interface SearchStrategy {

    /**
     * Proposes at most {@code n} genomes, in order. An empty list means that the strategy has nothing left to propose
     * (the space is exhausted).
     *
     * @throws IllegalStateException if trials of the previous {@code ask} have not been told yet
     */
    List<Genome> ask(int n);

    /**
     * Takes the trials of the genomes of the last {@link #ask}, in the order of asking.
     *
     * @throws IllegalStateException if nothing was asked, or other genomes were
     */
    void tell(List<Trial> trials);
}
