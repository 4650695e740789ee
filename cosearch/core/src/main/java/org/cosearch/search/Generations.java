package org.cosearch.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;

/**
 * An elitist genetic algorithm in generations of fixed size. The first generation is random; once all of one is told, the
 * survivors of parents and children together are the next parents.
 *
 * <p>An ask ends at the end of a generation, so it may be shorter than asked for, and the sequence of genomes is the same
 * however it is cut into batches.
 */
final class Generations implements SearchStrategy {

    /** Draws a parent. */
    @FunctionalInterface
    interface Mating {

        /** The place of a parent among so many, best first. */
        int draw(int parents, RandomGenerator random);

        /** The better of two parents drawn uniformly. */
        static Mating tournament() {
            return (parents, random) -> Math.min(random.nextInt(parents), random.nextInt(parents));
        }

        static Mating uniform() {
            return (parents, random) -> random.nextInt(parents);
        }
    }

    private final Problem problem;
    private final int size;
    private final Proposals proposals;
    private final Mating mating;
    private final Survival survival;
    private final RandomGenerator random;
    private final Questions questions;

    private List<Candidate> parents = List.of(); // best first
    private final List<Candidate> generation = new ArrayList<>();

    Generations(
            Problem problem, int size, Proposals proposals, Mating mating, Survival survival, RandomGenerator random) {
        this(problem, size, List.of(), proposals, mating, survival, random);
    }

    /** @param first genomes of the first generation that come before the random ones */
    Generations(
            Problem problem,
            int size,
            List<Genome> first,
            Proposals proposals,
            Mating mating,
            Survival survival,
            RandomGenerator random) {
        this.problem = problem;
        this.size = Questions.atLeastTwo(size);
        this.proposals = proposals;
        this.mating = mating;
        this.survival = survival;
        this.random = random;
        questions = new Questions(size, first, proposals, random);
    }

    @Override
    public List<Genome> ask(int n) {
        return questions.ask(n, size - generation.size(), place -> child());
    }

    private Genome child() {
        int a = mating.draw(parents.size(), random);
        int b = mating.draw(parents.size(), random);
        return proposals.child(
                parents.get(Math.min(a, b)).genome(),
                parents.get(Math.max(a, b)).genome(),
                questions.asked(),
                random);
    }

    @Override
    public void tell(List<Trial> trials) {
        questions.tell(trials);
        for (Trial trial : trials) {
            generation.add(Candidate.of(problem, trial));
        }
        if (generation.size() == size) {
            generation.addAll(parents);
            generation.sort(
                    Comparator.comparingLong(candidate -> candidate.trial().id()));
            List<Candidate> best = new ArrayList<>(size);
            for (int row : survival.survivors(Candidate.costs(generation), Candidate.violations(generation), size)) {
                best.add(generation.get(row));
            }
            parents = best;
            generation.clear();
        }
    }

    /** The parents of the next generation, best first; none before the first generation is told. */
    List<Trial> population() {
        return parents.stream().map(Candidate::trial).toList();
    }
}
