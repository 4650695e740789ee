package org.cosearch.latency;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.cosearch.latency.data.TrainingSet;
import org.cosearch.latency.gp.ComponentBaseline;
import org.cosearch.latency.gp.GpMetaLearner;
import org.cosearch.latency.gp.MacCount;
import org.cosearch.latency.gp.NearestDevice;
import org.cosearch.latency.stack.StackedLearner;
import org.cosearch.predict.MetaLearner;

/** The latency methods by name. */
public final class LatencyMethods {

    private static final Map<String, LatencyMethod> METHODS = new TreeMap<>(Map.of(
            "flops", MacCount::train,
            "layer-table", ComponentBaseline::layerTable,
            "nearest-device", NearestDevice::train,
            "ridge-transfer", ComponentBaseline::ridgeTransfer,
            "gp", GpMetaLearner::train,
            "auto", LatencyMethods::auto));

    private LatencyMethods() {}

    /** The default learner with the two plain ones that win where the new device is the twin of a source. */
    private static MetaLearner auto(TrainingSet set, RandomGenerator random) {
        return new StackedLearner(List.of(
                GpMetaLearner.train(set, random),
                NearestDevice.train(set, random),
                ComponentBaseline.ridgeTransfer(set, random)));
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
