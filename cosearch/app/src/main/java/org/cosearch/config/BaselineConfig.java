package org.cosearch.config;

import java.util.List;
import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Default;
import org.cosearch.yaml.Description;

/** What a run is compared with at the same number of evaluations and of networks. */
public record BaselineConfig(
        @Description("The searches that the run is compared with.") @Default("[random]")
        List<Strategy> strategies,

        @Description("How often each is run, each time with another seed.")
        @Default("5")
        @Bounds(atLeast = 1, atMost = 1000)
        int seeds) {

    /** How designs are proposed that the run is compared with. */
    public enum Strategy {
        /** Independent random designs. */
        RANDOM,
        /** The networks are chosen without the chip, then the chip for them. */
        NETWORK_FIRST,
        /** The chip is chosen for typical networks, then the networks for it. */
        CHIP_FIRST;

        /** Whether networks and chip are chosen one after the other. */
        public boolean successive() {
            return this != RANDOM;
        }
    }

    public BaselineConfig {
        strategies = List.copyOf(strategies);
        Lists.requireSome("strategies", strategies);
        Lists.requireDistinct("strategies", strategies);
    }

    /** Whether the run is compared with a successive search. */
    public boolean successive() {
        return strategies.stream().anyMatch(Strategy::successive);
    }
}
