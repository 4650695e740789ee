package org.cosearch.latency.gp;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.latency.data.SourceMeasurements;

/**
 * All source devices fitted on one scale.
 *
 * @param functions by device
 * @param samples what they were fitted to, in the same order
 */
record SourceFits(Link link, List<SourceFunction> functions, List<SourceSample> samples) {

    /** The fits on the scale with more evidence, summed over devices. */
    static SourceFits best(ItemStatistics statistics, List<SourceMeasurements> sources) {
        SourceFit fit = new SourceFit(statistics);
        List<SourceFits> all = new ArrayList<>();
        double[] evidence = new double[Link.values().length];
        for (Link link : Link.values()) {
            List<SourceFunction> functions = new ArrayList<>();
            List<SourceSample> samples = new ArrayList<>();
            for (SourceMeasurements source : sources) {
                SourceSample sample = SourceSample.of(statistics.encoding(), source, link);
                SourceFit.Fitted fitted = fit.fit(source.device(), sample);
                samples.add(sample);
                functions.add(fitted.function());
                evidence[link.ordinal()] += fitted.evidence();
            }
            all.add(new SourceFits(link, functions, samples));
        }
        return all.get(evidence[Link.SUM.ordinal()] > evidence[Link.PRODUCT.ordinal()] ? 1 : 0);
    }
}
