package org.cosearch.latency.gp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.cosearch.latency.data.TrainingSet;
import org.cosearch.latency.encode.Encoding;
import org.cosearch.latency.gp.PriorComponents.Component;

/** The source devices of a training set, each fitted once: what all learners of this package begin from. */
public final class SourceStudy {

    private final ItemStatistics statistics;
    private final SourceFits fits;

    private SourceStudy(ItemStatistics statistics, SourceFits fits) {
        this.statistics = statistics;
        this.fits = fits;
    }

    /** Fits every source device. */
    public static SourceStudy of(TrainingSet set) {
        Encoding encoding = Encoding.of(set.space());
        ItemStatistics statistics = ItemStatistics.of(encoding, ItemRows.of(encoding, set.candidates()));
        return new SourceStudy(statistics, SourceFits.best(statistics, set.sources()));
    }

    /** {@code gp}: the hierarchical Gaussian process, its scales learned by leaving sources out. */
    public GpMetaLearner gaussianProcess(RandomGenerator random) {
        List<double[]> learned = new ScaleLearning(statistics, fits.functions(), fits.samples())
                .learn(new PriorComponents(statistics), random);
        return new GpMetaLearner(
                new GpKnowledge(statistics, fits.link(), fits.functions(), Scales.varying(learned, random)));
    }

    /** {@code nearest-device}: the source that correlates best, on a straight line. */
    public NearestDevice nearestDevice() {
        return new NearestDevice(statistics.encoding(), fits);
    }

    /** {@code layer-table}: a cost per option and per item, from the new device's measurements alone. */
    public ComponentBaseline layerTable() {
        return baseline(component ->
                component.name().endsWith(" own") || component.name().endsWith(" shared"));
    }

    /** {@code ridge-transfer}: ridge regression on the functions of all source devices. */
    public ComponentBaseline ridgeTransfer() {
        return baseline(component -> component.kind() == PriorComponents.Kind.WEIGHTS);
    }

    private ComponentBaseline baseline(Predicate<Component> kept) {
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
        return new ComponentBaseline(
                statistics.encoding(), GpPrior.of(fits.link(), components, equal, List.of(), fits.functions()));
    }
}
