package org.cosearch.latency.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Rank correlations with ties. Both are 0 where one of the lists is constant. */
public final class RankCorrelation {

    private RankCorrelation() {}

    /** Spearman's ρ: the linear correlation of the ranks, tied values sharing their mean rank. */
    public static double spearman(double[] a, double[] b) {
        check(a, b);
        double[] x = ranks(a);
        double[] y = ranks(b);
        double mean = (a.length + 1) / 2.0;
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - mean) * (y[i] - mean);
            xx += (x[i] - mean) * (x[i] - mean);
            yy += (y[i] - mean) * (y[i] - mean);
        }
        return xx == 0 || yy == 0 ? 0 : xy / Math.sqrt(xx * yy);
    }

    /** Kendall's τ-b, in n log n (Knight 1966). */
    public static double kendall(double[] a, double[] b) {
        check(a, b);
        int n = a.length;
        int[] order = order((i, j) -> a[i] != a[j] ? Double.compare(a[i], a[j]) : Double.compare(b[i], b[j]), n);
        long tiedBoth = 0;
        long tiedA = 0;
        long runBoth = 1;
        long runA = 1;
        double[] sorted = new double[n];
        for (int i = 0; i < n; i++) {
            sorted[i] = b[order[i]];
            boolean sameA = i > 0 && a[order[i]] == a[order[i - 1]];
            boolean same = sameA && sorted[i] == sorted[i - 1];
            runA = sameA ? runA + 1 : 1;
            runBoth = same ? runBoth + 1 : 1;
            tiedA += runA - 1;
            tiedBoth += runBoth - 1;
        }
        long discordant = sort(sorted, new double[n], 0, n);
        long tiedB = 0;
        long runB = 1;
        for (int i = 1; i < n; i++) {
            runB = sorted[i] == sorted[i - 1] ? runB + 1 : 1;
            tiedB += runB - 1;
        }
        double pairs = n * (n - 1.0) / 2;
        double scale = Math.sqrt((pairs - tiedA) * (pairs - tiedB));
        return scale == 0 ? 0 : (pairs - tiedA - tiedB + tiedBoth - 2.0 * discordant) / scale;
    }

    /** Sorts a range by merging and counts the exchanges that a bubble sort would make. */
    private static long sort(double[] values, double[] buffer, int from, int to) {
        if (to - from < 2) {
            return 0;
        }
        int middle = (from + to) >>> 1;
        long exchanges = sort(values, buffer, from, middle) + sort(values, buffer, middle, to);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            if (right == to || left < middle && values[left] <= values[right]) {
                buffer[i] = values[left++];
            } else {
                buffer[i] = values[right++];
                exchanges += middle - left;
            }
        }
        System.arraycopy(buffer, from, values, from, to - from);
        return exchanges;
    }

    /** Ranks from 1, tied values sharing their mean rank. */
    private static double[] ranks(double[] values) {
        int n = values.length;
        int[] order = order((i, j) -> Double.compare(values[i], values[j]), n);
        double[] ranks = new double[n];
        for (int from = 0; from < n; ) {
            int to = from + 1;
            while (to < n && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + 1 + to) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    private static int[] order(Comparator<Integer> comparator, int n) {
        return IntStream.range(0, n)
                .boxed()
                .sorted(comparator)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static void check(double[] a, double[] b) {
        if (a.length != b.length || a.length < 2) {
            throw new IllegalArgumentException(
                    "Lists of %d and %d values have no rank correlation.".formatted(a.length, b.length));
        }
        if (Arrays.stream(a).anyMatch(Double::isNaN) || Arrays.stream(b).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException("A list to correlate has NaN.");
        }
    }
}
