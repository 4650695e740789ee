package org.cosearch.latency.gp;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.latency.gp.PriorComponents.Component;

/**
 * What is believed of a new device before it is measured.
 *
 * @param link the scale on which costs add up
 * @param hypotheses first those of the learned scales, then for each source that the device is its twin
 * @param learned how many of the hypotheses are those of the learned scales
 * @param logNoise mean of the logarithm of the noise's squared scale
 * @param logNoiseDeviation its standard deviation
 */
record GpPrior(Link link, List<Hypothesis> hypotheses, int learned, double logNoise, double logNoiseDeviation) {

    /**
     * One belief about the item costs of the device.
     *
     * @param covariance of item costs, {@code [item][item]}
     * @param logWeight logarithm of its probability
     */
    record Hypothesis(double[][] covariance, double logWeight) {}

    /** A twin of a source differs from it as a related device differs from all sources, times this. */
    private static final double TWIN_DIFFERENCE = 0.3;

    /** Devices differ in noise by more than a few sources show. */
    private static final double SMALLEST_DEVIATION = 2;

    static GpPrior of(Link link, List<Component> components, List<double[]> scales, List<SourceFunction> sources) {
        List<Hypothesis> hypotheses = new ArrayList<>();
        int items = components.get(0).covariance().length;
        for (double[] hypothesis : scales) {
            double[][] sum = new double[items][items];
            for (int c = 0; c < hypothesis.length; c++) {
                Dense.add(sum, hypothesis[c] * hypothesis[c], components.get(c).covariance());
            }
            hypotheses.add(new Hypothesis(sum, Math.log(0.5 / scales.size())));
        }
        double[][] related = hypotheses.get(0).covariance();
        for (SourceFunction source : sources) {
            double[][] twin = PriorComponents.outer(List.of(source.cost()));
            Dense.add(twin, TWIN_DIFFERENCE * TWIN_DIFFERENCE, related);
            hypotheses.add(new Hypothesis(twin, Math.log(0.5 / sources.size())));
        }
        double mean = 0;
        double squares = 0;
        for (SourceFunction source : sources) {
            double log = Math.log(source.noise());
            mean += log / sources.size();
            squares += log * log / sources.size();
        }
        double deviation = Math.sqrt(Math.max(0, squares - mean * mean));
        return new GpPrior(link, hypotheses, scales.size(), mean, Math.max(SMALLEST_DEVIATION, deviation));
    }

    /** The average over the hypotheses of the learned scales: what measurements are chosen by. */
    double[][] meanCovariance() {
        int items = hypotheses.get(0).covariance().length;
        double[][] mean = new double[items][items];
        for (Hypothesis hypothesis : hypotheses.subList(0, learned)) {
            Dense.add(mean, 1.0 / learned, hypothesis.covariance());
        }
        return mean;
    }
}
