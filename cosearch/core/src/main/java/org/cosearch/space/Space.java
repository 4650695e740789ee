package org.cosearch.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A set of designs as a tree of typed decisions. What is decided may depend on what was decided: the options of a choice
 * have spaces of their own.
 *
 * <p>Immutable, with value equality. For example
 *
 * <pre>{@code
 * Space chip = Space.oneOf(
 *         Space.option("nvdla", Space.product(Space.field("pes", Space.integers(32, 1024, 32)))),
 *         Space.option("shidiannao"));
 * }</pre>
 */
public abstract sealed class Space permits FloatRange, IntRange, ManyOf, OneOf, Product, Repeat, Unit {

    /** Larger expanded trees are refused, as a slip of nested repeats would exhaust the memory. */
    private static final int MAX_SLOTS = 1 << 16;

    private final int slots;
    private final Cardinality size;
    private final List<?> parts;
    private final int hash;

    /**
     * A space of a class with values of its own.
     *
     * @param parts what makes two spaces of the same class equal
     */
    Space(int slots, Cardinality size, List<?> parts) {
        this.slots = slots;
        this.size = size;
        this.parts = List.copyOf(parts);
        this.hash = 31 * getClass().getName().hashCode() + this.parts.hashCode();
    }

    /** The number of slots, if it is not too large; to be checked before anything that grows with it. */
    static int fitting(long slots) {
        if (slots > MAX_SLOTS) {
            throw new IllegalArgumentException(
                    "The expanded space has %d decisions, but at most %d are allowed.\nMaybe lower the max of a repeat."
                            .formatted(slots, MAX_SLOTS));
        }
        return (int) slots;
    }

    /** The space of one design and no decision. */
    public static Unit unit() {
        return Unit.UNIT;
    }

    public static Option option(String label, Space space) {
        return new Option(label, space);
    }

    /** An option that leaves nothing to decide. */
    public static Option option(String label) {
        return new Option(label, Unit.UNIT);
    }

    public static Field field(String name, Space space) {
        return new Field(name, space);
    }

    /** The choice of one of the options. */
    public static OneOf oneOf(Option... options) {
        return new OneOf(List.of(options));
    }

    /** The choice of one of the labels. */
    public static OneOf oneOf(String... labels) {
        return new OneOf(plain(labels));
    }

    /** The integers from {@code min} to {@code max}. */
    public static IntRange integers(long min, long max) {
        return IntRange.linear(min, max, 1);
    }

    /** The integers {@code min}, {@code min + step}, … up to {@code max}. */
    public static IntRange integers(long min, long max, long step) {
        return IntRange.linear(min, max, step);
    }

    /** The integers {@code min}, {@code 2 min}, {@code 4 min}, … up to {@code max}. */
    public static IntRange powersOfTwo(long min, long max) {
        return IntRange.doubling(min, max);
    }

    /** The reals from {@code min} to {@code max}. */
    public static FloatRange reals(double min, double max) {
        return new FloatRange(min, max, Scale.LINEAR);
    }

    /** The reals from {@code min} to {@code max}, both positive, with equal ratios equally far. */
    public static FloatRange logReals(double min, double max) {
        return new FloatRange(min, max, Scale.LOGARITHMIC);
    }

    /** The sets of {@code min} to {@code max} of the options. */
    public static ManyOf manyOf(int min, int max, Option... options) {
        return new ManyOf(min, max, false, List.of(options));
    }

    /** The sets of {@code min} to {@code max} of the labels. */
    public static ManyOf manyOf(int min, int max, String... labels) {
        return new ManyOf(min, max, false, plain(labels));
    }

    /** The sequences of {@code min} to {@code max} of the options, none twice; permutations if both are their number. */
    public static ManyOf sequenceOf(int min, int max, Option... options) {
        return new ManyOf(min, max, true, List.of(options));
    }

    /** The sequences of {@code min} to {@code max} of the labels, none twice; permutations if both are their number. */
    public static ManyOf sequenceOf(int min, int max, String... labels) {
        return new ManyOf(min, max, true, plain(labels));
    }

    /** All fields together, each decided on its own. */
    public static Product product(Field... fields) {
        return new Product(List.of(fields));
    }

    /** From {@code min} to {@code max} bodies, each decided on its own; how many is a decision if they differ. */
    public static Repeat repeat(int min, int max, Space body) {
        return new Repeat(min, max, body);
    }

    private static List<Option> plain(String... labels) {
        return Arrays.stream(labels).map(Space::option).toList();
    }

