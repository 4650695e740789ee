package org.cosearch.accelerator.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The search for the best orders of loops where all their bounds are decided, outermost level first.
 *
 * <p>An order is decided from the innermost loop outwards, until no tensor is left that could tell the difference: a rigid
 * tensor once a loop moves it, windows once a loop of a second axis moves them. Words are exact, but for what neighbours
 * forward.
 */
final class OrderSearch {

    private static final int[] NO_LOOPS = {};

    private record Order(int[] innerFirst, double energy) {}

    private final Traffic traffic;
    private final Rules rules;
    private final LoopLevels loops;
    private final SlidingWindows[] windows;
    private final Watchers watchers;
    private final Meter meter;
    private final int dimensions;
    private final int tensors;
    private final Tiling current;
    private final Visitor visitor;

    private final LoopStack stack = new LoopStack();
    /** {@code [level of loops]}: bits of the dimensions that loop there. */
    private final long[] looping;
    /** {@code [level of loops]}: the bits of that level and all outside it. */
    private final long[] loopingOutside;

    private int[][] tiles = {};
    private double[] energyInside = {};
    private double[] least = {};
    private final double[] words;
    private final int[][] placed;
    private final long[] extents;
    private List<Order> orders = new ArrayList<>();

    /** {@code [level of loops]}: orders that do not depend on loops further outside; empty where they do. */
    private final List<Order>[] decided;

    /** Energy of the words that the order being decided does not touch, at least. */
    private double slack;

    private int level;
    private double before;

    /** What is asked of a complete mapping. */
    interface Visitor {
        /** Whether a mapping may be better whose words take at least so much energy and whose words are {@code words}. */
        boolean mayBeBetter(double energy, double[] words);

        /** A mapping. */
        void visit();
    }

    OrderSearch(
            Traffic traffic,
            Rules rules,
            LoopLevels loops,
            SlidingWindows[] windows,
            Meter meter,
            Tiling current,
            Visitor visitor) {
        this.traffic = traffic;
        this.rules = rules;
        this.loops = loops;
        this.windows = windows;
        this.meter = meter;
        this.current = current;
        this.visitor = visitor;
        dimensions = rules.dimensions;
        tensors = traffic.tensors.length;
        looping = new long[loops.count];
        loopingOutside = new long[loops.count];
        watchers = new Watchers(traffic, loops, looping, loopingOutside);
        decided = newLists(loops.count);
        placed = new int[loops.count][dimensions];
        extents = new long[dimensions];
        words = new double[(traffic.levels + 1) * tensors];
    }

    @SuppressWarnings("unchecked") // arrays of lists cannot be made otherwise
    private static List<Order>[] newLists(int count) {
        return new List[count];
    }

    /**
     * Visits what is worth it.
     *
     * @param chain {@code [boundary]}: iterations of the tiles, of which the first is all and the last is one
     * @param inside {@code [boundary]}: energy of the words across that boundary and those inside it, at least;
     *     overwritten
     * @param leastWords {@code [level · tensors + t]}: words, at least
     */
    void search(int[][] chain, double[] inside, double[] leastWords) {
        least = leastWords;
        System.arraycopy(leastWords, 0, words, 0, words.length);
        tiles = chain;
        energyInside = inside;
        long outside = 0;
        for (int i = 0; i < loops.count; i++) {
            looping[i] = 0;
            for (int d = 0; d < dimensions; d++) {
                int factor = chain[i][d] / chain[i + 1][d];
                current.temporal[loops.storage[i] * dimensions + d] = factor;
                looping[i] |= factor > 1 ? 1L << d : 0;
            }
            outside |= looping[i];
            loopingOutside[i] = outside;
        }
        stack.size = 0;
        if (decideAlone()) {
            decide(0, 0);
        }
    }

    /**
     * Decides the orders of those levels that do not depend on the loops outside them, and adds to the bounds what their
     * best orders take more.
     *
     * @return whether something is left to visit
     */
    private boolean decideAlone() {
        double more = 0;
        for (int i = loops.count - 1; i >= 0; i--) {
            decided[i] = List.of();
            int next = next(i);
            if (looping[i] != 0 && watchers.alone(i, next)) {
                double expected = energyInside[i + 1] - energyInside[next + 1];
                for (int outer = 0; outer < i; outer++) {
                    pushInAnyOrder(outer);
                }
                level = i;
                before = 0;
                orders = new ArrayList<>();
                slack = energyInside[1] - expected + more;
                place(0, looping[i], watchers.watching(i));
                stack.size = 0;
                restore(i + 1, next);
                if (orders.isEmpty()) {
                    return false;
                }
                orders.sort(Comparator.comparingDouble(Order::energy));
                decided[i] = orders;
                more += Math.max(0, orders.get(0).energy() - expected);
            }
            energyInside[i + 1] += more;
        }
        return true;
    }

    private void pushInAnyOrder(int i) {
        int storage = loops.storage[i];
        for (long left = looping[i]; left != 0; left &= left - 1) {
            int d = Long.numberOfTrailingZeros(left);
            stack.push(d, tiles[i][d] / tiles[i + 1][d], tiles[i + 1][d] * traffic.below[storage * dimensions + d]);
        }
    }

