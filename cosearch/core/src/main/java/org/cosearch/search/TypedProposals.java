package org.cosearch.search;

import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;

/**
 * All genomes of a space, drawn uniformly, and children by crossover and the typed mutation of the space.
 *
 * <p>A child that is not crossed, or is a copy of a parent, always mutates; of the others as many do as would if each of
 * n decisions mutated with probability 1/n.
 *
 * @param uniform what a random genome is uniform over
 * @param crossoverRate the probability that a child has two parents; otherwise it is a mutant of the better
 * @param mutationRate the probability that an active decision of a mutating child changes; if none does, one drawn at random
 *     does
 */
public record TypedProposals(
        Space space, Uniform uniform, Crossover crossover, double crossoverRate, double mutationRate)
        implements Proposals {

    /** 1 − (1 − 1/n)ⁿ for many decisions. */
    private static final double MUTATED = 1 - 1 / Math.E;

    /** What the uniform distribution is over. */
    public enum Uniform {
        /** The active decisions: each option of a choice is equally probable, whatever hangs below it. */
        DECISIONS,
        /** The designs: an option is the more probable the more designs it has below. */
        DESIGNS
    }

    public TypedProposals {
        if (!(crossoverRate >= 0 && crossoverRate <= 1 && mutationRate >= 0 && mutationRate <= 1)) {
            throw new IllegalArgumentException("The crossover rate (%s) and the mutation rate (%s) are not from 0 to 1."
                    .formatted(crossoverRate, mutationRate));
        }
    }

    /**
     * The usual setting (Deb et al. 2002, V): homologous crossover at rate 0.9, mutation at a rate of one over the
     * number of decisions. Random genomes are uniform over decisions.
     */
    public static TypedProposals of(Space space) {
        int decisions = Math.max(1, space.decisions().size());
        return new TypedProposals(space, Uniform.DECISIONS, Crossover.homologous(), 0.9, 1.0 / decisions);
    }

    /** These with random genomes uniform over something else. */
    public TypedProposals over(Uniform distribution) {
        return new TypedProposals(space, distribution, crossover, crossoverRate, mutationRate);
    }

    /** These with another crossover. */
    public TypedProposals by(Crossover other) {
        return new TypedProposals(space, uniform, other, crossoverRate, mutationRate);
    }

    @Override
    public Genome sample(Asked asked, RandomGenerator random) {
        return uniform == Uniform.DESIGNS ? space.sampleDesign(random) : space.sampleDecisions(random);
    }

    @Override
    public Genome child(Genome better, Genome other, Asked asked, RandomGenerator random) {
        Genome crossed = random.nextDouble() < crossoverRate ? crossover.cross(better, other, random) : better;
        boolean copy = crossed.equals(better) || crossed.equals(other);
        return copy || random.nextDouble() < MUTATED ? space.mutate(crossed, mutationRate, random) : crossed;
    }

    @Override
    public boolean permits(Genome genome, Asked asked) {
        return genome.space().equals(space);
    }

    @Override
    public Stream<Genome> permitted(Asked asked) {
        return space.size().finite() ? space.enumerate() : Stream.empty();
    }
}
