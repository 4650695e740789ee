package org.cosearch.latency.gp;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.latency.StorableLearner;
import org.cosearch.latency.data.SupportCheck;
import org.cosearch.latency.data.TrainingSet;
import org.cosearch.latency.encode.Encoding;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.LatencyPredictor;

/**
 * The default learner: a hierarchical Gaussian process over the latency of architectures.
 *
 * <p>Latency or its logarithm, whichever fits the sources better, is a sum of item costs. The costs of a new device have a Gaussian prior summed from components (see
 * {@link PriorComponents}): weighted costs of the source devices, costs per option and per item, costs that vary over
 * columns and options as the sources' do, and smooth functions of the work, where that is known. Hypotheses about the
 * components' scales are learned by leaving source devices out ({@link ScaleLearning}); given measurements of the new
 * device they are averaged by evidence, together with the strength of the prior and the scale of the Student-t noise.
 */
public final class GpMetaLearner implements StorableLearner {

    /** What bundles call this learner. */
    public static final String KIND = "gp";

    /** Fewer measurements say too little about the hypotheses. */
    private static final int FEW = 10;

    private final GpKnowledge knowledge;
    private final GpPrior prior;

    GpMetaLearner(GpKnowledge knowledge) {
        this.knowledge = knowledge;
        PriorComponents components = new PriorComponents(knowledge.statistics());
        this.prior = GpPrior.of(
                knowledge.link(),
                components.of(knowledge.functions()),
                knowledge.scales(),
                knowledge.functions(),
                knowledge.functions());
    }

    /** Learns from source devices. */
    public static GpMetaLearner train(TrainingSet set, RandomGenerator random) {
        return SourceStudy.of(set).gaussianProcess(random);
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws IOException if the stream ends early
     * @throws IllegalArgumentException if the numbers do not fit the space
     */
    public static GpMetaLearner read(DecisionSpace space, DataInput in) throws IOException {
        return new GpMetaLearner(GpKnowledge.read(Encoding.of(space), in));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        knowledge.write(out);
    }

    @Override
    public DecisionSpace space() {
        return knowledge.statistics().encoding().space();
    }

    /** The architectures whose latency is least certain; of those that a runtime may skip altogether at most one. */
    @Override
    public List<Architecture> suggest(
            List<Architecture> from, List<Architecture> measured, int count, RandomGenerator random) {
        return ActiveSampler.of(knowledge.statistics().encoding(), prior).choose(from, measured, count, random);
    }

    /** As {@link #suggest}, by the hypotheses that the measurements speak for. */
    @Override
    public List<Architecture> suggestNext(
            List<Architecture> from, List<LatencyMeasurement> measured, int count, RandomGenerator random) {
        if (measured.size() < FEW) {
            return StorableLearner.super.suggestNext(from, measured, count, random);
        }
        Encoding encoding = knowledge.statistics().encoding();
        List<Architecture> known =
                measured.stream().map(LatencyMeasurement::architecture).toList();
        return ActiveSampler.of(encoding, Posterior.belief(encoding, prior, measured))
                .choose(from, known, count, random);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if there are fewer than 2 measurements, one is of another space or all are equal
     */
    @Override
    public LatencyPredictor adapt(List<LatencyMeasurement> support, RandomGenerator random) {
        return Posterior.of(knowledge.statistics().encoding(), prior, support);
    }

    @Override
    public List<String> warnings(List<LatencyMeasurement> support) {
        return SupportCheck.warnings(
                support,
                knowledge.functions().stream()
                        .mapToDouble(SourceFunction::typicalMs)
                        .toArray());
    }
}
