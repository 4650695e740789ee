package org.cosearch.latency.gp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.cosearch.latency.data.TrainingSet;
import org.cosearch.latency.encode.Encoding;
import org.cosearch.latency.gp.PriorComponents.Component;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.LatencyPredictor;
import org.cosearch.predict.MetaLearner;

/**
 * Baselines that use some components of the hierarchical prior alone, with one scale for all of them; the strength of
 * the prior is weighed by evidence as in the full model, and measurements are random.
 */
public final class ComponentBaseline implements MetaLearner {

    private final Encoding encoding;
    private final GpPrior prior;

    private ComponentBaseline(Encoding encoding, GpPrior prior) {
        this.encoding = encoding;
        this.prior = prior;
    }

    /** {@code layer-table}: a cost per option and per item, from the new device's measurements alone. */
    public static ComponentBaseline layerTable(TrainingSet set, RandomGenerator random) {
        return train(
                set,
                component ->
                        component.name().endsWith(" own") || component.name().endsWith(" shared"));
    }

    /** {@code ridge-transfer}: ridge regression on the functions of all source devices. */
    public static ComponentBaseline ridgeTransfer(TrainingSet set, RandomGenerator random) {
        return train(set, component -> component.kind() == PriorComponents.Kind.WEIGHTS);
    }

    private static ComponentBaseline train(TrainingSet set, Predicate<Component> kept) {
        Encoding encoding = Encoding.of(set.space());
        ItemStatistics statistics = ItemStatistics.of(encoding, ItemRows.of(encoding, set.candidates()));
        SourceFits fits = SourceFits.best(statistics, set.sources());
        List<Component> components = new ArrayList<>();
        for (Component component : new PriorComponents(statistics).of(fits.functions())) {
            if (kept.test(component)) {
                components.add(component);
            }
        }
        double deviation = SourceFit.median(fits.functions().stream()
                .mapToDouble(function -> Math.sqrt(statistics.variance(function.cost())))
                .toArray());
        double[] scales = new double[components.size()];
        Arrays.fill(scales, deviation / Math.sqrt(scales.length));
        Scales equal = new Scales(List.of(scales), List.of());
        return new ComponentBaseline(encoding, GpPrior.of(fits.link(), components, equal, List.of(), fits.functions()));
    }

    @Override
    public DecisionSpace space() {
        return encoding.space();
    }

    @Override
    public LatencyPredictor adapt(List<LatencyMeasurement> support, RandomGenerator random) {
        return Posterior.of(encoding, prior, support);
    }
}