    private void decide(int i, double energy) {
        if (i == loops.count) {
            visitor.visit();
            return;
        }
        if (i > 0 && looping[i] == 0) {
            note(i, NO_LOOPS);
            decide(i + 1, energy);
            return;
        }
        List<Order> outer = orders;
        int begin = stack.size;
        int next = next(i);
        double base = energy;
        List<Order> sorted = decided[i];
        if (sorted.isEmpty()) {
            orders = new ArrayList<>();
            level = i;
            before = energy;
            slack = energyInside[next + 1];
            place(0, looping[i], watchers.watching(i));
            sorted = orders;
            sorted.sort(Comparator.comparingDouble(Order::energy));
            base = 0;
        }
        for (Order order : sorted) {
            double reached = base + order.energy();
            stack.size = begin;
            push(i, order.innerFirst());
            across(i + 1, next);
            if (!visitor.mayBeBetter(reached + energyInside[next + 1], words)) {
                continue;
            }
            note(i, order.innerFirst());
            decide(i + 1, reached);
        }
        stack.size = begin;
        orders = outer;
        restore(i + 1, next);
    }

    /**
     * Places the next loop of the level.
     *
     * @param count loops that are placed, innermost first
     * @param left bits of those that are not
     * @param open bits of the tensors that can tell the difference
     */
    private void place(int count, long left, long open) {
        int[] order = placed[level];
        if (left == 0) {
            finish(count);
            return;
        }
        int storage = loops.storage[level];
        for (int d : rules.temporalInner[storage]) {
            if ((left & (1L << d)) != 0) {
                put(count, d, left, open);
                return;
            }
        }
        long outermost = 0;
        for (int d : rules.temporalOuter[storage]) {
            outermost |= 1L << d;
        }
        long free = left & ~outermost;
        if (free == 0 || open == 0) {
            int next = count;
            for (long rest = free; rest != 0; rest &= rest - 1) {
                order[next++] = Long.numberOfTrailingZeros(rest);
            }
            for (int d : rules.temporalOuter[storage]) {
                if ((left & (1L << d)) != 0) {
                    order[next++] = d;
                }
            }
            finish(next);
            return;
        }
        if (Long.bitCount(open) == 1) {
            Tensor last = traffic.tensors[Long.numberOfTrailingZeros(open)];
            long idle = free & ~last.moves;
            if (idle != 0 && idle != free && !last.slides()) {
                // nobody else minds if it rests as long as it can
                int next = count;
                for (long rest = idle; rest != 0; rest &= rest - 1) {
                    order[next++] = Long.numberOfTrailingZeros(rest);
                }
                place(next, left & ~idle, 0);
                return;
            }
        }
        for (long rest = free; rest != 0; rest &= rest - 1) {
            put(count, Long.numberOfTrailingZeros(rest), left, open);
        }
    }

    private void put(int count, int d, long left, long open) {
        placed[level][count] = d;
        long remaining = left & ~(1L << d);
        long inside = looping[level] & ~remaining;
        long stillOpen = open;
        for (long tensorsLeft = open; tensorsLeft != 0; tensorsLeft &= tensorsLeft - 1) {
            int t = Long.numberOfTrailingZeros(tensorsLeft);
            if (watchers.closes(t, inside) || watchers.settled(level, t, inside, remaining)) {
                stillOpen &= ~(1L << t);
            }
        }
        place(count + 1, remaining, stillOpen);
    }

    private void finish(int count) {
        meter.step(1);
        int begin = stack.size;
        int[] innerFirst = java.util.Arrays.copyOf(placed[level], count);
        push(level, innerFirst);
        int next = next(level);
        double energy = before + across(level + 1, next);
        stack.size = begin;
        if (visitor.mayBeBetter(energy + slack, words)) {
            orders.add(new Order(innerFirst, energy));
        }
    }

    private void push(int i, int[] innerFirst) {
        int storage = loops.storage[i];
        for (int position = innerFirst.length - 1; position >= 0; position--) {
            int d = innerFirst[position];
            stack.push(d, tiles[i][d] / tiles[i + 1][d], tiles[i + 1][d] * traffic.below[storage * dimensions + d]);
        }
    }

    /** Loops of bound 1 may stand anywhere; here they stand outside. */
    private void note(int i, int[] innerFirst) {
        int row = loops.storage[i] * dimensions;
        int next = row;
        for (int d : innerFirst) {
            current.order[next++] = d;
        }
        for (int d = 0; d < dimensions; d++) {
            if ((looping[i] & (1L << d)) == 0) {
                current.order[next++] = d;
            }
        }
    }

    /** The innermost boundary that has no loops between itself and the one below the loops of level {@code i}. */
    private int next(int i) {
        int boundary = i + 1;
        while (boundary < loops.count && looping[boundary] == 0) {
            boundary++;
        }
        return boundary;
    }

    private void restore(int first, int last) {
        int from = loops.first(first) * tensors;
        System.arraycopy(least, from, words, from, (loops.last(last) + 1) * tensors - from);
    }

    /** Energy of the words that come across boundaries of one tile under the loops of the stack. */
    private double across(int first, int last) {
        double energy = 0;
        int[] tile = tiles[first];
        for (int at = loops.first(first); at <= loops.last(last); at++) {
            if (traffic.kept[at] == 0) {
                continue;
            }
            for (int d = 0; d < dimensions; d++) {
                extents[d] = tile[d] * traffic.below[at * dimensions + d];
            }
            for (int t = 0; t < tensors; t++) {
                if (traffic.keeps(at, t)) {
                    double count = windows[t].words(stack, stack.size, extents, 0);
                    words[at * tensors + t] = count;
                    energy += count * traffic.energyOfWord(at, t, tile);
                }
            }
        }
        return energy;
    }
}
