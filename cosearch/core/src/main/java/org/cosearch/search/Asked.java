package org.cosearch.search;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.cosearch.space.Genome;

/**
 * The genomes that a strategy has asked for so far, told or not. Each is there once.
 *
 * <p>All that a strategy knows about its past beside outcomes follows from it, so that a replayed search has the same.
 */
public final class Asked {

    private final Set<Genome> genomes = new LinkedHashSet<>();
    private final Map<String, Map<Genome, Integer>> uses = new HashMap<>();

    /** Notes a genome. Returns whether it is new. */
    public boolean add(Genome genome) {
        boolean added = genomes.add(genome);
        if (added) {
            uses.forEach((field, counts) -> counts.merge(genome.at(field), 1, Integer::sum));
        }
        return added;
    }

    public boolean contains(Genome genome) {
        return genomes.contains(genome);
    }

    public int count() {
        return genomes.size();
    }

    /** The genomes in the order of asking; a view. */
    public Set<Genome> genomes() {
        return Collections.unmodifiableSet(genomes);
    }

    /**
     * The distinct values of one field of the product that the genomes are of, in the order of first asking, with the
     * number of genomes that have each; a view.
     */
    public Map<Genome, Integer> uses(String field) {
        return Collections.unmodifiableMap(uses.computeIfAbsent(field, this::count));
    }

    private Map<Genome, Integer> count(String field) {
        Map<Genome, Integer> counts = new LinkedHashMap<>();
        genomes.forEach(genome -> counts.merge(genome.at(field), 1, Integer::sum));
        return counts;
    }
}
