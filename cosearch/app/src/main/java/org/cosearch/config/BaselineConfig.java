package org.cosearch.config;

import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Default;
import org.cosearch.yaml.Description;

/** What a run is compared with at the same number of evaluations. */
public record BaselineConfig(
        @Description("How the baseline proposes designs.") @Default("random")
        Strategy strategy,

        @Description("How often the baseline is run, each time with another seed.")
        @Default("5")
        @Bounds(atLeast = 1, atMost = 1000)
        int seeds) {

    /** How a baseline proposes designs. */
    public enum Strategy {
        /** Independent random designs. */
        RANDOM
    }
}
