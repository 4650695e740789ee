package org.cosearch.space;

import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What the points of a space mean: decodes a genome to a design.
 *
 * @param <T> the design
 */
public interface Codec<T> {

    /** The space whose genomes are decoded. */
    Space space();

    /**
     * The design that a genome means. Equal genomes give equal designs.
     *
     * @throws IllegalArgumentException if the genome is of another space
     */
    T decode(Genome genome);

    /** The codec of a space whose genomes mean what {@code meaning} says. */
    static <T> Codec<T> of(Space space, Function<? super Genome, ? extends T> meaning) {
        return new Codec<>() {
            @Override
            public Space space() {
                return space;
            }

            @Override
            public T decode(Genome genome) {
                space.require(genome);
                return meaning.apply(genome);
            }
        };
    }

    /** A codec of the two named blocks together. */
    static <A, B, T> Codec<T> join(
            String first,
            Codec<A> a,
            String second,
            Codec<B> b,
            BiFunction<? super A, ? super B, ? extends T> meaning) {
        Space joint = Space.product(Space.field(first, a.space()), Space.field(second, b.space()));
        return of(joint, genome -> meaning.apply(a.decode(genome.at(first)), b.decode(genome.at(second))));
    }
}
