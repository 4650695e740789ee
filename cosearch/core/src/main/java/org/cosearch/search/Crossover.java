package org.cosearch.search;

import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.space.Field;
import org.cosearch.space.Genome;
import org.cosearch.space.Product;

/** Makes a child of two parents of one space. Deterministic in its arguments. */
@FunctionalInterface
public interface Crossover {

    Genome cross(Genome better, Genome other, RandomGenerator random);

    /** Decision by decision at equal paths, as {@link org.cosearch.space.Space#crossover} does. */
    static Crossover homologous() {
        return (better, other, random) -> better.space().crossover(better, other, random);
    }

    /**
     * Field by field of a product, each whole from either parent and at least one from each: the network of one parent on
     * the accelerator of the other.
     */
    static Crossover blocks() {
        return (better, other, random) -> {
            if (!(better.space() instanceof Product product) || product.fields().size() < 2) {
                throw new IllegalArgumentException(
                        "Blocks are the fields of a product of at least two, but the space is %s.\nMaybe cross it homologously."
                                .formatted(better.space()));
            }
            List<Field> fields = product.fields();
            int fromBetter = random.nextInt(fields.size());
            int fromOther = (fromBetter + 1 + random.nextInt(fields.size() - 1)) % fields.size();
            Genome child = better;
            for (int i = 0; i < fields.size(); i++) {
                boolean change = i == fromOther || (i != fromBetter && random.nextBoolean());
                String name = fields.get(i).name();
                child = change ? child.with(name, other.at(name)) : child;
            }
            return child;
        };
    }

    /** This crossover, or {@code other} with the given probability. */
    default Crossover or(double probability, Crossover alternative) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("The probability (%s) is not from 0 to 1.".formatted(probability));
        }
        return (better, other, random) ->
                (random.nextDouble() < probability ? alternative : this).cross(better, other, random);
    }
}
