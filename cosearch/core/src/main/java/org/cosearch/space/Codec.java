package org.cosearch.space;

import java.util.function.BiFunction;

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

    /** A codec of the two named blocks together. */
    static <A, B, T> Codec<T> join(
            String first,
            Codec<A> a,
            String second,
            Codec<B> b,
            BiFunction<? super A, ? super B, ? extends T> meaning) {
        Space joint = Space.product(Space.field(first, a.space()), Space.field(second, b.space()));
        return new Codec<>() {
            @Override
            public Space space() {
                return joint;
            }

            @Override
            public T decode(Genome genome) {
                return meaning.apply(a.decode(genome.at(first)), b.decode(genome.at(second)));
            }
        };
    }
}
