package org.cosearch.archive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;

/**
 * The feasible trials that no other feasible trial dominates, of all that were added.
 *
 * <p>Ties: trials of equal costs and different genomes are all kept, for they are different designs to build. Of trials
 * of one genome the first is kept. Infeasible trials are never kept, nor do they displace any.
 */
public final class ParetoArchive {

    /** What became of a trial that was added, from worse to better. */
    public enum Addition {
        /** Infeasible or dominated; nothing has changed. */
        REJECTED,
        /** Its genome is on the front; nothing has changed. */
        DUPLICATE,
        /** On the front now, in the place of those that it dominates. */
        ADDED
    }

    private static final class Entry {
        final Trial trial;
        final double[] costs;

        Entry(Trial trial, double[] costs) {
            this.trial = trial;
            this.costs = costs;
        }
    }

    private final Problem problem;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<Genome> genomes = new HashSet<>();

    public ParetoArchive(Problem problem) {
        this.problem = problem;
    }

    /** Adds a trial. O(M) per trial on the front. */
    public Addition add(Trial trial) {
        if (!(trial.outcome() instanceof Outcome.Scored scored) || !problem.feasible(scored)) {
            return Addition.REJECTED;
        }
        if (genomes.contains(trial.genome())) {
            return Addition.DUPLICATE;
        }
        double[] costs = problem.costs(scored.scores());
        for (Entry entry : entries) {
            if (dominates(entry.costs, costs)) {
                return Addition.REJECTED;
            }
        }
        entries.removeIf(entry -> {
            boolean displaced = dominates(costs, entry.costs);
            if (displaced) {
                genomes.remove(entry.trial.genome());
            }
            return displaced;
        });
        entries.add(new Entry(trial, costs));
        genomes.add(trial.genome());
        return Addition.ADDED;
    }

    /** The front as it is now, by ascending trial id. */
    public List<Trial> front() {
        return entries.stream()
                .map(entry -> entry.trial)
                .sorted(Comparator.comparingLong(Trial::id))
                .toList();
    }

    private static boolean dominates(double[] a, double[] b) {
        return Rows.nowhereWorse(a, b) && !Rows.nowhereWorse(b, a);
    }
}
