package org.cosearch.space;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The space of one design and no decision. */
public final class Unit extends Space {

    static final Unit UNIT = new Unit();

    private Unit() {
        super(0, Cardinality.ONE, List.of());
    }

    @Override
    void sample(double[] genes, int at, Sampling sampling, RandomGenerator random) {}

    @Override
    void compose(double[] genes, int at, Choices choices) {}

    @Override
    void first(double[] genes, int at) {}

    @Override
    boolean next(double[] genes, int at) {
        return false;
    }

    @Override
    int active(double[] genes, int at) {
        return 0;
    }

    @Override
    void mutate(double[] genes, int at, Mutation mutation) {}

    @Override
    void cross(double[] genes, double[] other, int at, Variation variation, RandomGenerator random) {}

    @Override
    void compare(Gower gower, int at) {}

    @Override
    void neighbours(double[] genes, int at, Consumer<double[]> found) {}

    @Override
    void list(String path, Decision.Listing listing) {}

    @Override
    void write(double[] genes, int at, String path, Map<String, Object> decisions) {}

    @Override
    void read(DecisionReader reader, String path, double[] genes, int at) {}

    @Override
    public String toString() {
        return "unit";
    }
}
