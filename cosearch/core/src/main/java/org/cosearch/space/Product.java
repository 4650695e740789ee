package org.cosearch.space;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Named spaces together, each decided on its own. */
public final class Product extends Space {

    private final List<Field> fields;
    private final Space[] spaces;
    private final int[] starts;
    private final Map<String, Integer> indices = new HashMap<>();

    /** @throws IllegalArgumentException if two fields have one name */
    public Product(List<Field> fields) {
        super(
                fitting(fields.stream()
                        .mapToLong(field -> field.space().slots())
                        .sum()),
                fields.stream().map(field -> field.space().size()).reduce(Cardinality.ONE, Cardinality::times),
                fields);
        this.fields = List.copyOf(fields);
        this.spaces = fields.stream().map(Field::space).toArray(Space[]::new);
        this.starts = new int[spaces.length];
        int start = 0;
        for (int i = 0; i < spaces.length; i++) {
            starts[i] = start;
            start += spaces[i].slots();
            String name = fields.get(i).name();
            if (indices.put(name, i) != null) {
                throw new IllegalArgumentException("A product has two fields with the name (%s): %s."
                        .formatted(name, fields.stream().map(Field::name).toList()));
            }
        }
    }

    /** In their order, which is the order of the decisions. */
    public List<Field> fields() {
        return fields;
    }

    /**
     * The position of a field.
     *
     * @throws IllegalArgumentException if there is no such field
     */
    int index(String name) {
        Integer index = indices.get(name);
        if (index == null) {
            throw new IllegalArgumentException("There is no field (%s) among %s."
                    .formatted(name, fields.stream().map(Field::name).toList()));
        }
        return index;
    }

    /** The space of the field at a position. */
    Space space(int index) {
        return spaces[index];
    }

    /** The first slot of the field at a position, from the first slot of the product. */
    int start(int index) {
        return starts[index];
    }

    @Override
    void sample(double[] genes, int at, Sampling sampling, RandomGenerator random) {
        for (int i = 0; i < spaces.length; i++) {
            spaces[i].sample(genes, at + starts[i], sampling, random);
        }
    }

    @Override
    void compose(double[] genes, int at, Choices choices) {
        for (int i = 0; i < spaces.length; i++) {
            spaces[i].compose(genes, at + starts[i], choices);
        }
    }

    @Override
    void first(double[] genes, int at) {
        for (int i = 0; i < spaces.length; i++) {
            spaces[i].first(genes, at + starts[i]);
        }
    }

    @Override
    boolean next(double[] genes, int at) {
        for (int i = spaces.length - 1; i >= 0; i--) {
            if (spaces[i].next(genes, at + starts[i])) {
                return true;
            }
        }
        return false;
    }

    @Override
    int active(double[] genes, int at) {
        int active = 0;
        for (int i = 0; i < spaces.length; i++) {
            active += spaces[i].active(genes, at + starts[i]);
        }
        return active;
    }

    @Override
    void mutate(double[] genes, int at, Mutation mutation) {
        for (int i = 0; i < spaces.length; i++) {
            spaces[i].mutate(genes, at + starts[i], mutation);
        }
    }

    @Override
    void cross(double[] genes, double[] other, int at, Variation variation, RandomGenerator random) {
        for (int i = 0; i < spaces.length; i++) {
            spaces[i].cross(genes, other, at + starts[i], variation, random);
        }
    }

    @Override
    void compare(Gower gower, int at) {
        for (int i = 0; i < spaces.length; i++) {
            spaces[i].compare(gower, at + starts[i]);
        }
    }

    @Override
    void neighbours(double[] genes, int at, Consumer<double[]> found) {
        for (int i = 0; i < spaces.length; i++) {
            spaces[i].neighbours(genes, at + starts[i], found);
        }
    }

    @Override
    void list(String path, Decision.Listing listing) {
        for (Field field : fields) {
            field.space().list(Path.child(path, field.name()), listing);
        }
    }

    @Override
    void write(double[] genes, int at, String path, Map<String, Object> decisions) {
        for (int i = 0; i < spaces.length; i++) {
            spaces[i].write(
                    genes, at + starts[i], Path.child(path, fields.get(i).name()), decisions);
        }
    }

    @Override
    void read(DecisionReader reader, String path, double[] genes, int at) {
        for (int i = 0; i < spaces.length; i++) {
            spaces[i].read(reader, Path.child(path, fields.get(i).name()), genes, at + starts[i]);
        }
    }

    @Override
    public String toString() {
        return fields.stream().map(Field::toString).collect(Collectors.joining(", ", "{", "}"));
    }
}
