package org.cosearch.latency.gp;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.latency.gp.PriorComponents.Component;

/**
 * What is believed of a new device before it is measured.
 *
 * @param link the scale on which costs add up
 * @param covariances of item costs by hypothesis, {@code [item][item]}
 * @param logNoise mean of the logarithm of the noise's squared scale
 * @param logNoiseDeviation its standard deviation
 */
record GpPrior(Link link, List<double[][]> covariances, double logNoise, double logNoiseDeviation) {

    /** Devices differ in noise by more than a few sources show. */
    private static final double SMALLEST_DEVIATION = 2;

    static GpPrior of(Link link, List<Component> components, List<double[]> scales, List<SourceFunction> sources) {
        List<double[][]> covariances = new ArrayList<>();
        int items = components.get(0).covariance().length;
        for (double[] hypothesis : scales) {
            double[][] sum = new double[items][items];
            for (int c = 0; c < hypothesis.length; c++) {
                Dense.add(sum, hypothesis[c] * hypothesis[c], components.get(c).covariance());
            }
            covariances.add(sum);
        }
        double mean = 0;
        double squares = 0;
        for (SourceFunction source : sources) {
            double log = Math.log(source.noise());
            mean += log / sources.size();
            squares += log * log / sources.size();
        }
        double deviation = Math.sqrt(Math.max(0, squares - mean * mean));
        return new GpPrior(link, covariances, mean, Math.max(SMALLEST_DEVIATION, deviation));
    }

    /** The average over hypotheses. */
    double[][] meanCovariance() {
        int items = covariances.get(0).length;
        double[][] mean = new double[items][items];
        for (double[][] covariance : covariances) {
            Dense.add(mean, 1.0 / covariances.size(), covariance);
        }
        return mean;
    }
}
