package org.cosearch.latency.gp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cosearch.latency.encode.Encoding;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.LatencyPredictor;

/** The prior after measurements: hypotheses averaged by evidence, then written as one mean and covariance of costs. */
final class Posterior {

    /** Factors on the prior's standard deviation, and the deviation of their logarithm. */
    private static final double[] STRENGTHS = {0.4, 1, 2.5};

    private static final double STRENGTH_DEVIATION = 0.9;

    /** Scales of the noise of log latency. */
    private static final double[] NOISES = {0.003, 0.006, 0.012, 0.024, 0.048, 0.096, 0.19, 0.38};

    /** Variance of the level about the median of the measurements. */
    private static final double LEVEL_VARIANCE = 1;

    /**
     * The variance of a normal distribution with the 90 % interval of a Student-t with four degrees of freedom and
     * scale 1: (2.132 / 1.645)².
     */
    private static final double NORMAL_VARIANCE = 1.68;

    /** Weight of a hypothesis below which it is left out. */
    private static final double NEGLIGIBLE = 1e-4;

    private static final int FEWEST = 2;

    private Posterior() {}

    /** A belief with a strength and a noise, after the measurements. */
    private record Hypothesis(
            double[][] covariance, double strength, StudentRegression fit, double noise, double logWeight) {}

    /**
     * The prior of a device, in one covariance, after a look at some measurements of it.
     *
     * @param covariance of item costs, not conditioned on the measurements
     * @param noise squared scale of the noise
     */
    record Belief(double[][] covariance, double noise) {}

    /** The hypotheses averaged by their evidence from {@code support}. */
    static Belief belief(Encoding encoding, GpPrior prior, List<LatencyMeasurement> support) {
        SourceSample sample = SourceSample.of(encoding, support, prior.link());
        List<Hypothesis> hypotheses = hypotheses(prior, sample, new double[support.size()]);
        double[] weights = weights(hypotheses);
        int items = encoding.itemCount();
        double[][] covariance = new double[items][items];
        double logNoise = 0;
        for (int k = 0; k < weights.length; k++) {
            Hypothesis hypothesis = hypotheses.get(k);
            if (weights[k] > NEGLIGIBLE) {
                Dense.add(covariance, weights[k] * hypothesis.strength(), hypothesis.covariance());
            }
            logNoise += weights[k] * Math.log(hypothesis.noise());
        }
        return new Belief(covariance, Math.exp(logNoise));
    }

    static LatencyPredictor of(Encoding encoding, GpPrior prior, List<LatencyMeasurement> support) {
        int n = support.size();
        if (n < FEWEST) {
            throw new IllegalArgumentException(
                    "%d measurements are too few to calibrate; at least %d are needed.".formatted(n, FEWEST));
        }
        check(encoding, support);
        SourceSample sample = SourceSample.of(encoding, support, prior.link());
        boolean whole = support.stream()
                .mapToDouble(LatencyMeasurement::latencyMs)
                .allMatch(latency -> latency == Math.rint(latency));
        double[] rounding = new double[n];
        for (int i = 0; i < n; i++) {
            double latency = support.get(i).latencyMs();
            double relative = prior.link() == Link.SUM ? sample.typicalMs() : latency;
            rounding[i] = whole ? 1 / (12 * relative * relative) : 0;
        }
        return combine(encoding, prior.link(), hypotheses(prior, sample, rounding), sample, SourceFit.median(rounding));
    }

    private static void check(Encoding encoding, List<LatencyMeasurement> support) {
        for (LatencyMeasurement measurement : support) {
            encoding.requireSpace(measurement.architecture());
        }
        double first = support.get(0).latencyMs();
        if (support.stream().allMatch(measurement -> measurement.latencyMs() == first)) {
            throw new IllegalArgumentException(("All %d measurements are %s ms; nothing can be learned from them."
                            + "%nMaybe the timer is too coarse, or one value was stored for every network.")
                    .formatted(support.size(), first));
        }
    }

