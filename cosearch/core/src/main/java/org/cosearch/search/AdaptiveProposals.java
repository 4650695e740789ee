package org.cosearch.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;

/**
 * Children by one of several operators, chosen by how well those that it made before did: 1 if one dominates its better
 * parent, 1/2 if neither dominates the other, otherwise 0.
 *
 * <p>For one strategy: it learns from what this is told. Random genomes, and what is permitted, are those of the first
 * operator.
 *
 * @see <a href="https://arxiv.org/abs/2508.14946">HHNAS-AM 2025: hierarchical hybrid neural architecture search using
 *     adaptive mutation policies</a>
 */
public final class AdaptiveProposals implements Proposals {

    /** So many of the latest designs are known as parents; the credit of an older parent's child is lost. */
    private static final int REMEMBERED = 1 << 12;

    /** A child that was not told yet. */
    private record Bred(int operator, Genome better) {}

    /** Forgets the oldest of many. */
    private static final class Latest<V> extends LinkedHashMap<Genome, V> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Genome, V> eldest) {
            return size() > REMEMBERED;
        }
    }

    private final Problem problem;
    private final List<Proposals> operators;
    private final OperatorChoice choice;
    private final Map<Genome, Bred> bred = new Latest<>();
    private final Map<Genome, Candidate> known = new Latest<>();

    /**
     * @param operators at least one, on one space
     * @param choice among as many
     */
    public AdaptiveProposals(Problem problem, List<Proposals> operators, OperatorChoice choice) {
        if (operators.isEmpty()) {
            throw new IllegalArgumentException("There is no operator to choose from.");
        }
        this.problem = problem;
        this.operators = List.copyOf(operators);
        this.choice = choice;
    }

    @Override
    public Genome sample(Asked asked, RandomGenerator random) {
        return operators.get(0).sample(asked, random);
    }

    @Override
    public Genome child(Genome better, Genome other, Asked asked, RandomGenerator random) {
        int operator = choice.choose(random);
        Genome child = operators.get(operator).child(better, other, asked, random);
        if (!asked.contains(child)) {
            bred.put(child, new Bred(operator, better));
        }
        return child;
    }

    @Override
    public void told(List<Trial> trials) {
        operators.forEach(operator -> operator.told(trials));
        for (Trial trial : trials) {
            Candidate candidate = Candidate.of(problem, trial);
            Bred of = bred.remove(trial.genome());
            Candidate parent = of == null ? null : known.get(of.better);
            if (of != null && parent != null) {
                choice.learn(of.operator, candidate.dominates(parent) ? 1 : parent.dominates(candidate) ? 0 : 0.5);
            }
            known.put(trial.genome(), candidate);
        }
    }

    @Override
    public boolean permits(Genome genome, Asked asked) {
        return operators.get(0).permits(genome, asked);
    }

    @Override
    public Stream<Genome> permitted(Asked asked) {
        return operators.get(0).permitted(asked);
    }
}
