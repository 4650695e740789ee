package org.cosearch.config;

import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Default;
import org.cosearch.yaml.Description;

/**
 * The counts min, min + step, … up to max.
 *
 * @param min positive
 * @param max at least {@code min}
 * @param step positive
 */
public record CountRange(
        @Description("The smallest count.") @Bounds(atLeast = 1)
        int min,

        @Description("What no count is above.") @Bounds(atLeast = 1)
        int max,

        @Description("The distance of neighbouring counts.") @Default("1") @Bounds(atLeast = 1)
        int step) {

    public CountRange {
        if (min < 1 || step < 1) {
            throw new IllegalArgumentException(
                    "the range from %d in steps of %d is not positive.".formatted(min, step));
        }
        if (min > max) {
            throw new IllegalArgumentException(
                    "the smallest count (%d) is above the largest (%d).\nMaybe swap min and max.".formatted(min, max));
        }
    }
}
