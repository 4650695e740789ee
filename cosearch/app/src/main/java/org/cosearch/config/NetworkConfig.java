package org.cosearch.config;

import java.util.Optional;
import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Default;
import org.cosearch.yaml.Description;

/** One network of a run: where it is searched, and how its accuracy is obtained. */
@Description("A network: its architecture space, its data and how its accuracy is obtained.")
public record NetworkConfig(
        @Description("Names the network in results; unique in the run.")
        String name,

        @Description(
                "The architecture space: a file of configs/spaces by its name, or a path relative to this file that"
                        + " ends in .yaml.")
        String space,

        @Description("The images to learn.") DatasetConfig dataset,
        @Description("How the accuracy is obtained.") AccuracyConfig accuracy,

        @Description("How the latency is obtained; without it by the accelerator's cost model.")
        Optional<LatencyConfig> latency,

        @Description("The share in the mean accuracy of several networks, relative to the others.")
        @Default("1.0")
        @Bounds(above = 0)
        double weight) {

    public NetworkConfig {
        PlainNames.require("name", name);
    }

    /** This network with another reference to its space file, and its data set and predictor elsewhere. */
    NetworkConfig with(String otherSpace, DatasetConfig otherDataset, Optional<LatencyConfig> otherLatency) {
        return new NetworkConfig(name, otherSpace, otherDataset, accuracy, otherLatency, weight);
    }
}
