package org.cosearch.latency.gp;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.latency.gp.PriorComponents.Component;

/**
 * What is believed of a new device before it is measured: the covariance of its item costs is a sum of parts, and
 * hypotheses differ in how much of each part there is.
 *
 * @param link the scale on which costs add up
 * @param parts covariances of item costs, {@code [part][item][item]}: the components, then one per source that may be a twin
 * @param hypotheses first those of the learned scales, then those of varied ones, then for each source that the device
 *     is its twin
 * @param learned how many of the hypotheses are those of the learned scales
 * @param logNoise mean of the logarithm of the noise's squared scale
 * @param logNoiseDeviation its standard deviation
 */
record GpPrior(
        Link link,
        List<double[][]> parts,
        List<Hypothesis> hypotheses,
        int learned,
        double logNoise,
        double logNoiseDeviation) {

    /**
     * One belief about the item costs of the device.
     *
     * @param amounts of the parts' covariances, at least 0, by part
     * @param logWeight logarithm of its probability up to a constant; the three kinds are equally probable
     */
    record Hypothesis(double[] amounts, double logWeight) {}

    /** A twin of a source differs from it as a related device differs from all sources, times this. */
    private static final double TWIN_DIFFERENCE = 0.3;

    /** Devices differ in noise by more than a few sources show. */
    private static final double SMALLEST_DEVIATION = 2;

    /**
     * @param scales learned and varied, of the components
     * @param twins sources that the device may be a twin of
     * @param sources whose noise says what noise to expect
     */
    static GpPrior of(
            Link link,
            List<Component> components,
            Scales scales,
            List<SourceFunction> twins,
            List<SourceFunction> sources) {
        List<double[][]> parts = new ArrayList<>();
        components.forEach(component -> parts.add(component.covariance()));
        twins.forEach(source -> parts.add(PriorComponents.outer(List.of(source.cost()))));
        List<Hypothesis> hypotheses = new ArrayList<>();
        for (List<double[]> kind : List.of(scales.learned(), scales.varied())) {
            for (double[] scale : kind) {
                double[] amounts = new double[parts.size()];
                for (int c = 0; c < scale.length; c++) {
                    amounts[c] = scale[c] * scale[c];
                }
                hypotheses.add(new Hypothesis(amounts, -Math.log(kind.size())));
            }
        }
        double[] related = hypotheses.get(0).amounts();
        for (int twin = 0; twin < twins.size(); twin++) {
            double[] amounts = related.clone();
            for (int c = 0; c < amounts.length; c++) {
                amounts[c] *= TWIN_DIFFERENCE * TWIN_DIFFERENCE;
            }
            amounts[components.size() + twin] = 1;
            hypotheses.add(new Hypothesis(amounts, -Math.log(twins.size())));
        }
        double mean = 0;
        double squares = 0;
        for (SourceFunction source : sources) {
            double log = Math.log(source.noise());
            mean += log / sources.size();
            squares += log * log / sources.size();
        }
        double deviation = Math.sqrt(Math.max(0, squares - mean * mean));
        return new GpPrior(
                link, parts, hypotheses, scales.learned().size(), mean, Math.max(SMALLEST_DEVIATION, deviation));
    }

    /** The sum of the parts in these amounts. */
    double[][] covariance(double[] amounts) {
        int items = parts.get(0).length;
        double[][] sum = new double[items][items];
        for (int part = 0; part < amounts.length; part++) {
            if (amounts[part] > 0) {
                Dense.add(sum, amounts[part], parts.get(part));
            }
        }
        return sum;
    }

    /** The average over the hypotheses of the learned scales: what measurements are chosen by. */
    double[][] meanCovariance() {
        double[] mean = new double[parts.size()];
        for (Hypothesis hypothesis : hypotheses.subList(0, learned)) {
            for (int part = 0; part < mean.length; part++) {
                mean[part] += hypothesis.amounts()[part] / learned;
            }
        }
        return covariance(mean);
    }
}
