package org.cosearch.predict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What has been learned from many devices, ready for a new one: support set in, predictor out. Immutable. */
public interface MetaLearner {

    /** The space of all architectures that go in. */
    DecisionSpace space();

    /**
     * The architectures to measure next on a new device, most telling first, none twice. No latency of the device is
     * known; the default draws at random.
     *
     * @param from what to choose among
     * @param measured what is measured already, or will be
     * @param count how many, at most as many as {@code from} has beside {@code measured}
     */
    default List<Architecture> suggest(
            List<Architecture> from, List<Architecture> measured, int count, RandomGenerator random) {
        Set<Architecture> open = new LinkedHashSet<>(from);
        measured.forEach(open::remove);
        if (count > open.size()) {
            throw new IllegalArgumentException(
                    "%d architectures cannot be chosen from %d.".formatted(count, open.size()));
        }
        List<Architecture> left = new ArrayList<>(open);
        for (int i = 0; i < count; i++) {
            Collections.swap(left, i, random.nextInt(i, left.size()));
        }
        return List.copyOf(left.subList(0, count));
    }

    /**
     * The architectures to measure next, now that some are measured; the default looks at no latency.
     *
     * @param from what to choose among
     * @param count how many, at most as many as {@code from} has beside those measured
     */
    default List<Architecture> suggestNext(
            List<Architecture> from, List<LatencyMeasurement> measured, int count, RandomGenerator random) {
        return suggest(
                from, measured.stream().map(LatencyMeasurement::architecture).toList(), count, random);
    }

    /**
     * A predictor for the device on which {@code support} was measured.
     *
     * @param support of this learner's space; how many are needed depends on the learner
     * @param random for learners that draw; the same generator state gives the same predictor
     * @throws IllegalArgumentException if the measurements are too few, of another space or all equal
     */
    LatencyPredictor adapt(List<LatencyMeasurement> support, RandomGenerator random);
}
