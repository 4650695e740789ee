package org.cosearch.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.cosearch.space.Genome;

/**
 * Finds genomes that were not asked yet, and notes them as asked.
 *
 * <p>Tries a given source first, then random genomes, then all that are left in a finite space.
 */
final class Novelty {

    /** Random genomes drawn before those that are left are listed. */
    private static final int DRAWS = 100;

    /** At most so many genomes are listed at once. */
    private static final int LISTED = 1 << 12;

    private final Proposals proposals;
    private final RandomGenerator random;
    private final Asked asked = new Asked();
    private final List<Genome> left = new ArrayList<>();

    Novelty(Proposals proposals, RandomGenerator random) {
        this.proposals = proposals;
        this.random = random;
    }

    Asked asked() {
        return asked;
    }

    /** At most {@code n} new random genomes; fewer if no more are found. */
    List<Genome> random(int n) {
        return upTo(n, 0, () -> proposals.sample(asked, random));
    }

    /**
     * At most {@code n} new genomes; fewer if no more are found.
     *
     * @param tries how often {@code source} is asked for each before random genomes are drawn
     */
    List<Genome> upTo(int n, int tries, Supplier<Genome> source) {
        List<Genome> found = new ArrayList<>();
        while (found.size() < n) {
            Optional<Genome> next = tried(tries, source)
                    .or(() -> tried(DRAWS, () -> proposals.sample(asked, random)))
                    .or(this::leftOver);
            if (next.isEmpty()) {
                break;
            }
            found.add(next.get());
        }
        return found;
    }

    private Optional<Genome> tried(int tries, Supplier<Genome> source) {
        for (int i = 0; i < tries; i++) {
            Genome genome = source.get();
            if (asked.add(genome)) {
                return Optional.of(genome);
            }
        }
        return Optional.empty();
    }

    /** One of those that are left, at random among those listed. */
    private Optional<Genome> leftOver() {
        boolean listed = false;
        while (!left.isEmpty() || !listed) {
            if (left.isEmpty()) {
                proposals
                        .permitted(asked)
                        .filter(genome -> !asked.contains(genome))
                        .limit(LISTED)
                        .forEach(left::add);
                listed = true;
            } else {
                int i = random.nextInt(left.size());
                Genome genome = left.get(i);
                left.set(i, left.get(left.size() - 1));
                left.remove(left.size() - 1);
                if (proposals.permits(genome, asked) && asked.add(genome)) {
                    return Optional.of(genome);
                }
            }
        }
        return Optional.empty();
    }
}
