package org.cosearch.latency.gp;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.cosearch.latency.gp.PriorComponents.Component;

/**
 * The scales of the prior's components, by marginal likelihood with each source device left out in turn.
 *
 * <p>A new device may be a near relative of a source or nothing like any of them. So the scales are learned several
 * times: with all other sources as teachers, and with those alone whose correlation with the device left out is below a
 * cut. Each result is one hypothesis; the measurements of the new device weigh them.
 */
final class ScaleLearning {

    /** Largest correlation of a teacher with the device it teaches, by hypothesis. */
    private static final double[] CUTS = {1.01, 0.9, 0.7, 0.5};

    /** Measurements of each device left out. */
    private static final int MEASUREMENTS = 60;

    /** Measurements that count: the rest only steadies the estimate. */
    private static final double WEIGHT = 40;

    /** Standard deviation of the logarithm of a scale about its expectation. */
    private static final double SPREAD = 1.5;

    /** Standard deviation of relative latency for which {@link PriorComponents.Kind} expects its scales. */
    private static final double EXPECTED_DEVIATION = 0.12;

    /** Variance of the level. */
    private static final double LEVEL_VARIANCE = 0.05;

    private final ItemStatistics statistics;
    private final List<SourceFunction> functions;
    private final List<SourceSample> samples;

    /** @param functions fitted to {@code samples}, in the same order */
    ScaleLearning(ItemStatistics statistics, List<SourceFunction> functions, List<SourceSample> samples) {
        this.statistics = statistics;
        this.functions = functions;
        this.samples = samples;
    }

    private record Task(double[][][] grams, double[] y, double[] noise) {}

    /** Scales by hypothesis and component, at least one hypothesis. */
    List<double[]> learn(PriorComponents components, RandomGenerator random) {
        List<Component> all = components.of(functions);
        double[] expected = new double[all.size()];
        double deviation = SourceFit.median(functions.stream()
                .mapToDouble(function -> Math.sqrt(statistics.variance(function.cost())))
                .toArray());
        for (int i = 0; i < expected.length; i++) {
            expected[i] = Math.log(
                    Math.max(1e-3, deviation / EXPECTED_DEVIATION) * all.get(i).kind().expected);
        }
        List<double[]> hypotheses = new ArrayList<>();
        Set<List<List<Integer>>> seen = new LinkedHashSet<>();
        for (double cut : CUTS) {
            List<List<Integer>> teachers = teachers(cut);
            if (!seen.add(teachers)) {
                continue;
            }
            List<Task> tasks = new ArrayList<>();
            for (int device = 0; device < functions.size(); device++) {
                if (!teachers.get(device).isEmpty()) {
                    tasks.add(task(components, device, teachers.get(device), random));
                }
            }
            double[] logScales =
                    tasks.isEmpty() ? expected.clone() : Descent.minimise(expected, p -> cost(p, expected, tasks));
            double[] scales = new double[logScales.length];
            for (int i = 0; i < scales.length; i++) {
                scales[i] = Math.max(all.get(i).kind().smallest, Math.exp(logScales[i]));
            }
            hypotheses.add(scales);
        }
        return hypotheses;
    }

    private List<List<Integer>> teachers(double cut) {
        List<List<Integer>> teachers = new ArrayList<>();
        for (SourceFunction device : functions) {
            List<Integer> far = new ArrayList<>();
            for (int other = 0; other < functions.size(); other++) {
                if (functions.get(other) != device
                        && statistics.correlation(
                                        device.cost(), functions.get(other).cost())
                                < cut) {
                    far.add(other);
                }
            }
            teachers.add(far);
        }
        return teachers;
    }

    private Task task(PriorComponents components, int device, List<Integer> teachers, RandomGenerator random) {
        SourceSample sample = samples.get(device);
        SourceFunction function = functions.get(device);
        int n = Math.min(MEASUREMENTS, sample.rows().length);
        int[] chosen = random.ints(0, sample.rows().length).distinct().limit(n).toArray();
        int[][] rows = new int[n][];
        double[] y = new double[n];
        double[] noise = new double[n];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            rows[i] = sample.rows()[chosen[i]];
            double slope = sample.slopes()[chosen[i]];
            double limit = 2.5 * Math.sqrt(function.noise()) * slope;
            double fitted = function.level() + ItemRows.sum(function.cost(), rows[i]);
            double residual = sample.values()[chosen[i]] - fitted;
            y[i] = fitted + Math.max(-limit, Math.min(limit, residual));
            noise[i] = 1.2 * function.noise() * slope * slope + 1e-6;
            mean += y[i] / n;
        }
        for (int i = 0; i < n; i++) {
            y[i] -= mean;
        }
        List<Component> list =
                components.of(teachers.stream().map(functions::get).toList());
        double[][][] grams = new double[list.size()][][];
        for (int c = 0; c < grams.length; c++) {
            grams[c] = ItemRows.gram(list.get(c).covariance(), rows);
        }
        return new Task(grams, y, noise);
    }

    private static Descent.Point cost(double[] logScales, double[] expected, List<Task> tasks) {
        double value = 0;
        double[] gradient = new double[logScales.length];
        double[] squares = new double[logScales.length];
        for (int c = 0; c < gradient.length; c++) {
            double distance = (logScales[c] - expected[c]) / SPREAD;
            value += distance * distance / 2;
            gradient[c] = distance / SPREAD;
            squares[c] = Math.exp(2 * logScales[c]);
        }
        for (Task task : tasks) {
            int n = task.y().length;
            double[][] factor = new double[n][n];
            for (int c = 0; c < squares.length; c++) {
                Dense.add(factor, squares[c], task.grams()[c]);
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    factor[i][j] += LEVEL_VARIANCE;
                }
                factor[i][i] += task.noise()[i];
            }
            Dense.cholesky(factor);
            double[] alpha = Dense.solve(factor, task.y());
            double weight = Math.min(1, WEIGHT / n);
            value += weight * (0.5 * Dense.dot(task.y(), alpha) + 0.5 * Dense.logDeterminant(factor));
            double[][] slope = Dense.inverse(factor);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    slope[i][j] -= alpha[i] * alpha[j];
                }
            }
            for (int c = 0; c < squares.length; c++) {
                gradient[c] += weight * squares[c] * Dense.inner(slope, task.grams()[c]);
            }
        }
        return new Descent.Point(logScales, value, gradient);
    }
}
