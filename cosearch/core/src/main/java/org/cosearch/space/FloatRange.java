package org.cosearch.space;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The real numbers between two bounds, both included. */
public final class FloatRange extends Space {

    /** A step of a real, relative to its scale: there is no next one. */
    private static final double STEP = 0.05;

    /** After so many mutations without effect, at a bound or in a narrow range, any value is drawn. */
    private static final int ATTEMPTS = 16;

    /** Into so many parts a range is halved before any value within is taken. */
    private static final int PARTS = 256;

    private final double min;
    private final double max;
    private final Scale scale;
    private final double from;
    private final double width;

    /**
     * @param min at most {@code max}; positive on a logarithmic scale
     * @throws IllegalArgumentException if the bounds are not such, or not finite, or too far apart for a double
     */
    public FloatRange(double min, double max, Scale scale) {
        super(1, size(min, max, scale), List.of(min + 0.0, max + 0.0, scale));
        this.min = min + 0.0;
        this.max = max + 0.0;
        this.scale = scale;
        this.from = scale == Scale.LINEAR ? this.min : Math.log(min);
        this.width = (scale == Scale.LINEAR ? this.max : Math.log(max)) - from;
    }

    private static Cardinality size(double min, double max, Scale scale) {
        if (!(min <= max && max - min < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "A range of reals has min (%s) and max (%s), but min ≤ max and both are finite and not too far apart."
                            .formatted(min, max));
        }
        if (scale == Scale.LOGARITHMIC && !(min > 0)) {
            throw new IllegalArgumentException(
                    "A logarithmic range has min (%s), but it is positive.\nMaybe use a linear range.".formatted(min));
        }
        return min == max ? Cardinality.ONE : Cardinality.CONTINUUM;
    }

    public double min() {
        return min;
    }

    public double max() {
        return max;
    }

    public Scale scale() {
        return scale;
    }

    /** Where a value is between the bounds, from 0 to 1. */
    private double position(double value) {
        double scaled = scale == Scale.LINEAR ? value : Math.log(value);
        return width > 0 ? Math.min(1, Math.max(0, (scaled - from) / width)) : 0;
    }

    /** The value at a position; the bounds exactly, whatever the scale rounds. */
    private double value(double position) {
        if (position <= 0 || position >= 1) {
            return position <= 0 ? min : max;
        }
        double scaled = from + position * width;
        return bounded(scale == Scale.LINEAR ? scaled : Math.exp(scaled));
    }

    /** Within the bounds, and never the negative zero. */
    private double bounded(double value) {
        return Math.min(max, Math.max(min, value)) + 0.0;
    }

    @Override
    void sample(double[] genes, int at, Sampling sampling, RandomGenerator random) {
        genes[at] = value(random.nextDouble());
    }

    @Override
    void compose(double[] genes, int at, Choices choices) {
        genes[at] = min == max ? min : value((Alternatives.ordered(PARTS, choices) + choices.within()) / PARTS);
    }

    @Override
    void first(double[] genes, int at) {
        genes[at] = min;
    }

    @Override
    boolean next(double[] genes, int at) {
        return false;
    }

    @Override
    int active(double[] genes, int at) {
        return 1;
    }

    @Override
    void mutate(double[] genes, int at, Mutation mutation) {
        if (!mutation.strikes() || min == max) {
            return;
        }
        double before = genes[at];
        double position = position(before);
        double after = before;
        for (int i = 0; after == before && i < ATTEMPTS; i++) {
            after = value(Reals.polynomialMutation(position, mutation.eta(), mutation.random()));
        }
        if (after == before) {
            after = value(mutation.random().nextDouble());
        }
        if (after == before) {
            after = before == min ? max : min;
        }
        genes[at] = after;
        mutation.change();
    }

    @Override
    void cross(double[] genes, double[] other, int at, Variation variation, RandomGenerator random) {
        double a = genes[at];
        double b = other[at];
        if (a == b || random.nextBoolean()) {
            return;
        }
        double eta = variation.crossoverEta();
        if (scale == Scale.LINEAR) {
            genes[at] = bounded(Reals.simulatedBinaryCrossover(a, b, min, max, eta, random));
        } else {
            genes[at] = value(Reals.simulatedBinaryCrossover(position(a), position(b), 0, 1, eta, random));
        }
    }

    @Override
    void compare(Gower gower, int at) {
        gower.add(Math.abs(position(gower.a[at]) - position(gower.b[at])));
    }

    @Override
    void neighbours(double[] genes, int at, Consumer<double[]> found) {
        double position = position(genes[at]);
        step(genes, at, Math.max(0, position - STEP), found);
        step(genes, at, Math.min(1, position + STEP), found);
    }

    private void step(double[] genes, int at, double position, Consumer<double[]> found) {
        double value = value(position);
        if (value != genes[at]) {
            double[] changed = genes.clone();
            changed[at] = value;
            found.accept(changed);
        }
    }

    @Override
    void list(String path, Decision.Listing listing) {
        listing.add(path, this);
    }

    @Override
    void write(double[] genes, int at, String path, Map<String, Object> decisions) {
        decisions.put(Path.shown(path), genes[at]);
    }

    @Override
    void read(DecisionReader reader, String path, double[] genes, int at) {
        String allowed = "a number from %s to %s".formatted(min, max);
        genes[at] = reader.real(path, value -> value >= min && value <= max, allowed) + 0.0;
    }

    @Override
    public String toString() {
        return "%s … %s%s".formatted(min, max, scale == Scale.LINEAR ? "" : " log");
    }
}
