package org.cosearch.space;

/** The running mean of the differences of two designs over their active decisions (Gower 1971). */
final class Gower {

    final double[] a;
    final double[] b;
    private double sum;
    private int decisions;

    Gower(double[] a, double[] b) {
        this.a = a;
        this.b = b;
    }

    /** Counts a decision that both have. */
    void add(double difference) {
        sum += difference;
        decisions++;
    }

    /** Counts decisions that only one has. */
    void addUnmatched(int count) {
        sum += count;
        decisions += count;
    }

    double mean() {
        return decisions == 0 ? 0 : sum / decisions;
    }
}
