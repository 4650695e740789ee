package org.cosearch.latency.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.LatencyPredictor;
import org.cosearch.predict.MetaLearner;
import org.cosearch.predict.Prediction;

/**
 * Method {@code auto}: learners averaged by their leave-one-out predictive density on the measurements of the new
 * device (pseudo Bayesian model averaging, Yao et al. 2018, section 3.4, without the bootstrap). The test set is never
 * looked at.
 */
public final class StackedLearner implements MetaLearner {

    /** Measurements left out at most; more of them are left out several at a time. */
    private static final int FOLDS = 5;

    /** Densities are taken with at least this deviation of log latency, so that no lucky hit decides. */
    private static final double SMALLEST_DEVIATION = 0.003;

    /**
     * How much likelier the first learner is held to be than each other before a measurement is seen: leaving out 20
     * measurements says little, and on sources left out the first one is hardly ever the worse.
     */
    private static final double FIRST = 20;

    private final List<MetaLearner> learners;

    /** @param learners of one space; the first one chooses the measurements and is believed until others do better */
    public StackedLearner(List<MetaLearner> learners) {
        this.learners = List.copyOf(learners);
        if (learners.isEmpty()) {
            throw new IllegalArgumentException("There is no learner to stack.");
        }
    }

    @Override
    public DecisionSpace space() {
        return learners.get(0).space();
    }

    @Override
    public List<Architecture> suggest(
            List<Architecture> from, List<Architecture> measured, int count, RandomGenerator random) {
        return learners.get(0).suggest(from, measured, count, random);
    }

    @Override
    public List<Architecture> suggestNext(
            List<Architecture> from, List<LatencyMeasurement> measured, int count, RandomGenerator random) {
        return learners.get(0).suggestNext(from, measured, count, random);
    }

    @Override
    public LatencyPredictor adapt(List<LatencyMeasurement> support, RandomGenerator random) {
        List<LatencyPredictor> predictors = new ArrayList<>();
        double[] logDensity = new double[learners.size()];
        for (int i = 0; i < logDensity.length; i++) {
            predictors.add(learners.get(i).adapt(support, random));
            logDensity[i] = leaveOut(learners.get(i), support, random) + (i == 0 ? Math.log(FIRST) : 0);
        }
        double best = Double.NEGATIVE_INFINITY;
        for (double value : logDensity) {
            best = Math.max(best, value);
        }
        double[] weights = new double[logDensity.length];
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp(logDensity[i] - best);
            total += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= total;
        }
        return architecture -> mixture(predictors, weights, architecture);
    }

    /** The log density of every measurement, predicted from those of the other folds. */
    private static double leaveOut(MetaLearner learner, List<LatencyMeasurement> support, RandomGenerator random) {
        int folds = Math.min(FOLDS, support.size());
        double sum = 0;
        for (int fold = 0; fold < folds; fold++) {
            List<LatencyMeasurement> kept = new ArrayList<>();
            List<LatencyMeasurement> left = new ArrayList<>();
            for (int i = 0; i < support.size(); i++) {
                (i % folds == fold ? left : kept).add(support.get(i));
            }
            LatencyPredictor predictor = learner.adapt(kept, random);
            for (LatencyMeasurement measurement : left) {
                sum += logDensity(predictor.predict(measurement.architecture()), measurement.latencyMs());
            }
        }
        return sum;
    }

    /** Student-t with four degrees of freedom in log latency, so that one outlier does not decide either. */
    private static double logDensity(Prediction prediction, double latencyMs) {
        double scale = Math.max(SMALLEST_DEVIATION, prediction.logDeviation());
        double distance = Math.log(latencyMs / prediction.medianMs()) / scale;
        return -2.5 * Math.log1p(distance * distance / 4) - Math.log(scale);
    }

    private static Prediction mixture(List<LatencyPredictor> predictors, double[] weights, Architecture architecture) {
        double mean = 0;
        double second = 0;
        for (int i = 0; i < weights.length; i++) {
            Prediction prediction = predictors.get(i).predict(architecture);
            double log = Math.log(prediction.medianMs());
            mean += weights[i] * log;
            second += weights[i] * (prediction.logDeviation() * prediction.logDeviation() + log * log);
        }
        return new Prediction(Math.exp(mean), Math.sqrt(Math.max(0, second - mean * mean)));
    }
}
