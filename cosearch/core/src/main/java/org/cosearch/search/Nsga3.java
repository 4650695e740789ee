package org.cosearch.search;

import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;

/**
 * NSGA-III: NSGA-II whose last front is thinned out by directions in the objectives instead of crowding, for three and
 * more objectives.
 *
 * <p>Directions are as many of a {@linkplain Directions#atMost lattice} as the population has room for.
 *
 * <p>Departures from the papers: no genome is asked twice; parents are drawn uniformly also among infeasible ones, which
 * by constraint domination are soon gone; a pair of parents has one child.
 *
 * @see <a href="https://doi.org/10.1109/TEVC.2013.2281535">Deb and Jain 2014: an evolutionary many-objective optimization
 *     algorithm using reference-point-based nondominated sorting, part I</a>
 * @see <a href="https://doi.org/10.1109/TEVC.2013.2281534">Jain and Deb 2014: part II, handling constraints</a>
 */
public final class Nsga3 implements SearchStrategy {

    private final Generations generations;

    /**
     * @param size of the population and of each generation, at least 2
     * @throws IllegalArgumentException if it is smaller
     */
    public Nsga3(Problem problem, int size, Proposals proposals, RandomGenerator random) {
        double[][] directions = Directions.atMost(problem.objectives().size(), Questions.atLeastTwo(size));
        generations = new Generations(
                problem, size, proposals, Generations.Mating.uniform(), new NicheSurvival(directions, random), random);
    }

    @Override
    public List<Genome> ask(int n) {
        return generations.ask(n);
    }

    @Override
    public void tell(List<Trial> trials) {
        generations.tell(trials);
    }

    /** The parents of the next generation, best front first; none before the first generation is told. */
    public List<Trial> population() {
        return generations.population();
    }
}
