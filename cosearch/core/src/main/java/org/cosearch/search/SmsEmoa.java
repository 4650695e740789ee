package org.cosearch.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.archive.GrowingFronts;
import org.cosearch.archive.Hypervolume;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;

/**
 * SMS-EMOA: each new design joins the population, and of the worst front the one leaves that alone dominates the least
 * volume. Steady state: every trial counts as soon as it is told.
 *
 * <p>Departures from the paper: the volume is that of costs scaled to the ranges of the front, up to the worst and one
 * range more in each objective, so that units do not matter; of several fronts, too, the last one loses by volume; by
 * constraint domination the most infeasible leaves first; ties leave youngest first; no genome is asked twice; a batch of
 * children has the parents of the time of asking.
 *
 * @see <a href="https://doi.org/10.1016/j.ejor.2006.08.008">Beume, Naujoks and Emmerich 2007: SMS-EMOA, multiobjective
 *     selection based on dominated hypervolume</a>
 */
public final class SmsEmoa implements SearchStrategy {

    private final Problem problem;
    private final int size;
    private final Proposals proposals;
    private final RandomGenerator random;
    private final Questions questions;
    private final GrowingFronts<Candidate> fronts = new GrowingFronts<>();
    private final List<Candidate> population = new ArrayList<>();
    private final Hypervolume hypervolume;

    /**
     * @param size of the population, at least 2
     * @throws IllegalArgumentException if it is smaller
     */
    public SmsEmoa(Problem problem, int size, Proposals proposals, RandomGenerator random) {
        this.problem = problem;
        this.size = Questions.atLeastTwo(size);
        this.proposals = proposals;
        this.random = random;
        questions = new Questions(size, proposals, random);
        double[] reference = new double[problem.objectives().size()];
        Arrays.fill(reference, 2);
        hypervolume = Hypervolume.upTo(reference);
    }

    /** At most one population of children at once. */
    @Override
    public List<Genome> ask(int n) {
        return questions.ask(n, size, place -> proposals.child(parent(), parent(), questions.asked(), random));
    }

    private Genome parent() {
        return population.get(random.nextInt(population.size())).genome();
    }

    @Override
    public void tell(List<Trial> trials) {
        questions.tell(trials);
        for (Trial trial : trials) {
            Candidate candidate = Candidate.of(problem, trial);
            population.add(candidate);
            fronts.add(candidate, candidate.costs(), candidate.violation());
            if (population.size() > size) {
                Candidate gone = least(fronts.last());
                fronts.remove(gone);
                population.remove(gone);
            }
        }
    }

    /** Who of the worst front leaves. */
    private Candidate least(List<Candidate> front) {
        double[] contributions = new double[front.size()];
        if (front.size() > 1 && front.get(0).feasible()) {
            contributions = hypervolume.contributions(scaled(Candidate.costs(front)));
        }
        int least = 0;
        for (int i = 1; i < contributions.length; i++) {
            boolean younger =
                    front.get(i).trial().id() > front.get(least).trial().id();
            if (contributions[i] < contributions[least] || (contributions[i] == contributions[least] && younger)) {
                least = i;
            }
        }
        return front.get(least);
    }

    private static double[][] scaled(double[][] costs) {
        double[] from = costs[0].clone();
        double[] to = costs[0].clone();
        for (double[] row : costs) {
            for (int m = 0; m < row.length; m++) {
                from[m] = Math.min(from[m], row[m]);
                to[m] = Math.max(to[m], row[m]);
            }
        }
        double[][] scaled = new double[costs.length][from.length];
        for (int i = 0; i < costs.length; i++) {
            for (int m = 0; m < from.length; m++) {
                scaled[i][m] = to[m] > from[m] ? (costs[i][m] - from[m]) / (to[m] - from[m]) : 0;
            }
        }
        return scaled;
    }

    /** The population, oldest first. */
    public List<Trial> population() {
        return population.stream().map(Candidate::trial).toList();
    }
}
