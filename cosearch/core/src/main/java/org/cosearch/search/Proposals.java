package org.cosearch.search;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;

/**
 * Where new genomes come from: drawn at random, or made from two parents.
 *
 * <p>What is proposed follows from the arguments, which are the parents, what was asked before and the random numbers, and
 * for those that learn from what they were told. A proposal may have been asked already; it is for the strategy to propose
 * again.
 */
public interface Proposals {

    /** A genome drawn at random. */
    Genome sample(Asked asked, RandomGenerator random);

    /** A child of two parents. */
    Genome child(Genome better, Genome other, Asked asked, RandomGenerator random);

    /** Takes what became of genomes, proposed by these or others. Most do not learn from it. */
    default void told(List<Trial> trials) {}

    /** Whether the genome may be asked next. All that is sampled or bred may. */
    boolean permits(Genome genome, Asked asked);

    /**
     * The genomes that may be asked next, lazily and in a fixed order, asked ones among them; none if they are
     * infinitely many. Serves to find the last ones of a space that is nearly exhausted.
     */
    Stream<Genome> permitted(Asked asked);

    /**
     * These proposals with at most {@code values} distinct values of one field of the product that the genomes are of,
     * over a run of {@code evaluations}: for parts whose evaluation is expensive, such as networks that are trained.
     *
     * <p>Half of the allowance may be taken from the start, the rest is released evenly over the run; a value that was
     * asked before is free. While no fresh value is allowed, a random genome takes the known value that was used least,
     * and a child that of one parent, rather the better, and varies in the other fields only.
     *
     * @throws IllegalArgumentException if the values or the evaluations are not at least 1
     */
    default Proposals sparing(String field, int values, long evaluations) {
        return new Sparing(this, field, values, evaluations);
    }
}