    private static List<Hypothesis> hypotheses(GpPrior prior, SourceSample sample, double[] rounding) {
        int n = rounding.length;
        List<Hypothesis> hypotheses = new ArrayList<>();
        for (GpPrior.Hypothesis belief : prior.hypotheses()) {
            double[][] covariance = belief.covariance();
            double[][] gram = ItemRows.gram(covariance, sample.rows());
            for (double strength : STRENGTHS) {
                double[][] k = new double[n][n];
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        k[i][j] = strength * strength * gram[i][j] + LEVEL_VARIANCE;
                    }
                }
                for (double deviation : NOISES) {
                    double noise = deviation * deviation;
                    double[] variance = new double[n];
                    for (int i = 0; i < n; i++) {
                        double slope = sample.slopes()[i];
                        variance[i] = noise * slope * slope + rounding[i];
                    }
                    StudentRegression fit = StudentRegression.fit(k, sample.values(), variance);
                    double noiseDistance = (Math.log(noise) - prior.logNoise()) / prior.logNoiseDeviation();
                    double strengthDistance = Math.log(strength) / STRENGTH_DEVIATION;
                    double logWeight =
                            fit.evidence() - (noiseDistance * noiseDistance + strengthDistance * strengthDistance) / 2;
                    hypotheses.add(new Hypothesis(covariance, strength * strength, fit, noise, logWeight));
                }
            }
        }
        return hypotheses;
    }

    private static LatencyPredictor combine(
            Encoding encoding, Link link, List<Hypothesis> hypotheses, SourceSample sample, double rounding) {
        double[] weights = weights(hypotheses);
        int items = encoding.itemCount();
        double[] mean = new double[items + 1];
        double[][] second = new double[items + 1][items + 1];
        double noise = 0;
        for (int k = 0; k < weights.length; k++) {
            if (weights[k] > NEGLIGIBLE) {
                noise += weights[k] * hypotheses.get(k).noise();
                addCosts(mean, second, weights[k], hypotheses.get(k), sample.rows());
            }
        }
        for (int i = 0; i <= items; i++) {
            for (int j = 0; j <= items; j++) {
                second[i][j] -= mean[i] * mean[j];
            }
        }
        second[items][items] += NORMAL_VARIANCE * rounding;
        return new AdditivePredictor(encoding, link, sample.typicalMs(), mean, second, NORMAL_VARIANCE * noise);
    }

    private static double[] weights(List<Hypothesis> hypotheses) {
        double best =
                hypotheses.stream().mapToDouble(Hypothesis::logWeight).max().orElseThrow();
        double[] weights = hypotheses.stream()
                .mapToDouble(hypothesis -> Math.exp(hypothesis.logWeight() - best))
                .toArray();
        double total = Arrays.stream(weights).sum();
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= total;
        }
        return weights;
    }

    /** Adds a hypothesis' posterior mean of the costs and their second moment. */
    private static void addCosts(double[] mean, double[][] second, double weight, Hypothesis hypothesis, int[][] rows) {
        int items = mean.length - 1;
        int n = rows.length;
        double[][] cross = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] projected = ItemRows.project(hypothesis.covariance(), rows[i]);
            cross[i] = Arrays.copyOf(projected, items + 1);
            for (int item = 0; item < items; item++) {
                cross[i][item] *= hypothesis.strength();
            }
            cross[i][items] = LEVEL_VARIANCE;
        }
        double[] own = new double[items + 1];
        double[][] explained = new double[items + 1][n];
        for (int item = 0; item <= items; item++) {
            for (int i = 0; i < n; i++) {
                explained[item][i] = cross[i][item];
                own[item] += cross[i][item] * hypothesis.fit().weights()[i];
            }
            Dense.solveLower(hypothesis.fit().factor(), explained[item]);
            mean[item] += weight * own[item];
        }
        for (int a = 0; a <= items; a++) {
            for (int b = 0; b <= items; b++) {
                double covariance = a < items && b < items
                        ? hypothesis.strength() * hypothesis.covariance()[a][b]
                        : a == b ? LEVEL_VARIANCE : 0;
                second[a][b] += weight * (covariance - Dense.dot(explained[a], explained[b]) + own[a] * own[b]);
            }
        }
    }
}
