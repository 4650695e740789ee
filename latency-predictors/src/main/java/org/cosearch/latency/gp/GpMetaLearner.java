package org.cosearch.latency.gp;

import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.latency.data.TrainingSet;
import org.cosearch.latency.encode.Encoding;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.LatencyPredictor;
import org.cosearch.predict.MetaLearner;

/**
 * The default learner: a hierarchical Gaussian process over the latency of architectures.
 *
 * <p>Latency or its logarithm, whichever fits the sources better, is a sum of item costs. The costs of a new device have a Gaussian prior summed from components (see
 * {@link PriorComponents}): weighted costs of the source devices, costs per option and per item, costs that vary over
 * columns and options as the sources' do, and smooth functions of the work, where that is known. Hypotheses about the
 * components' scales are learned by leaving source devices out ({@link ScaleLearning}); given measurements of the new
 * device they are averaged by evidence, together with the strength of the prior and the scale of the Student-t noise.
 */
public final class GpMetaLearner implements MetaLearner {

    private final Encoding encoding;
    private final List<SourceFunction> functions;
    private final List<double[]> scales;
    private final GpPrior prior;

    private GpMetaLearner(Encoding encoding, List<SourceFunction> functions, List<double[]> scales, GpPrior prior) {
        this.encoding = encoding;
        this.functions = functions;
        this.scales = scales;
        this.prior = prior;
    }

    /** Learns from source devices. */
    public static GpMetaLearner train(TrainingSet set, RandomGenerator random) {
        Encoding encoding = Encoding.of(set.space());
        ItemStatistics statistics = ItemStatistics.of(encoding, ItemRows.of(encoding, set.candidates()));
        SourceFits fits = SourceFits.best(statistics, set.sources());
        PriorComponents components = new PriorComponents(statistics);
        List<double[]> scales =
                new ScaleLearning(statistics, fits.functions(), fits.samples()).learn(components, random);
        GpPrior prior = GpPrior.of(fits.link(), components.of(fits.functions()), scales, fits.functions());
        return new GpMetaLearner(encoding, fits.functions(), scales, prior);
    }

    @Override
    public DecisionSpace space() {
        return encoding.space();
    }

    /** The architectures whose latency is least certain; of those that a runtime may skip altogether at most one. */
    @Override
    public List<Architecture> suggest(
            List<Architecture> from, List<Architecture> measured, int count, RandomGenerator random) {
        return new ActiveSampler(encoding, prior).choose(from, measured, count, random);
    }

    @Override
    public LatencyPredictor adapt(List<LatencyMeasurement> support, RandomGenerator random) {
        return Posterior.of(encoding, prior, support);
    }
}
