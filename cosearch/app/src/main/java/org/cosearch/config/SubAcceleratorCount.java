package org.cosearch.config;

import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Default;
import org.cosearch.yaml.Description;

/**
 * How many sub-accelerators a chip has.
 *
 * @param min at least 1
 * @param max at least {@code min}
 */
public record SubAcceleratorCount(
        @Description("The fewest.") @Default("1") @Bounds(atLeast = 1, atMost = 4)
        int min,

        @Description("The most.") @Default("1") @Bounds(atLeast = 1, atMost = 4)
        int max) {

    public SubAcceleratorCount {
        if (min > max) {
            throw new IllegalArgumentException(
                    "the fewest sub-accelerators (%d) are more than the most (%d).\nMaybe swap min and max."
                            .formatted(min, max));
        }
    }

    /** Whether there may be more than one. */
    public boolean several() {
        return max > 1;
    }
}
