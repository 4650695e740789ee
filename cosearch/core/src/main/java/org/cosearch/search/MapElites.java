package org.cosearch.search;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.archive.ElitesArchive;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;

/**
 * MAP-Elites: the best design of every cell of descriptors that the user names, such as the number of processing elements
 * and the size of the memory. Steady state; the result is the {@link ElitesArchive} that it was given.
 *
 * <p>Departures from the paper: a child may have two elites as parents; no genome is asked twice; while no design is
 * feasible, mutants of the one of the smallest violation are asked; a batch of children has the elites of the time of
 * asking.
 *
 * @see <a href="https://arxiv.org/abs/1504.04909">Mouret and Clune 2015: illuminating search spaces by mapping
 *     elites</a>
 */
public final class MapElites implements SearchStrategy {

    private final Problem problem;
    private final ElitesArchive elites;
    private final int batch;
    private final Proposals proposals;
    private final RandomGenerator random;
    private final Questions questions;
    private final List<Candidate> nearest = new ArrayList<>(1); // of smallest violation so far

    /**
     * @param elites takes what is told; may hold trials of earlier runs
     * @param initial how many random designs come first, at least 1
     * @param batch children at once at most, at least 1
     */
    public MapElites(
            Problem problem,
            ElitesArchive elites,
            int initial,
            int batch,
            Proposals proposals,
            RandomGenerator random) {
        if (initial < 1 || batch < 1) {
            throw new IllegalArgumentException(
                    "There are (%d) random designs and (%d) children, but at least 1 of each."
                            .formatted(initial, batch));
        }
        this.problem = problem;
        this.elites = elites;
        this.batch = batch;
        this.proposals = proposals;
        this.random = random;
        questions = new Questions(initial, proposals, random);
    }

    @Override
    public List<Genome> ask(int n) {
        List<Trial> trials = elites.trials();
        return questions.ask(
                n, batch, place -> proposals.child(parent(trials), parent(trials), questions.asked(), random));
    }

    private Genome parent(List<Trial> trials) {
        return trials.isEmpty()
                ? nearest.get(0).genome()
                : trials.get(random.nextInt(trials.size())).genome();
    }

    @Override
    public void tell(List<Trial> trials) {
        questions.tell(trials);
        for (Trial trial : trials) {
            elites.add(trial);
            Candidate candidate = Candidate.of(problem, trial);
            if (nearest.isEmpty() || candidate.violation() < nearest.get(0).violation()) {
                nearest.clear();
                nearest.add(candidate);
            }
        }
    }
}
