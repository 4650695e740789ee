package org.cosearch.latency.evaluate;

import java.util.Arrays;
import java.util.List;
import org.cosearch.predict.Architecture;

/**
 * A device that plays the role of a new one.
 *
 * @param device name
 * @param measured rows of the data set that are measured whatever the sampler says
 * @param pool rows among which the sampler chooses
 * @param chosen how many it chooses
 * @param test rows that are predicted
 */
record TargetTask(String device, int[] measured, int[] pool, int chosen, int[] test) {

    static List<Architecture> architectures(int[] rows, List<Architecture> all) {
        return Arrays.stream(rows).mapToObj(all::get).toList();
    }
}
