package org.cosearch.space;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A number of bodies in a row, each decided on its own. How many is a decision if there is more than one possibility. */
public final class Repeat extends Space {

    private final int min;
    private final int max;
    private final Space body;
    /** The slots of the count: 1 if it is a decision, else 0. */
    private final int head;

    /** The combinations of one body. */
    private final BigInteger each;

    /** The combinations of {@code max} bodies. */
    private final BigInteger most;

    /** @throws IllegalArgumentException unless 0 ≤ min ≤ max and 1 ≤ max */
    public Repeat(int min, int max, Space body) {
        super(fitting((min < max ? 1 : 0) + (long) max * body.slots()), size(min, max, body), List.of(min, max, body));
        this.min = min;
        this.max = max;
        this.body = body;
        this.head = min < max ? 1 : 0;
        this.each = body.size().combinations();
        this.most = each.pow(max);
    }

    private static Cardinality size(int min, int max, Space body) {
        if (min < 0 || max < min || max < 1) {
            throw new IllegalArgumentException(
                    "A repeat has min (%d) and max (%d), but 0 ≤ min ≤ max and 1 ≤ max.".formatted(min, max));
        }
        fitting(max);
        // a geometric series
        BigInteger each = body.size().combinations();
        BigInteger fewer = each.subtract(BigInteger.ONE);
        BigInteger combinations = fewer.signum() == 0
                ? BigInteger.valueOf(max - min + 1L)
                : each.pow(max + 1).subtract(each.pow(min)).divide(fewer);
        return new Cardinality(combinations, body.size().finite());
    }

    /** The fewest bodies. */
    public int min() {
        return min;
    }

    /** The most bodies. */
    public int max() {
        return max;
    }

    public Space body() {
        return body;
    }

    /** The number of bodies. */
    int count(double[] genes, int at) {
        return head == 0 ? max : (int) genes[at];
    }

    /** The first slot of a body, from the first slot of the repeat. */
    int start(int index) {
        return head + index * body.slots();
    }

    private void set(double[] genes, int at, int count) {
        if (head == 1) {
            genes[at] = count;
        }
    }

    @Override
    void sample(double[] genes, int at, Sampling sampling, RandomGenerator random) {
        int count = draw(sampling, random);
        set(genes, at, count);
        for (int i = 0; i < count; i++) {
            body.sample(genes, at + start(i), sampling, random);
        }
    }

    private int draw(Sampling sampling, RandomGenerator random) {
        if (head == 0) {
            return max;
        }
        if (sampling == Sampling.DECISIONS || each.equals(BigInteger.ONE)) {
            return random.nextInt(min, max + 1);
        }
        // from the top down, as each count has at least as many designs as all smaller ones
        int count = max;
        BigInteger designs = most;
        BigInteger drawn = Weights.below(size().combinations(), random);
        while (drawn.compareTo(designs) >= 0) {
            drawn = drawn.subtract(designs);
            designs = designs.divide(each);
            count--;
        }
        return count;
    }

    @Override
    void compose(double[] genes, int at, Choices choices) {
        int count = min + (int) Alternatives.ordered(max - min + 1L, choices);
        set(genes, at, count);
        for (int i = 0; i < count; i++) {
            body.compose(genes, at + start(i), choices);
        }
    }

    @Override
    void first(double[] genes, int at) {
        first(genes, at, min);
    }

    private void first(double[] genes, int at, int count) {
        set(genes, at, count);
        for (int i = 0; i < count; i++) {
            body.first(genes, at + start(i));
        }
    }

    @Override
    boolean next(double[] genes, int at) {
        int count = count(genes, at);
        for (int i = count - 1; i >= 0; i--) {
            if (body.next(genes, at + start(i))) {
                return true;
            }
        }
        clear(genes, at);
        boolean more = count < max;
        first(genes, at, more ? count + 1 : min);
        return more;
    }

    @Override
    int active(double[] genes, int at) {
        return head + bodies(genes, at, 0, count(genes, at));
    }

