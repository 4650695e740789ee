package org.cosearch.latency.gp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.cosearch.latency.data.Shuffle;
import org.cosearch.latency.encode.Encoding;
import org.cosearch.predict.Architecture;

/**
 * Greedy choice of the architecture whose latency is least certain given those already chosen: D-optimal under the
 * prior, without a look at any latency of the new device.
 *
 * <p>Of architectures that a runtime may skip altogether at most one is chosen: one measurement says whether it does.
 */
final class ActiveSampler {

    private static final int CANDIDATES = 2_000;

    /** Few candidates are degenerate; so many of them stay in the draw. */
    private static final int DEGENERATE = 5;

    /** The noise expected of a new device, relative to the sources' geometric mean. */
    private static final double NOISE_FACTOR = 3;

    private static final double LEVEL_VARIANCE = 0.05;

    private final Encoding encoding;
    private final double[][] covariance;
    private final double noise;

    private ActiveSampler(Encoding encoding, double[][] covariance, double noise) {
        this.encoding = encoding;
        this.covariance = covariance;
        this.noise = noise;
    }

    /** A choice before any measurement. */
    static ActiveSampler of(Encoding encoding, GpPrior prior) {
        return new ActiveSampler(encoding, prior.meanCovariance(), NOISE_FACTOR * Math.exp(prior.logNoise()));
    }

    /** A choice after some measurements have said what kind of device it is. */
    static ActiveSampler of(Encoding encoding, Posterior.Belief belief) {
        return new ActiveSampler(encoding, belief.covariance(), belief.noise());
    }

    List<Architecture> choose(List<Architecture> from, List<Architecture> measured, int count, RandomGenerator random) {
        List<Architecture> pool = new ArrayList<>(measured);
        pool.addAll(drawn(from, Set.copyOf(measured), random));
        if (pool.size() - measured.size() < count) {
            throw new IllegalArgumentException(
                    "%d architectures cannot be chosen from %d.".formatted(count, pool.size() - measured.size()));
        }
        int[][] rows = ItemRows.of(encoding, pool);
        double[] variance = new double[rows.length];
        boolean[] open = new boolean[rows.length];
        boolean degenerateSeen = false;
        for (int i = 0; i < rows.length; i++) {
            variance[i] = ItemRows.form(covariance, rows[i], rows[i]) + LEVEL_VARIANCE;
            open[i] = i >= measured.size();
        }
        List<double[]> explained = new ArrayList<>();
        List<Architecture> chosen = new ArrayList<>();
        for (int step = 0; step < measured.size() + count; step++) {
            int next = step < measured.size() ? step : mostUncertain(variance, open);
            open[next] = false;
            if (step >= measured.size()) {
                chosen.add(pool.get(next));
            }
            if (encoding.degenerate(pool.get(next)) && !degenerateSeen) {
                degenerateSeen = true;
                for (int i = 0; i < open.length; i++) {
                    open[i] &= !encoding.degenerate(pool.get(i));
                }
            }
            condition(rows, variance, explained, next);
        }
        return chosen;
    }

    /** Conditions every variance on a measurement of row {@code next}: one step of a pivoted Cholesky factorisation. */
    private void condition(int[][] rows, double[] variance, List<double[]> explained, int next) {
        double[] projected = ItemRows.project(covariance, rows[next]);
        double[] column = new double[rows.length];
        double scale = 1 / Math.sqrt(variance[next] + noise);
        for (int i = 0; i < rows.length; i++) {
            double value = ItemRows.sum(projected, rows[i]) + LEVEL_VARIANCE;
            for (double[] earlier : explained) {
                value -= earlier[i] * earlier[next];
            }
            column[i] = value * scale;
        }
        for (int i = 0; i < rows.length; i++) {
            variance[i] -= column[i] * column[i];
        }
        explained.add(column);
    }

    private static int mostUncertain(double[] variance, boolean[] open) {
        int best = -1;
        for (int i = 0; i < variance.length; i++) {
            if (open[i] && (best < 0 || variance[i] > variance[best])) {
                best = i;
            }
        }
        return best;
    }

    /** Distinct candidates that are not measured, at most {@link #CANDIDATES}, in random order. */
    private List<Architecture> drawn(List<Architecture> from, Set<Architecture> measured, RandomGenerator random) {
        Set<Architecture> seen = new HashSet<>(measured);
        List<Architecture> drawn = new ArrayList<>();
        int degenerate = 0;
        int[] order = Shuffle.of(from.size(), random);
        for (int i : order) {
            Architecture candidate = from.get(i);
            if (drawn.size() >= CANDIDATES) {
                break;
            }
            boolean empty = encoding.degenerate(candidate);
            if (seen.contains(candidate) || empty && degenerate >= DEGENERATE) {
                continue;
            }
            degenerate += empty ? 1 : 0;
            seen.add(candidate);
            drawn.add(candidate);
        }
        return drawn;
    }
}
