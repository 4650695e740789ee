package org.cosearch.space;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/** Equally spaced integers, or an integer and its doubles, ascending. */
public final class IntRange extends Space {

    /** The largest magnitude up to which every integer is a double. */
    private static final long LIMIT = 1L << 53;

    private final long min;
    private final long step;
    private final Scale scale;
    private final long count;

    private IntRange(long min, long step, Scale scale, long count) {
        super(1, Cardinality.of(count), List.of(min, step, scale, count));
        this.min = min;
        this.step = step;
        this.scale = scale;
        this.count = count;
    }

    /** @throws IllegalArgumentException unless min ≤ max, 1 ≤ step, and the bounds are at most 2^53 in magnitude */
    static IntRange linear(long min, long max, long step) {
        if (min > max || step < 1 || min < -LIMIT || max > LIMIT) {
            throw new IllegalArgumentException(
                    "A range of integers has min (%d), max (%d) and step (%d), but min ≤ max, 1 ≤ step, and bounds are at most 2^53 in magnitude."
                            .formatted(min, max, step));
        }
        long count = (max - min) / step + 1;
        return new IntRange(min, count == 1 ? 1 : step, Scale.LINEAR, count);
    }

    /** @throws IllegalArgumentException unless 1 ≤ min ≤ max ≤ 2^53 */
    static IntRange doubling(long min, long max) {
        if (min < 1 || min > max || max > LIMIT) {
            throw new IllegalArgumentException(
                    "A range of doubling integers has min (%d) and max (%d), but 1 ≤ min ≤ max ≤ 2^53."
                            .formatted(min, max));
        }
        int count = Long.SIZE - Long.numberOfLeadingZeros(max / min);
        return new IntRange(min, 1, count == 1 ? Scale.LINEAR : Scale.LOGARITHMIC, count);
    }

    public long min() {
        return min;
    }

    /** The largest value that is reached. */
    public long max() {
        return value(count - 1);
    }

    /** The difference of two values in a row on a linear scale; 1 on a logarithmic scale, where each is twice the last. */
    public long step() {
        return step;
    }

    public Scale scale() {
        return scale;
    }

    /** The number of values. */
    public long count() {
        return count;
    }

    /** The value of an index from 0 to before {@link #count}. */
    private long value(long index) {
        return scale == Scale.LINEAR ? min + index * step : min << index;
    }

    private long index(double gene) {
        return indexOf((long) gene);
    }

    private long indexOf(long value) {
        return scale == Scale.LINEAR ? (value - min) / step : Long.numberOfTrailingZeros(value / min);
    }

    private boolean contains(long value) {
        return value >= min && value <= max() && value(indexOf(value)) == value;
    }

    @Override
    void sample(double[] genes, int at, Sampling sampling, RandomGenerator random) {
        genes[at] = value(random.nextLong(count));
    }

    @Override
    void compose(double[] genes, int at, Choices choices) {
        genes[at] = value(Alternatives.ordered(count, choices));
    }

    @Override
    void first(double[] genes, int at) {
        genes[at] = min;
    }

    @Override
    boolean next(double[] genes, int at) {
        long index = index(genes[at]) + 1;
        boolean more = index < count;
        genes[at] = more ? value(index) : min;
        return more;
    }

    @Override
    int active(double[] genes, int at) {
        return 1;
    }

    @Override
    void mutate(double[] genes, int at, Mutation mutation) {
        if (!mutation.strikes() || count == 1) {
            return;
        }
        long before = index(genes[at]);
        double range = count - 1;
        long after = Math.round(Reals.polynomialMutation(before / range, mutation.eta(), mutation.random()) * range);
        if (after == before) {
            boolean up = before == 0 || (before < count - 1 && mutation.random().nextBoolean());
            after = up ? before + 1 : before - 1;
        }
        genes[at] = value(Math.min(count - 1, after));
        mutation.change();
    }

    @Override
    void cross(double[] genes, double[] other, int at, Variation variation, RandomGenerator random) {
        if (random.nextBoolean()) {
            genes[at] = other[at];
        }
    }

    @Override
    void compare(Gower gower, int at) {
        long difference = Math.abs(index(gower.a[at]) - index(gower.b[at]));
        gower.add(count == 1 ? 0 : difference / (double) (count - 1));
    }

    @Override
    void neighbours(double[] genes, int at, Consumer<double[]> found) {
        long index = index(genes[at]);
        for (long next = index - 1; next <= index + 1; next += 2) {
            if (next >= 0 && next < count) {
                double[] changed = genes.clone();
                changed[at] = value(next);
                found.accept(changed);
            }
        }
    }

    @Override
    void list(String path, Decision.Listing listing) {
        listing.add(path, this);
    }

    @Override
    void write(double[] genes, int at, String path, Map<String, Object> decisions) {
        decisions.put(Path.shown(path), (long) genes[at]);
    }

    @Override
    void read(DecisionReader reader, String path, double[] genes, int at) {
        genes[at] = reader.integer(path, this::contains, allowed());
    }

    private String allowed() {
        if (count <= 3) {
            return "one of "
                    + LongStream.range(0, count).map(this::value).boxed().toList();
        }
        return "one of the integers " + this;
    }

    @Override
    public String toString() {
        if (count == 1) {
            return Long.toString(min);
        }
        boolean every = scale == Scale.LINEAR && step == 1;
        return every ? "%d … %d".formatted(min, max()) : "%d, %d, … %d".formatted(min, value(1), max());
    }
}