    /** The active decisions of the bodies from {@code from} to before {@code to}. */
    private int bodies(double[] genes, int at, int from, int to) {
        int active = 0;
        for (int i = from; i < to; i++) {
            active += body.active(genes, at + start(i));
        }
        return active;
    }

    @Override
    void mutate(double[] genes, int at, Mutation mutation) {
        int before = count(genes, at);
        int after = before;
        if (head == 1 && mutation.strikes()) {
            boolean grows = before == min || (before < max && mutation.random().nextBoolean());
            after = grows ? before + 1 : before - 1;
            mutation.change();
        }
        for (int i = 0; i < Math.min(before, after); i++) {
            body.mutate(genes, at + start(i), mutation);
        }
        if (after < before) {
            body.clear(genes, at + start(after));
        } else if (after > before) {
            body.sample(genes, at + start(before), Sampling.DECISIONS, mutation.random());
        }
        set(genes, at, after);
    }

    @Override
    void cross(double[] genes, double[] other, int at, Variation variation, RandomGenerator random) {
        int mine = count(genes, at);
        int theirs = count(other, at);
        int count = mine == theirs || random.nextBoolean() ? mine : theirs;
        for (int i = 0; i < max; i++) {
            int slot = at + start(i);
            if (i >= count) {
                body.clear(genes, slot);
            } else if (i >= mine) {
                System.arraycopy(other, slot, genes, slot, body.slots());
            } else if (i < theirs) {
                body.cross(genes, other, slot, variation, random);
            }
        }
        set(genes, at, count);
    }

    @Override
    void compare(Gower gower, int at) {
        int a = count(gower.a, at);
        int b = count(gower.b, at);
        if (head == 1) {
            gower.add(Math.abs(a - b) / (double) (max - min));
        }
        int both = Math.min(a, b);
        for (int i = 0; i < both; i++) {
            body.compare(gower, at + start(i));
        }
        gower.addUnmatched(bodies(gower.a, at, both, a) + bodies(gower.b, at, both, b));
    }

    @Override
    void neighbours(double[] genes, int at, Consumer<double[]> found) {
        int count = count(genes, at);
        if (count > min) {
            double[] fewer = genes.clone();
            body.clear(fewer, at + start(count - 1));
            set(fewer, at, count - 1);
            found.accept(fewer);
        }
        if (count < max) {
            double[] more = genes.clone();
            body.first(more, at + start(count));
            set(more, at, count + 1);
            found.accept(more);
        }
        for (int i = 0; i < count; i++) {
            body.neighbours(genes, at + start(i), found);
        }
    }

    @Override
    void list(String path, Decision.Listing listing) {
        if (head == 1) {
            listing.add(path, this);
        }
        for (int i = 0; i < max; i++) {
            if (i < min) {
                body.list(Path.element(path, i), listing);
            } else {
                listing.under(new Condition.MoreThan(Path.shown(path), i), body, Path.element(path, i));
            }
        }
    }

    @Override
    void write(double[] genes, int at, String path, Map<String, Object> decisions) {
        int count = count(genes, at);
        if (head == 1) {
            decisions.put(Path.shown(path), (long) count);
        }
        for (int i = 0; i < count; i++) {
            body.write(genes, at + start(i), Path.element(path, i), decisions);
        }
    }

    @Override
    void read(DecisionReader reader, String path, double[] genes, int at) {
        int count = max;
        if (head == 1) {
            String allowed = "a count from %d to %d".formatted(min, max);
            count = (int) reader.integer(path, value -> value >= min && value <= max, allowed);
        }
        set(genes, at, count);
        for (int i = 0; i < count; i++) {
            body.read(reader, Path.element(path, i), genes, at + start(i));
        }
    }

    @Override
    public String toString() {
        return min == max ? "%d × (%s)".formatted(max, body) : "%d to %d × (%s)".formatted(min, max, body);
    }
}
