package org.cosearch.search;

import java.util.List;
import java.util.random.RandomGenerator;
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

    private final Generations generations;

    /**
     * @param size of the population and of each generation, at least 2
     * @throws IllegalArgumentException if it is smaller
     */
    public Nsga2(Problem problem, int size, Proposals proposals, RandomGenerator random) {
        this(problem, size, List.of(), proposals, random);
    }

    /**
     * A search that is warm from the start.
     *
     * @param size of the population and of each generation, at least 2
     * @param first genomes of the first generation that come before the random ones, such as baselines
     */
    public Nsga2(Problem problem, int size, List<Genome> first, Proposals proposals, RandomGenerator random) {
        generations = new Generations(
                problem, size, first, proposals, Generations.Mating.tournament(), Survival.byCrowding(), random);
    }

    @Override
    public List<Genome> ask(int n) {
        return generations.ask(n);
    }

    @Override
    public void tell(List<Trial> trials) {
        generations.tell(trials);
    }

    /** The parents of the next generation, best first; none before the first generation is told. */
    public List<Trial> population() {
        return generations.population();
    }
}
