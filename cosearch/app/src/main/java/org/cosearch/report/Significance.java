package org.cosearch.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;
import org.cosearch.report.Convergence.Method;

/**
 * Whether one method reached another hypervolume than a second one.
 *
 * @param against the second method
 * @param p of the two-sided Mann–Whitney U test by the normal approximation, before any correction
 * @param holm the same after Holm's correction for all methods compared
 * @param better the share of pairs of seeds in which the first method has the larger one, ties counted half (A12 of
 *     Vargha and Delaney 2000)
 */
record Significance(Method against, double p, double holm, double better) {

    /** The first method against each of the others, in their order. */
    static List<Significance> of(Method method, List<Method> others) {
        double[] own = values(method);
        double[] p = others.stream()
                .mapToDouble(other -> new MannWhitneyUTest().mannWhitneyUTest(own, values(other)))
                .toArray();
        double[] holm = holm(p);
        List<Significance> all = new ArrayList<>();
        for (int i = 0; i < p.length; i++) {
            all.add(new Significance(others.get(i), p[i], holm[i], better(own, values(others.get(i)))));
        }
        return all;
    }

    private static double[] values(Method method) {
        return method.finals().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Holm 1979: the i-th smallest of m is multiplied by m − i, and none is below a smaller one. */
    static double[] holm(double[] p) {
        List<Integer> ascending = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .toList();
        double[] corrected = new double[p.length];
        double most = 0;
        for (int rank = 0; rank < p.length; rank++) {
            int i = ascending.get(rank);
            most = Math.max(most, Math.min(1, (p.length - rank) * p[i]));
            corrected[i] = most;
        }
        return corrected;
    }

    static double better(double[] own, double[] other) {
        double wins = 0;
        for (double a : own) {
            for (double b : other) {
                wins += a > b ? 1 : a == b ? 0.5 : 0;
            }
        }
        return wins / own.length / other.length;
    }

    /** Such as {@code random search: p 0.0122 (Holm 0.0244), A12 1}. */
    String text() {
        return String.format(
                Locale.ROOT,
                "%s: p %s (Holm %s), A12 %s",
                against.name(),
                Numbers.readable(p),
                Numbers.readable(holm),
                Numbers.readable(better));
    }
}