    /** How many designs there are. */
    public final Cardinality size() {
        return size;
    }

    /**
     * All designs, lazily, each once: the first decision varies slowest, options come in their order, numbers and counts
     * ascend, smaller sets come before larger ones.
     *
     * @throws IllegalStateException if there are infinitely many
     */
    public final Stream<Genome> enumerate() {
        if (!size.finite()) {
            throw new IllegalStateException(
                    "A space with continuous decisions cannot be enumerated: %s.\nMaybe sample it.".formatted(this));
        }
        return StreamSupport.stream(new Enumeration(), false);
    }

    /**
     * A design drawn uniformly from all designs: each option weighs the exact number of designs below it. A continuous
     * decision counts once among the discrete {@linkplain Cardinality#combinations combinations}, and its value is
     * uniform on its scale.
     */
    public final Genome sampleDesign(RandomGenerator random) {
        return sampled(Sampling.DESIGNS, random);
    }

    /** A design whose every active decision is drawn uniformly from its own domain, whatever hangs below. */
    public final Genome sampleDecisions(RandomGenerator random) {
        return sampled(Sampling.DECISIONS, random);
    }

    private Genome sampled(Sampling sampling, RandomGenerator random) {
        double[] genes = blank();
        sample(genes, 0, sampling, random);
        return new Genome(this, genes);
    }

    /**
     * The design that a sequence of small choices makes, decision after decision, depth first. Every design of a finite
     * space is made by exactly one sequence.
     *
     * <p>An option is chosen among all at once, an integer or a count by halving its range again and again; a real by
     * halving eight times, and then anywhere within; a set option by option; a sequence by its length and then place by
     * place (Negrinho and Gordon 2017, DeepArchitect, 4: bisection of numbers).
     */
    public final Genome compose(Choices choices) {
        double[] genes = blank();
        compose(genes, 0, choices);
        return new Genome(this, genes);
    }

    /** Every decision of the expanded tree, active or not, depth first. Computed afresh at each call. */
    public final List<Decision> decisions() {
        Decision.Listing listing = new Decision.Listing();
        list(Path.ROOT, listing);
        return listing.decisions();
    }

    /**
     * All genomes one typed step away: an integer or a count one step up or down; another option; an option added,
     * removed, or replaced, and two of a sequence swapped; a real a twentieth of its scale up or down, but not beyond its
     * range. Decisions that become active take their first values in the order of {@link #enumerate}.
     *
     * <p>Being neighbours is symmetric in spaces without conditional decisions and reals.
     *
     * @throws IllegalArgumentException if the genome is of another space
     */
    public final List<Genome> neighbours(Genome genome) {
        require(genome);
        List<Genome> found = new ArrayList<>();
        neighbours(genome.genes(), 0, genes -> found.add(new Genome(this, genes)));
        return found;
    }

    /** {@link #mutate(Genome, double, Variation, RandomGenerator)} with {@link Variation#DEFAULT}. */
    public final Genome mutate(Genome genome, double rate, RandomGenerator random) {
        return mutate(genome, rate, Variation.DEFAULT, random);
    }

