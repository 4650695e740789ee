package org.cosearch.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A point of a space: the values of its active decisions.
 *
 * <p>Immutable and canonical: two genomes are equal if and only if their spaces and their active decisions are,
 * whichever way each was reached. Asking for what its space does not have is an {@link IllegalArgumentException}.
 */
public final class Genome {

    private final Space space;
    /** One slot per decision of the expanded tree, depth first; NaN where inactive; sets ascend. Never changed. */
    private final double[] genes;

    private int hash;

    Genome(Space space, double[] genes) {
        this.space = space;
        this.genes = genes;
    }

    /**
     * The genome of the decisions at the paths, as {@link #decisions} gives them.
     *
     * @throws IllegalArgumentException if an active decision is missing, an inactive or unknown one is given, or a value
     *     is of another type or not allowed
     */
    public static Genome of(Space space, Map<String, ? extends @Nullable Object> decisions) {
        return new Genome(space, new DecisionReader(space, decisions).genes());
    }

    /**
     * The genome of a JSON object from path to value, as {@link #toJson} writes it.
     *
     * @throws IllegalArgumentException if it is not one, or as for {@link #of}
     */
    public static Genome fromJson(Space space, String json) {
        return of(space, GenomeJson.read(json));
    }

    public Space space() {
        return space;
    }

    /** Not to be changed. */
    double[] genes() {
        return genes;
    }

    /**
     * The active decisions, depth first: from path to the label of a choice (String), the labels of a choice of several
     * (List of String), an integer or count (Long), or a real (Double).
     */
    public Map<String, Object> decisions() {
        Map<String, Object> decisions = new LinkedHashMap<>();
        space.write(genes, 0, Path.ROOT, decisions);
        return Collections.unmodifiableMap(decisions);
    }

    /** The {@link #decisions} as a JSON object on one line; equal genomes give equal texts. */
    public String toJson() {
        return GenomeJson.write(decisions());
    }

    /** The part that decides a field of this product. */
    public Genome at(String field) {
        Product product = as(Product.class, space, "");
        int index = product.index(field);
        return part(product.space(index), product.start(index));
    }

    /** This genome with another part for a field of this product. */
    public Genome with(String field, Genome part) {
        Product product = as(Product.class, space, "");
        int index = product.index(field);
        if (!part.space.equals(product.space(index))) {
            throw new IllegalArgumentException(
                    "Field (%s) is of the space %s, not of %s.".formatted(field, product.space(index), part.space));
        }
        double[] changed = genes.clone();
        System.arraycopy(part.genes, 0, changed, product.start(index), part.genes.length);
        return new Genome(space, changed);
    }

    /** The label of the chosen option. */
    public String choice() {
        return choice(space, 0, "");
    }

    /** The label of the option chosen for a field. */
    public String choice(String field) {
        return choice(spaceOf(field), startOf(field), field);
    }

    private String choice(Space choice, int at, String field) {
        OneOf oneOf = as(OneOf.class, choice, field);
        return oneOf.places().label(oneOf.chosen(genes, at));
    }

    /** The labels of the chosen options, in order. */
    public List<String> choices() {
        return choices(space, 0, "");
    }

    /** The labels of the options chosen for a field, in order. */
    public List<String> choices(String field) {
        return choices(spaceOf(field), startOf(field), field);
    }

    private List<String> choices(Space choice, int at, String field) {
        ManyOf manyOf = as(ManyOf.class, choice, field);
        return Arrays.stream(manyOf.chosen(genes, at))
                .mapToObj(manyOf.places()::label)
                .toList();
    }

    /** The integer that is decided. */
    public long integer() {
        as(IntRange.class, space, "");
        return (long) genes[0];
    }

    /** The integer decided for a field. */
    public long integer(String field) {
        Product product = as(Product.class, space, "");
        int index = product.index(field);
        as(IntRange.class, product.space(index), field);
        return (long) genes[product.start(index)];
    }

    /** The real that is decided. */
    public double real() {
        as(FloatRange.class, space, "");
        return genes[0];
    }

    /** The real decided for a field. */
    public double real(String field) {
        Product product = as(Product.class, space, "");
        int index = product.index(field);
        as(FloatRange.class, product.space(index), field);
        return genes[product.start(index)];
    }

    /** The part below the chosen option. */
    public Genome chosen() {
        OneOf oneOf = as(OneOf.class, space, "");
        return part(oneOf.places(), oneOf.chosen(genes, 0));
    }

    /** The part below an option, which must be chosen. */
    public Genome chosen(String label) {
        Options options = space instanceof OneOf oneOf
                ? oneOf.places()
                : as(ManyOf.class, space, "").places();
        List<String> labels = space instanceof OneOf ? List.of(choice()) : choices();
        if (!labels.contains(label)) {
            throw new IllegalArgumentException("Option (%s) is not chosen, but %s.".formatted(label, labels));
        }
        return part(options, options.index(label));
    }

    /** The bodies of this repeat, in order. */
    public List<Genome> repeated() {
        return repeated(space, 0, "");
    }

    /** The bodies of the repeat of a field, in order. */
    public List<Genome> repeated(String field) {
        return repeated(spaceOf(field), startOf(field), field);
    }

    private List<Genome> repeated(Space repeated, int at, String field) {
        Repeat repeat = as(Repeat.class, repeated, field);
        List<Genome> bodies = new ArrayList<>();
        for (int i = 0; i < repeat.count(genes, at); i++) {
            bodies.add(part(repeat.body(), at + repeat.start(i)));
        }
        return Collections.unmodifiableList(bodies);
    }

    private Space spaceOf(String field) {
        Product product = as(Product.class, space, "");
        return product.space(product.index(field));
    }

    private int startOf(String field) {
        Product product = as(Product.class, space, "");
        return product.start(product.index(field));
    }

    private Genome part(Options options, int index) {
        return part(options.space(index), options.start(index));
    }

    private Genome part(Space of, int start) {
        return new Genome(of, Arrays.copyOfRange(genes, start, start + of.slots()));
    }

    private static <S extends Space> S as(Class<S> kind, Space space, String field) {
        if (kind.isInstance(space)) {
            return kind.cast(space);
        }
        String what = field.isEmpty() ? "This genome" : "Field (%s)".formatted(field);
        throw new IllegalArgumentException("%s has a space of kind %s, not %s: %s."
                .formatted(what, space.getClass().getSimpleName(), kind.getSimpleName(), space));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Genome genome
                        && hashCode() == genome.hashCode()
                        && Arrays.equals(genes, genome.genes)
                        && space.equals(genome.space));
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            known = 31 * space.hashCode() + Arrays.hashCode(genes);
            hash = known;
        }
        return known;
    }

    /** As {@link #toJson}. */
    @Override
    public String toString() {
        return toJson();
    }
}
