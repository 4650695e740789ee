package org.cosearch.bench;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.cosearch.search.Asked;
import org.cosearch.search.Proposals;
import org.cosearch.space.Genome;

/** Proposals of designs that are known to be allowed, such as those that a predictor says are within a limit. */
final class FeasibleProposals implements Proposals {

    /** Children that are tried before a random design is taken instead. */
    private static final int TRIES = 50;

    private final Proposals all;
    private final List<Genome> list;
    private final Set<Genome> feasible;

    /** @param feasible at least one */
    FeasibleProposals(Proposals all, List<Genome> feasible) {
        this.all = all;
        this.list = List.copyOf(feasible);
        this.feasible = new LinkedHashSet<>(feasible);
    }

    @Override
    public Genome sample(Asked asked, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }

    @Override
    public Genome child(Genome better, Genome other, Asked asked, RandomGenerator random) {
        for (int i = 0; i < TRIES; i++) {
            Genome child = all.child(better, other, asked, random);
            if (feasible.contains(child)) {
                return child;
            }
        }
        return sample(asked, random);
    }

    @Override
    public boolean permits(Genome genome, Asked asked) {
        return feasible.contains(genome);
    }

    @Override
    public Stream<Genome> permitted(Asked asked) {
        return list.stream();
    }
}