    /**
     * A mutant: each active decision changes with probability {@code rate}, and if none does, one drawn uniformly. Never
     * {@code genome} itself, unless it is the only design.
     *
     * <p>A choice changes to any other option. Numbers change by polynomial mutation, integers on their index and by at
     * least one step. A count changes by one at the end. Chosen sets and sequences change by one of the possible ones of
     * adding, removing, replacing, and swapping two of a sequence. Decisions that become active are drawn as in
     * {@link #sampleDecisions}.
     *
     * @param rate from 0 to 1
     * @throws IllegalArgumentException if the genome is of another space
     */
    public final Genome mutate(Genome genome, double rate, Variation variation, RandomGenerator random) {
        require(genome);
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("The mutation rate is (%s), but is from 0 to 1.".formatted(rate));
        }
        if (size.isOne()) {
            return genome;
        }
        double[] genes = genome.genes().clone();
        Mutation mutation = new Mutation(rate, variation, random);
        mutate(genes, 0, mutation);
        if (!mutation.changed()) {
            int active = active(genes, 0);
            do {
                mutation.strikeOnly(random.nextInt(active));
                mutate(genes, 0, mutation);
            } while (!mutation.changed());
        }
        return new Genome(this, genes);
    }

    /** {@link #crossover(Genome, Genome, Variation, RandomGenerator)} with {@link Variation#DEFAULT}. */
    public final Genome crossover(Genome a, Genome b, RandomGenerator random) {
        return crossover(a, b, Variation.DEFAULT, random);
    }

    /**
     * A child of two parents, decision by decision at equal paths. Equal parents have equal children.
     *
     * <p>Choices, integers, and counts come from either parent with equal probability, and what hangs below comes from
     * the parents that have it. Reals are those of {@code a} with probability one half, else simulated binary crossover
     * (Deb and Agrawal 1995, bounded as in the NSGA-II code of Deb), near either parent with equal probability. A set
     * keeps what both have and fills up to the size of either with what one has. Sequences cross by uniform order
     * crossover (Davis 1991).
     *
     * @throws IllegalArgumentException if a genome is of another space
     */
    public final Genome crossover(Genome a, Genome b, Variation variation, RandomGenerator random) {
        require(a);
        require(b);
        double[] child = a.genes().clone();
        cross(child, b.genes(), 0, variation, random);
        return new Genome(this, child);
    }

    /**
     * How far two designs are apart, from 0 to 1: the mean over all decisions that are active in at least one (Gower
     * 1971). A decision active in only one counts 1; a choice 0 or 1; a number its difference relative to its scale; a
     * set the Jaccard distance; a sequence the fraction of positions that differ. It is 0 for equal designs alone, but
     * for the rounding of reals.
     *
     * @throws IllegalArgumentException if a genome is of another space
     */
    public final double distance(Genome a, Genome b) {
        require(a);
        require(b);
        Gower gower = new Gower(a.genes(), b.genes());
        compare(gower, 0);
        return gower.mean();
    }

    /** @throws IllegalArgumentException if the genome is of another space */
    final void require(Genome genome) {
        if (!genome.space().equals(this)) {
            throw new IllegalArgumentException(
                    "The genome %s is of the space %s, not of %s.".formatted(genome, genome.space(), this));
        }
    }

    /** The number of slots that the genes of the expanded tree take. */
    final int slots() {
        return slots;
    }

    final double[] blank() {
        double[] genes = new double[slots];
        Arrays.fill(genes, Double.NaN);
        return genes;
    }

    final void clear(double[] genes, int at) {
        Arrays.fill(genes, at, at + slots, Double.NaN);
    }

    // What follows works on the genes of this space that start at slot `at`; inactive slots are NaN before and after.

    /** Draws the genes; they are blank before. */
    abstract void sample(double[] genes, int at, Sampling sampling, RandomGenerator random);

    /** Chooses the genes; they are blank before. */
    abstract void compose(double[] genes, int at, Choices choices);

    /** Sets the first genes in the order of enumeration; they are blank before. */
    abstract void first(double[] genes, int at);

    /** Sets the next genes, or the first again and returns false. */
    abstract boolean next(double[] genes, int at);

    /** The number of active decisions. */
    abstract int active(double[] genes, int at);

    abstract void mutate(double[] genes, int at, Mutation mutation);

    /** Crosses {@code genes}, which are one parent, with the other. */
    abstract void cross(double[] genes, double[] other, int at, Variation variation, RandomGenerator random);

    abstract void compare(Gower gower, int at);

    abstract void neighbours(double[] genes, int at, Consumer<double[]> found);

    abstract void list(String path, Decision.Listing listing);

    /** Puts the active decisions. */
    abstract void write(double[] genes, int at, String path, Map<String, Object> decisions);

    /** Sets the genes from decisions; they are blank before. */
    abstract void read(DecisionReader reader, String path, double[] genes, int at);

    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Space space
                        && space.hash == hash
                        && space.getClass() == getClass()
                        && space.parts.equals(parts));
    }

    @Override
    public final int hashCode() {
        return hash;
    }

    /** Walks through the designs of a finite space. */
    private final class Enumeration extends Spliterators.AbstractSpliterator<Genome> {

        private final double[] genes = blank();
        private boolean more = true;

        Enumeration() {
            super(
                    size.combinations().bitLength() < Long.SIZE
                            ? size.combinations().longValue()
                            : Long.MAX_VALUE,
                    ORDERED | DISTINCT | NONNULL | IMMUTABLE);
            first(genes, 0);
        }

        @Override
        public boolean tryAdvance(Consumer<? super Genome> action) {
            if (!more) {
                return false;
            }
            action.accept(new Genome(Space.this, genes.clone()));
            more = next(genes, 0);
            return true;
        }
    }
}
