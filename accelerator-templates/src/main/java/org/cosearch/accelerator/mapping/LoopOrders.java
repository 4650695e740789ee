package org.cosearch.accelerator.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The orders of a level's loops, outer to inner, that can differ in what they cost.
 *
 * <p>Where no tile slides, the loops inside the last one that moves a tensor are all that matters for it: an order is as
 * good as any if it lets the tensors rest by turns, each as long as it may. Where tiles slide, every order counts its own
 * words.
 */
final class LoopOrders {

    /** Beyond so many free loops not every order is listed. */
    private static final int MOST_FREE = 6;

    private static final int[][] TURNS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    private final Rules rules;
    private final Tensor[] tensors;

    LoopOrders(Rules rules, Tensor[] tensors) {
        this.rules = rules;
        this.tensors = tensors;
    }

    /** Whether {@link #of} lists all that can differ. */
    static boolean complete(int free, boolean matters, boolean slides) {
        return !matters || !slides || free <= MOST_FREE;
    }

    /** The dimensions among {@code looping} that the rules leave free. */
    List<Integer> free(int level, List<Integer> looping) {
        List<Integer> free = new ArrayList<>(looping);
        for (int d : rules.temporalInner[level]) {
            free.remove((Integer) d);
        }
        for (int d : rules.temporalOuter[level]) {
            free.remove((Integer) d);
        }
        return free;
    }

    /**
     * The orders.
     *
     * @param looping dimensions with a bound above 1
     * @param matters whether any level inside keeps something
     * @param every whether to list every order of the free loops rather than those that let tensors rest
     */
    List<int[]> of(int level, List<Integer> looping, boolean matters, boolean every) {
        List<Integer> free = free(level, looping);
        List<List<Integer>> orders = new ArrayList<>();
        if (!matters || free.size() < 2) {
            orders.add(free);
        } else if (every && free.size() <= MOST_FREE) {
            permute(free, 0, orders);
        } else {
            Set<List<Integer>> distinct = new LinkedHashSet<>();
            for (int[] turn : TURNS) {
                distinct.add(resting(free, turn));
            }
            orders.addAll(distinct);
        }
        List<int[]> result = new ArrayList<>();
        for (List<Integer> order : orders) {
            result.add(complete(level, looping, order));
        }
        return result;
    }

    private int[] complete(int level, List<Integer> looping, List<Integer> freeOuterFirst) {
        int[] result = new int[looping.size()];
        int next = result.length;
        for (int d : rules.temporalInner[level]) {
            if (looping.contains(d)) {
                result[--next] = d;
            }
        }
        for (int i = freeOuterFirst.size() - 1; i >= 0; i--) {
            result[--next] = freeOuterFirst.get(i);
        }
        for (int d : rules.temporalOuter[level]) {
            if (looping.contains(d)) {
                result[--next] = d;
            }
        }
        return result;
    }

    private static void permute(List<Integer> loops, int at, List<List<Integer>> orders) {
        if (at == loops.size()) {
            orders.add(List.copyOf(loops));
            return;
        }
        for (int i = at; i < loops.size(); i++) {
            java.util.Collections.swap(loops, at, i);
            permute(loops, at + 1, orders);
            java.util.Collections.swap(loops, at, i);
        }
    }

    /** Outer to inner: the tensor that rests longest first in {@code turn}. */
    private List<Integer> resting(List<Integer> free, int[] turn) {
        List<Integer> innerFirst = new ArrayList<>();
        for (int resting = turn.length; resting > 0; resting--) {
            for (int d : free) {
                boolean moves = false;
                for (int i = 0; i < resting; i++) {
                    moves |= tensors[turn[i]].moves(d);
                }
                if (!moves && !innerFirst.contains(d)) {
                    innerFirst.add(d);
                }
            }
        }
        // where windows slide, their loops are better inside
        for (int pass = 0; pass < 2; pass++) {
            for (int d : free) {
                boolean slides = false;
                for (Tensor tensor : tensors) {
                    slides |= tensor.axisOf[d] >= 0;
                }
                if (slides == (pass == 0) && !innerFirst.contains(d)) {
                    innerFirst.add(d);
                }
            }
        }
        java.util.Collections.reverse(innerFirst);
        return innerFirst;
    }
}
