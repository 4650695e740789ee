package org.cosearch.latency.gp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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

    /** Weight of a hypothesis below which it is left out, and how many are kept at most. */
    private static final double NEGLIGIBLE = 1e-4;

    private static final int KEPT = 100;

    private static final int FEWEST = 2;

    private final Encoding encoding;
    private final GpPrior prior;
    private final SourceSample sample;

    private Posterior(Encoding encoding, GpPrior prior, List<LatencyMeasurement> support) {
        this.encoding = encoding;
        this.prior = prior;
        this.sample = SourceSample.of(encoding, support, prior.link());
    }

    /**
     * A belief with a strength and a noise, after the measurements.
     *
     * @param amounts of the prior's parts, the strength included
     * @param weight logarithm of its probability, up to a constant; a probability once it is normalised
     */
    private record Hypothesis(double[] amounts, StudentRegression fit, double noise, double weight) {}

    /**
     * The prior of a device, in one covariance, after a look at some measurements of it.
     *
     * @param covariance of item costs, not conditioned on the measurements
     * @param noise squared scale of the noise
     */
    record Belief(double[][] covariance, double noise) {}

    /** The hypotheses averaged by their evidence from {@code support}. */
    static Belief belief(Encoding encoding, GpPrior prior, List<LatencyMeasurement> support) {
        Posterior posterior = new Posterior(encoding, prior, support);
        double[] amounts = new double[prior.parts().size()];
        double logNoise = 0;
        for (Hypothesis hypothesis : posterior.hypotheses(new double[support.size()])) {
            for (int part = 0; part < amounts.length; part++) {
                amounts[part] += hypothesis.weight() * hypothesis.amounts()[part];
            }
            logNoise += hypothesis.weight() * Math.log(hypothesis.noise());
        }
        return new Belief(prior.covariance(amounts), Math.exp(logNoise));
    }

    static LatencyPredictor of(Encoding encoding, GpPrior prior, List<LatencyMeasurement> support) {
        int n = support.size();
        if (n < FEWEST) {
            throw new IllegalArgumentException(
                    "%d measurements are too few to calibrate; at least %d are needed.".formatted(n, FEWEST));
        }
        check(encoding, support);
        return new Posterior(encoding, prior, support).predictor(support);
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

    private LatencyPredictor predictor(List<LatencyMeasurement> support) {
        boolean whole = support.stream()
                .mapToDouble(LatencyMeasurement::latencyMs)
                .allMatch(latency -> latency == Math.rint(latency));
        double[] rounding = new double[support.size()];
        for (int i = 0; i < rounding.length; i++) {
            double latency = support.get(i).latencyMs();
            double relative = prior.link() == Link.SUM ? sample.typicalMs() : latency;
            rounding[i] = whole ? 1 / (12 * relative * relative) : 0;
        }
        return combine(hypotheses(rounding), SourceFit.median(rounding));
    }

    /** The hypotheses that matter, by falling probability. */
    private List<Hypothesis> hypotheses(double[] rounding) {
        List<double[][]> grams = prior.parts().stream()
                .map(part -> ItemRows.gram(part, sample.rows()))
                .toList();
        List<Hypothesis> hypotheses = new ArrayList<>();
        for (GpPrior.Hypothesis belief : prior.hypotheses()) {
            double[][] gram = new double[rounding.length][rounding.length];
            for (int part = 0; part < grams.size(); part++) {
                Dense.add(gram, belief.amounts()[part], grams.get(part));
            }
            for (double strength : STRENGTHS) {
                double[] amounts = Arrays.stream(belief.amounts())
                        .map(amount -> amount * strength * strength)
                        .toArray();
                double[][] k = covariance(gram, strength * strength);
                for (double deviation : NOISES) {
                    double noise = deviation * deviation;
                    StudentRegression fit = StudentRegression.fit(k, sample.values(), variance(noise, rounding));
                    double noiseDistance = (Math.log(noise) - prior.logNoise()) / prior.logNoiseDeviation();
                    double strengthDistance = Math.log(strength) / STRENGTH_DEVIATION;
                    double logWeight = belief.logWeight()
                            + fit.evidence()
                            - (noiseDistance * noiseDistance + strengthDistance * strengthDistance) / 2;
                    hypotheses.add(new Hypothesis(amounts, fit, noise, logWeight));
                }
            }
        }
        return normalised(hypotheses);
    }

    private static double[][] covariance(double[][] gram, double factor) {
        double[][] covariance = new double[gram.length][gram.length];
        for (int i = 0; i < gram.length; i++) {
            for (int j = 0; j < gram.length; j++) {
                covariance[i][j] = factor * gram[i][j] + LEVEL_VARIANCE;
            }
        }
        return covariance;
    }

    private double[] variance(double noise, double[] rounding) {
        double[] variance = new double[rounding.length];
        for (int i = 0; i < variance.length; i++) {
            double slope = sample.slopes()[i];
            variance[i] = noise * slope * slope + rounding[i];
        }
        return variance;
    }

    private static List<Hypothesis> normalised(List<Hypothesis> all) {
        double best = all.stream().mapToDouble(Hypothesis::weight).max().orElseThrow();
        List<Hypothesis> kept = all.stream()
                .filter(hypothesis -> hypothesis.weight() > best + Math.log(NEGLIGIBLE))
                .sorted(Comparator.comparingDouble(Hypothesis::weight).reversed())
                .limit(KEPT)
                .toList();
        double total = kept.stream()
                .mapToDouble(hypothesis -> Math.exp(hypothesis.weight() - best))
                .sum();
        return kept.stream()
                .map(hypothesis -> new Hypothesis(
                        hypothesis.amounts(),
                        hypothesis.fit(),
                        hypothesis.noise(),
                        Math.exp(hypothesis.weight() - best) / total))
                .toList();
    }

    private LatencyPredictor combine(List<Hypothesis> hypotheses, double rounding) {
        int items = encoding.itemCount();
        double[] mean = new double[items + 1];
        double[] amounts = new double[prior.parts().size()];
        double noise = 0;
        for (Hypothesis hypothesis : hypotheses) {
            noise += hypothesis.weight() * hypothesis.noise();
            for (int part = 0; part < amounts.length; part++) {
                amounts[part] += hypothesis.weight() * hypothesis.amounts()[part];
            }
        }
        double[][] second = new double[items + 1][items + 1];
        double[][] covariance = prior.covariance(amounts);
        for (int i = 0; i < items; i++) {
            System.arraycopy(covariance[i], 0, second[i], 0, items);
        }
        second[items][items] = LEVEL_VARIANCE + NORMAL_VARIANCE * rounding;
        double[][][] projected = projected();
        for (Hypothesis hypothesis : hypotheses) {
            addCosts(mean, second, hypothesis, cross(projected, hypothesis.amounts()));
        }
        for (int i = 0; i <= items; i++) {
            for (int j = 0; j <= items; j++) {
                second[i][j] -= mean[i] * mean[j];
            }
        }
        return new AdditivePredictor(encoding, prior.link(), sample.typicalMs(), mean, second, NORMAL_VARIANCE * noise);
    }

    /** Covariances of items with the measured sums by part, {@code [part][measurement][item]}. */
    private double[][][] projected() {
        double[][][] projected = new double[prior.parts().size()][sample.rows().length][];
        for (int part = 0; part < projected.length; part++) {
            for (int i = 0; i < sample.rows().length; i++) {
                projected[part][i] = ItemRows.project(prior.parts().get(part), sample.rows()[i]);
            }
        }
        return projected;
    }

    /** Covariances of items, and of the level as the last, with the measured values, {@code [item][measurement]}. */
    private double[][] cross(double[][][] projected, double[] amounts) {
        int items = encoding.itemCount();
        double[][] cross = new double[items + 1][sample.rows().length];
        for (int part = 0; part < amounts.length; part++) {
            for (int i = 0; i < sample.rows().length && amounts[part] > 0; i++) {
                double[] row = projected[part][i];
                for (int item = 0; item < items; item++) {
                    cross[item][i] += amounts[part] * row[item];
                }
            }
        }
        Arrays.fill(cross[items], LEVEL_VARIANCE);
        return cross;
    }

    /** Adds a hypothesis' posterior mean of the costs, and what measurements change of their second moment. */
    private static void addCosts(double[] mean, double[][] second, Hypothesis hypothesis, double[][] cross) {
        double weight = hypothesis.weight();
        double[] own = new double[mean.length];
        for (int item = 0; item < own.length; item++) {
            own[item] = Dense.dot(cross[item], hypothesis.fit().weights());
            mean[item] += weight * own[item];
            Dense.solveLower(hypothesis.fit().factor(), cross[item]);
        }
        for (int a = 0; a < own.length; a++) {
            for (int b = 0; b <= a; b++) {
                double change = weight * (own[a] * own[b] - Dense.dot(cross[a], cross[b]));
                second[a][b] += change;
                if (b < a) {
                    second[b][a] += change;
                }
            }
        }
    }
}
