package org.cosearch.accelerator.schedule;

import java.util.Arrays;

/** The steps that lead from one depth of a branch-and-bound to the next. Mutable; for one thread. */
final class Candidates {

    private int size;
    private double[] score = new double[256];
    private int[] state = new int[256];
    private int[] step = new int[256];
    /** Keys of score and candidate, each not above its two children. */
    private long[] heap = new long[256];

    private int left;

    void clear() {
        size = 0;
    }

    /**
     * Adds a step.
     *
     * @param fromState that it leads on from
     * @param toStep {@code layer * subs + sub}
     * @param itsScore the lower bound of what it leads to
     */
    void add(int fromState, int toStep, double itsScore) {
        if (size == score.length) {
            score = Arrays.copyOf(score, 2 * size);
            state = Arrays.copyOf(state, 2 * size);
            step = Arrays.copyOf(step, 2 * size);
            heap = Arrays.copyOf(heap, 2 * size);
        }
        state[size] = fromState;
        step[size] = toStep;
        score[size] = itsScore;
        size++;
    }

    /** Makes ready for {@link #first}: candidates come by score, to seven digits above {@code least}, then as added. */
    void rank(double least) {
        for (int i = 0; i < size; i++) {
            int high = Float.floatToRawIntBits((float) Math.max(0, score[i] - least));
            heap[i] = (long) high << 32 | i;
        }
        left = size;
        for (int root = left / 2 - 1; root >= 0; root--) {
            sift(root);
        }
    }

    /** How many are left. */
    int left() {
        return left;
    }

    /** The first of those that are left; there is one. */
    int first() {
        return (int) heap[0];
    }

    /** Takes the first of those that are left away. */
    void drop() {
        heap[0] = heap[--left];
        sift(0);
    }

    /** Restores the order of the heap below {@code root}. Most candidates are never taken, so they are not sorted. */
    private void sift(int root) {
        long key = heap[root];
        int at = root;
        for (int child = 2 * at + 1; child < left; child = 2 * at + 1) {
            if (child + 1 < left && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= key) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = key;
    }

    int state(int candidate) {
        return state[candidate];
    }

    int step(int candidate) {
        return step[candidate];
    }

    double score(int candidate) {
        return score[candidate];
    }
}
