package org.cosearch.latency.data;

import java.util.List;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionSpace;

/**
 * What a learner may see before it meets a new device.
 *
 * @param space of all architectures
 * @param sources at least one
 * @param candidates architectures that may be measured or predicted, without latencies
 * @param references architectures that every device is measured on; empty where a protocol has none
 */
public record TrainingSet(
        DecisionSpace space,
        List<SourceMeasurements> sources,
        List<Architecture> candidates,
        List<Architecture> references) {

    public TrainingSet {
        sources = List.copyOf(sources);
        candidates = List.copyOf(candidates);
        references = List.copyOf(references);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("There is no source device to learn from.");
        }
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("There is no architecture in the pool of candidates.");
        }
    }
}
