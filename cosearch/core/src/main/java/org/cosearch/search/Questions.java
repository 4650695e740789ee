package org.cosearch.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;

/**
 * What evolutionary strategies ask: first random genomes, then children, none twice.
 *
 * <p>A child that was asked before is bred again and replaced by a random genome after ten tries.
 */
final class Questions {

    /** How often a child that was asked before is bred again. */
    private static final int TRIES = 10;

    private final int initial;
    private final List<Genome> first; // not asked yet, the next one first
    private final Proposals proposals;
    private final Novelty novelty;
    private final Dialogue dialogue = new Dialogue();
    private int told;

    /** @param initial how many random genomes come before the first child */
    Questions(int initial, Proposals proposals, RandomGenerator random) {
        this(initial, List.of(), proposals, random);
    }

    /** @param first genomes that come before the random ones */
    Questions(int initial, List<Genome> first, Proposals proposals, RandomGenerator random) {
        this.initial = initial;
        this.first = new ArrayList<>(first);
        this.proposals = proposals;
        novelty = new Novelty(proposals, random);
    }

    Asked asked() {
        return novelty.asked();
    }

    /**
     * At most {@code n} genomes, no children before all random genomes are told.
     *
     * @param most children at once
     * @param child breeds the child of a place in the answer; asked again if it is not new
     */
    List<Genome> ask(int n, int most, IntFunction<Genome> child) {
        dialogue.beforeAsking(n);
        if (told < initial) {
            return dialogue.ask(novelty.upTo(Math.min(n, initial - told), first.size(), this::nextOfFirst));
        }
        List<Genome> children = new ArrayList<>();
        for (int place = 0; place < Math.min(n, most); place++) {
            int of = place;
            List<Genome> found = novelty.upTo(1, TRIES, () -> child.apply(of));
            if (found.isEmpty()) {
                break;
            }
            children.addAll(found);
        }
        return dialogue.ask(children);
    }

    private Genome nextOfFirst() {
        return first.size() > 1 ? first.remove(0) : first.get(0);
    }

    void tell(List<Trial> trials) {
        dialogue.tell(trials);
        proposals.told(trials);
        told += trials.size();
    }

    /** Checks the size of a population. */
    static int atLeastTwo(int size) {
        if (size < 2) {
            throw new IllegalArgumentException("The population (%d) is not at least 2.".formatted(size));
        }
        return size;
    }
}
