package org.cosearch.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;

/**
 * Pareto local search with restarts: evaluates all {@linkplain org.cosearch.space.Space#neighbours neighbours} of a design
 * that none found since the start dominates, then those of another, and starts anew from random designs when all have
 * been explored. With one objective it is hill climbing from the best of the random designs.
 *
 * <p>An ask ends at the end of a neighbourhood, so it may be shorter than asked for, and the sequence of genomes is the
 * same however it is cut into batches.
 *
 * <p>Departures from the papers: constraint domination; of designs of equal costs the first is explored alone; a
 * neighbour that was asked before is not asked again, nor does it join the designs of a later start.
 *
 * @see <a href="https://doi.org/10.1007/978-3-642-17144-4_7">Paquete, Chiarandini and Stützle 2004: Pareto local optimum
 *     sets in the biobjective traveling salesman problem</a>
 * @see <a href="https://proceedings.mlr.press/v161/white21a.html">White, Nolen and Savani 2021: exploring the loss
 *     landscape in neural architecture search</a>
 */
public final class LocalSearch implements SearchStrategy {

    private final Problem problem;
    private final int starts;
    private final Proposals proposals;
    private final RandomGenerator random;
    private final Novelty novelty;
    private final Dialogue dialogue = new Dialogue();
    private final List<Candidate> front = new ArrayList<>(); // since the start
    private final List<Candidate> unexplored = new ArrayList<>(); // of the front
    private final List<Candidate> told = new ArrayList<>(); // of the open neighbourhood
    private final List<Genome> drawn = new ArrayList<>(); // of the open start, the next one last
    private final List<Genome> waiting = new ArrayList<>(); // of the open neighbourhood, the next one last

    /**
     * @param starts random designs at each start, at least 1
     * @throws IllegalArgumentException if there is none
     */
    public LocalSearch(Problem problem, int starts, Proposals proposals, RandomGenerator random) {
        if (starts < 1) {
            throw new IllegalArgumentException(
                    "There are (%d) random designs at each start.\nMaybe 10.".formatted(starts));
        }
        this.starts = starts;
        this.problem = problem;
        this.proposals = proposals;
        this.random = random;
        novelty = new Novelty(proposals, random);
    }

    @Override
    public List<Genome> ask(int n) {
        dialogue.beforeAsking(n);
        List<Genome> genomes = next(n);
        while (genomes.isEmpty() && (!told.isEmpty() || !unexplored.isEmpty())) {
            move();
            genomes = next(n);
        }
        if (genomes.isEmpty()) {
            front.clear();
            drawn.addAll(novelty.random(starts));
            genomes = next(n);
        }
        return dialogue.ask(genomes);
    }

    private List<Genome> next(int n) {
        List<Genome> genomes = new ArrayList<>();
        while (genomes.size() < n && !drawn.isEmpty()) {
            genomes.add(drawn.remove(drawn.size() - 1));
        }
        while (genomes.size() < n && !waiting.isEmpty()) {
            Genome genome = waiting.remove(waiting.size() - 1);
            if (proposals.permits(genome, novelty.asked()) && novelty.asked().add(genome)) {
                genomes.add(genome);
            }
        }
        return genomes;
    }

    /** Closes the neighbourhood and opens that of a random unexplored design of the front. */
    private void move() {
        for (Candidate candidate : told) {
            if (front.stream().noneMatch(member -> asGood(member, candidate))) {
                front.removeIf(candidate::dominates);
                unexplored.removeIf(candidate::dominates);
                front.add(candidate);
                unexplored.add(candidate);
            }
        }
        told.clear();
        if (!unexplored.isEmpty()) {
            Genome centre = unexplored.remove(random.nextInt(unexplored.size())).genome();
            waiting.addAll(centre.space().neighbours(centre));
            Collections.shuffle(waiting, new Random(random.nextLong()));
        }
    }

    private static boolean asGood(Candidate a, Candidate b) {
        return a.dominates(b) || !differ(a, b);
    }

    private static boolean differ(Candidate a, Candidate b) {
        return a.violation() != b.violation() || !Arrays.equals(a.costs(), b.costs());
    }

    @Override
    public void tell(List<Trial> trials) {
        dialogue.tell(trials);
        for (Trial trial : trials) {
            told.add(Candidate.of(problem, trial));
        }
    }
}
