package org.cosearch.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;

/**
 * NSGA-II, an elitist multi-objective genetic algorithm with constraint domination.
 *
 * <p>The first generation is random. Each later one is bred from parents chosen by binary tournament; once all of it is
 * told, the best of parents and children together are the next parents. An ask ends at the end of a generation, so it may
 * be shorter than asked for, and the sequence of genomes is the same however it is cut into batches.
 *
 * <p>A rejected design counts as infeasible by the violation of its partial figures; a failed one is worse than any
 * infeasible one.
 *
 * <p>Departures from the paper: no genome is asked twice, a child that was asked before is bred again and replaced by a
 * random genome after ten tries; ties are broken by trial id; a pair of parents has one child.
 *
 * @see <a href="https://doi.org/10.1109/4235.996017">Deb, Pratap, Agarwal and Meyarivan 2002: a fast and elitist
 *     multiobjective genetic algorithm, NSGA-II</a>
 */
public final class Nsga2 implements SearchStrategy {

    /** How often a child that was asked before is bred again. */
    private static final int TRIES = 10;

    private static final double[] NO_COSTS = {};

    private final Problem problem;
    private final int size;
    private final Proposals proposals;
    private final RandomGenerator random;
    private final Survival survival = Survival.byCrowding();
    private final Novelty novelty;
    private final Dialogue dialogue = new Dialogue();

    private List<Trial> parents = List.of(); // best first
    private final List<Trial> generation = new ArrayList<>();

    /**
     * @param size of the population and of each generation, at least 2
     * @throws IllegalArgumentException if it is smaller
     */
    public Nsga2(Problem problem, int size, Proposals proposals, RandomGenerator random) {
        if (size < 2) {
            throw new IllegalArgumentException("The population (%d) is not at least 2.".formatted(size));
        }
        this.problem = problem;
        this.size = size;
        this.proposals = proposals;
        this.random = random;
        novelty = new Novelty(proposals, random);
    }

    @Override
    public List<Genome> ask(int n) {
        dialogue.beforeAsking(n);
        int missing = Math.min(n, size - generation.size());
        return dialogue.ask(parents.isEmpty() ? novelty.random(missing) : novelty.upTo(missing, TRIES, this::child));
    }

    private Genome child() {
        int a = tournament();
        int b = tournament();
        return proposals.child(
                parents.get(Math.min(a, b)).genome(),
                parents.get(Math.max(a, b)).genome(),
                novelty.asked(),
                random);
    }

    /** The place of the better of two parents: they are in the order of the crowded comparison. */
    private int tournament() {
        return Math.min(random.nextInt(parents.size()), random.nextInt(parents.size()));
    }

    @Override
    public void tell(List<Trial> trials) {
        dialogue.tell(trials);
        generation.addAll(trials);
        if (generation.size() == size) {
            generation.addAll(parents);
            parents = best(generation);
            generation.clear();
        }
    }

    /** The parents of the next generation, best first; none before the first generation is told. */
    List<Trial> population() {
        return parents;
    }

    private List<Trial> best(List<Trial> candidates) {
        List<Trial> byAge = new ArrayList<>(candidates);
        byAge.sort(Comparator.comparingLong(Trial::id));
        double[][] costs = new double[byAge.size()][];
        double[] violations = new double[byAge.size()];
        for (int row = 0; row < costs.length; row++) {
            Outcome outcome = byAge.get(row).outcome();
            violations[row] = problem.violation(outcome);
            costs[row] = violations[row] == 0 && outcome instanceof Outcome.Scored scored
                    ? problem.costs(scored.scores())
                    : NO_COSTS;
        }
        List<Trial> best = new ArrayList<>(size);
        for (int row : survival.survivors(costs, violations, size)) {
            best.add(byAge.get(row));
        }
        return best;
    }
}
