package org.cosearch.space;

/** How a choice among several is put as small questions. */
final class Alternatives {

    private Alternatives() {}

    /** One of {@code count} that have an order, by halving: whether it is in the lower half, and so on. */
    static long ordered(long count, Choices choices) {
        long from = 0;
        long left = count;
        while (left > 1) {
            long lower = (left + 1) / 2;
            if (choices.choose(2) == 0) {
                left = lower;
            } else {
                from += lower;
                left -= lower;
            }
        }
        return from;
    }

    /** One of {@code count} that have no order; nothing is asked if there is a single one. */
    static int unordered(int count, Choices choices) {
        return count == 1 ? 0 : choices.choose(count);
    }
}
