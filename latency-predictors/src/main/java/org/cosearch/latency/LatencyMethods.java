package org.cosearch.latency;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.cosearch.latency.data.TrainingSet;
import org.cosearch.latency.gp.GpMetaLearner;
import org.cosearch.latency.gp.MacCount;
import org.cosearch.latency.gp.SourceStudy;
import org.cosearch.latency.meta.HelpLearner;
import org.cosearch.latency.meta.NasflatLearner;
import org.cosearch.latency.stack.StackedLearner;
import org.cosearch.predict.MetaLearner;

/** The latency methods by name. */
public final class LatencyMethods {

    private static final Map<String, LatencyMethod> METHODS = new TreeMap<>(Map.of(
            "flops", MacCount::train,
            "layer-table", (set, random) -> SourceStudy.of(set).layerTable(),
            "nearest-device", (set, random) -> SourceStudy.of(set).nearestDevice(),
            "ridge-transfer", (set, random) -> SourceStudy.of(set).ridgeTransfer(),
            "gp", GpMetaLearner::train,
            "help", HelpLearner::help,
            "maml", HelpLearner::maml,
            "meta-sgd", HelpLearner::metaSgd,
            "nasflat", NasflatLearner::train,
            "auto", LatencyMethods::auto));

    private LatencyMethods() {}

    /** The default learner with the two plain ones that win where the new device is the twin of a source. */
    private static MetaLearner auto(TrainingSet set, RandomGenerator random) {
        SourceStudy study = SourceStudy.of(set);
        return new StackedLearner(List.of(study.gaussianProcess(random), study.nearestDevice(), study.ridgeTransfer()));
    }

    /** Every method by name, in alphabetical order. */
    public static Map<String, LatencyMethod> all() {
        return Map.copyOf(METHODS);
    }

    /**
     * The method called {@code name}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static LatencyMethod named(String name) {
        LatencyMethod method = METHODS.get(name);
        if (method == null) {
            throw new IllegalArgumentException(
                    "There is no latency method (%s).%nMaybe one of %s.".formatted(name, METHODS.keySet()));
        }
        return method;
    }
}
