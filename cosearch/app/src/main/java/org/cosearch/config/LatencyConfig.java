package org.cosearch.config;

import java.util.Optional;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Description;
import org.cosearch.yaml.Variants;

/** How the latency of a network is obtained, if not from the accelerator's cost model. */
@Variants("by")
public sealed interface LatencyConfig {

    /** A predictor that was calibrated for a device says how long the device takes for a network. */
    @Description("Predict the latency on a device that a predictor bundle was calibrated for.")
    record Predictor(
            @Description(
                    "The bundle, written by cosearch predictor calibrate: a path, absolute or relative to this file.")
            String bundle,

            @Description(
                    "The probability with which a design keeps a limit on its latency, such as 0.9; without it, the"
                            + " expected latency has to keep it.")
            @Bounds(atLeast = 0.5, below = 1)
            Optional<Double> confidence)
            implements LatencyConfig {

        @Override
        public LatencyConfig at(String otherBundle) {
            return new Predictor(otherBundle, confidence);
        }

        @Override
        public double deviations() {
            return confidence
                    .map(probability -> new NormalDistribution().inverseCumulativeProbability(probability))
                    .orElse(0.0);
        }
    }

    /** How many standard deviations of latency a design stays off a limit. */
    double deviations();

    /** This latency with its bundle elsewhere. */
    LatencyConfig at(String otherBundle);
}
