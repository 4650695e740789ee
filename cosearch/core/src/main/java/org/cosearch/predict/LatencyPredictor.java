package org.cosearch.predict;

import java.util.List;

/** The latency of any network of a space on one device, predicted. Immutable, safe for use by several threads. */
@FunctionalInterface
public interface LatencyPredictor {

    /**
     * The latency of {@code architecture}.
     *
     * @throws IllegalArgumentException if the architecture is of another space
     */
    Prediction predict(Architecture architecture);

    /** The latencies of {@code architectures}, in their order. */
    default List<Prediction> predictAll(List<Architecture> architectures) {
        return architectures.stream().map(this::predict).toList();
    }
}
