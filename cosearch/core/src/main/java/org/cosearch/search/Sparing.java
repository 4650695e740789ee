package org.cosearch.search;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Cardinality;
import org.cosearch.space.Field;
import org.cosearch.space.Genome;
import org.cosearch.space.Product;

/**
 * Proposals that are sparing with the distinct values of one field, because the evaluation of each is expensive.
 *
 * <p>Half of the allowance, rounded up, may be taken from the start, and is by the first random genomes; the rest is
 * released one by one, evenly over the run, or as soon as the values taken have met all values of the other fields. A
 * value that was asked before is free. While no fresh value is allowed,
 *
 * <ul>
 *   <li>a random genome takes the known value that was used least, the earliest of those;
 *   <li>a child takes the value of one parent whole, three times in four of the better, and only its other fields vary.
 * </ul>
 *
 * <p>Whether a value is fresh and how much is released follow from what was asked, so there is no state of its own.
 *
 * @param proposals of genomes of a product
 * @param field the name of the expensive field
 * @param values the distinct values over the run, at least 1
 * @param evaluations the length of the run in genomes, at least 1; what is asked beyond it finds no fresh value released
 */
record Sparing(Proposals proposals, String field, int values, long evaluations) implements Proposals {

    /** How often the other fields are varied in search of a child that was not asked. */
    private static final int ATTEMPTS = 20;

    Sparing {
        if (values < 1 || evaluations < 1) {
            throw new IllegalArgumentException(
                    "The field (%s) is allowed (%d) values over (%d) evaluations.\nMaybe 1 and 1."
                            .formatted(field, values, evaluations));
        }
    }

    @Override
    public void told(List<Trial> trials) {
        proposals.told(trials);
    }

    @Override
    public Genome sample(Asked asked, RandomGenerator random) {
        Genome genome = proposals.sample(asked, random);
        return permits(genome, asked) ? genome : genome.with(field, leastUsed(asked));
    }

    @Override
    public Genome child(Genome better, Genome other, Asked asked, RandomGenerator random) {
        Genome child = proposals.child(better, other, asked, random);
        if (permits(child, asked)) {
            return child;
        }
        Genome value = (random.nextInt(4) > 0 ? better : other).at(field);
        Genome first = better.with(field, value);
        Genome second = other.with(field, value);
        for (int i = 0; i < ATTEMPTS; i++) {
            child = proposals.child(first, second, asked, random).with(field, value);
            if (!asked.contains(child)) {
                return child;
            }
        }
        return child;
    }

    @Override
    public boolean permits(Genome genome, Asked asked) {
        return proposals.permits(genome, asked)
                && (freshAllowed(asked) || asked.uses(field).containsKey(genome.at(field)));
    }

    @Override
    public Stream<Genome> permitted(Asked asked) {
        if (freshAllowed(asked)) {
            return proposals.permitted(asked);
        }
        Genome any = any(asked);
        Stream<Genome> known = asked.uses(field).keySet().stream().map(value -> any.with(field, value));
        return completed(known, any).filter(genome -> proposals.permits(genome, asked));
    }

    /** The genomes with every value of every other field. */
    private Stream<Genome> completed(Stream<Genome> genomes, Genome any) {
        Stream<Genome> completed = genomes;
        for (Field other : others(any)) {
            if (!other.space().size().finite()) {
                return Stream.empty();
            }
            completed = completed.flatMap(
                    genome -> other.space().enumerate().map(value -> genome.with(other.name(), value)));
        }
        return completed;
    }

    private List<Field> others(Genome genome) {
        return ((Product) genome.space())
                .fields().stream().filter(other -> !other.name().equals(field)).toList();
    }

    private boolean freshAllowed(Asked asked) {
        int taken = asked.uses(field).size();
        int first = values - values / 2;
        double share = Math.min(1, (double) asked.count() / evaluations);
        return taken < first + Math.ceil((values - first) * share) || (taken < values && exhausted(asked, taken));
    }

    /** Whether all genomes with the values that were taken have been asked, so that no other is left to vary. */
    private boolean exhausted(Asked asked, int taken) {
        BigInteger genomes = BigInteger.valueOf(taken);
        for (Field other : others(any(asked))) {
            Cardinality size = other.space().size();
            if (!size.finite()) {
                return false;
            }
            genomes = genomes.multiply(size.count());
        }
        return genomes.equals(BigInteger.valueOf(asked.count()));
    }

    private static Genome any(Asked asked) {
        return asked.genomes().iterator().next();
    }

    private Genome leastUsed(Asked asked) {
        Map<Genome, Integer> uses = asked.uses(field);
        return uses.entrySet().stream()
                .min(Map.Entry.comparingByValue()) // the first of equals
                .orElseThrow()
                .getKey();
    }
}
