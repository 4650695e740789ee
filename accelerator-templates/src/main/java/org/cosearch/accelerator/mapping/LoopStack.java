package org.cosearch.accelerator.mapping;

/** Temporal loops whose order is decided, outer to inner. */
final class LoopStack {

    private static final int MOST_LOOPS = 256;

    final int[] dimension = new int[MOST_LOOPS];
    final int[] bound = new int[MOST_LOOPS];
    /** {@code [loop]}: iterations of the loop's dimension inside it. */
    final long[] step = new long[MOST_LOOPS];

    int size;

    void push(int d, int iterations, long inside) {
        dimension[size] = d;
        bound[size] = iterations;
        step[size] = inside;
        size++;
    }
}
