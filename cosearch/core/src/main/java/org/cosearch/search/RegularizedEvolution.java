package org.cosearch.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.archive.NonDominatedSort;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;

/**
 * Regularised (ageing) evolution: a mutant of the best of a sample joins the population, and the oldest leaves it,
 * however good. Steady state.
 *
 * <p>With several objectives the best is a random member of the sample's first front by constraint domination; with one
 * objective that is the best of the sample, as in the paper.
 *
 * <p>Departures from the paper: the sample is drawn without replacement; no genome is asked twice; a batch of mutants has
 * the population of the time of asking.
 *
 * @see <a href="https://doi.org/10.1609/aaai.v33i01.33014780">Real, Aggarwal, Huang and Le 2019: regularized evolution for
 *     image classifier architecture search</a>
 */
public final class RegularizedEvolution implements SearchStrategy {

    private final Problem problem;
    private final int size;
    private final int sample;
    private final Proposals proposals;
    private final RandomGenerator random;
    private final Questions questions;
    private final Deque<Candidate> population = new ArrayDeque<>(); // oldest first

    /**
     * @param size of the population, at least 2
     * @param sample of which a parent is the best, from 1 to {@code size}
     */
    public RegularizedEvolution(Problem problem, int size, int sample, Proposals proposals, RandomGenerator random) {
        if (sample < 1 || sample > size) {
            throw new IllegalArgumentException("The sample (%d) is not from 1 to the population (%d).\nMaybe %d."
                    .formatted(sample, size, Math.max(1, size / 4)));
        }
        this.problem = problem;
        this.size = Questions.atLeastTwo(size);
        this.sample = sample;
        this.proposals = proposals;
        this.random = random;
        questions = new Questions(size, proposals, random);
    }

    /** At most one population of mutants at once. */
    @Override
    public List<Genome> ask(int n) {
        List<Candidate> parents = new ArrayList<>(population);
        return questions.ask(n, size, place -> {
            Genome best = best(parents).genome();
            return proposals.child(best, best, questions.asked(), random);
        });
    }

    /** The best of a sample of {@code parents}, whose order changes. */
    private Candidate best(List<Candidate> parents) {
        for (int i = 0; i < sample; i++) {
            int j = i + random.nextInt(parents.size() - i);
            Candidate drawn = parents.get(j);
            parents.set(j, parents.get(i));
            parents.set(i, drawn);
        }
        List<Candidate> drawn = parents.subList(0, sample);
        int[] first = NonDominatedSort.fronts(Candidate.costs(drawn), Candidate.violations(drawn))[0];
        return drawn.get(first[random.nextInt(first.length)]);
    }

    @Override
    public void tell(List<Trial> trials) {
        questions.tell(trials);
        for (Trial trial : trials) {
            population.add(Candidate.of(problem, trial));
            if (population.size() > size) {
                population.remove();
            }
        }
    }
}
