package org.cosearch.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.cosearch.evaluate.Scores;

/**
 * What is known of one design beyond its figures: the layers of its networks, its accelerators, its schedule, its
 * trainings.
 *
 * @param trial id of the trial
 * @param accelerators one per sub-accelerator, or none if the networks run on a device
 * @param schedule what runs when; empty where layers run one after another on one accelerator
 * @param trainings possibly none
 */
public record DesignSheet(
        long trial,
        List<NetworkSheet> networks,
        List<AcceleratorSheet> accelerators,
        List<ScheduledLayer> schedule,
        List<TrainingSheet> trainings) {

    public DesignSheet {
        networks = List.copyOf(networks);
        accelerators = List.copyOf(accelerators);
        schedule = List.copyOf(schedule);
        trainings = List.copyOf(trainings);
    }

    /**
     * A network layer by layer.
     *
     * @param layers in the order of execution
     * @param totals of one inference; latency need not be the sum of the layers' where they overlap
     */
    public record NetworkSheet(String name, List<LayerRow> layers, Scores totals) {
        public NetworkSheet {
            layers = List.copyOf(layers);
        }
    }

    /**
     * One layer and what it costs in one inference.
     *
     * @param kind such as {@code conv2d}
     * @param input shapes as printed, such as {@code 16×28×28}
     * @param accelerator name of the sub-accelerator or device that runs it
     * @param utilization share of the PE cycles that compute, 0 to 1
     * @param boundBy what limits the latency, such as {@code compute} or {@code dram}
     * @param costedBy how the cost was obtained, such as {@code simulated: best of 1 200 mappings}
     */
    public record LayerRow(
            String layer,
            String kind,
            String input,
            String output,
            long parameters,
            long macs,
            double cycles,
            double latencyMs,
            double energyMillijoules,
            double utilization,
            String boundBy,
            String accelerator,
            String costedBy) {}

    /**
     * One accelerator level by level.
     *
     * @param facts such as template, PEs, clock, NoC bandwidth, technology, in the order to print them
     * @param levels from the outermost to the innermost
     * @param areaSquareMillimeters of the whole accelerator
     */
    public record AcceleratorSheet(String name, List<Fact> facts, List<LevelRow> levels, double areaSquareMillimeters) {
        public AcceleratorSheet {
            facts = List.copyOf(facts);
            levels = List.copyOf(levels);
        }
    }

    /**
     * One storage level.
     *
     * @param holds the tensors that it keeps, such as {@code weights, inputs}
     * @param capacityBytes of one instance; empty if unlimited
     * @param bytesPerCycle bandwidth of one instance; empty if unlimited
     * @param areaSquareMillimeters of all instances; empty if it is off the chip
     * @param readPicojoules per word
     * @param writePicojoules per word
     */
    public record LevelRow(
            String name,
            String holds,
            long instances,
            OptionalLong capacityBytes,
            OptionalDouble bytesPerCycle,
            OptionalDouble areaSquareMillimeters,
            int wordBits,
            double readPicojoules,
            double writePicojoules) {}

    /**
     * A layer at its place in time.
     *
     * @param network name of its network
     * @param accelerator name of the sub-accelerator that runs it
     * @param startMs from the common start of all networks, at least 0
     * @param endMs at least {@code startMs}
     */
    public record ScheduledLayer(String network, String layer, String accelerator, double startMs, double endMs) {}

    /**
     * One training of a network of the design.
     *
     * @param images seen, over all epochs
     * @param seconds of wall time
     * @param curve one point per epoch, in order
     */
    public record TrainingSheet(
            String network, String dataSet, int epochs, long images, double seconds, List<EpochPoint> curve) {
        public TrainingSheet {
            curve = List.copyOf(curve);
        }
    }

    /** The state of a training after so many epochs; the accuracy is on held-out data. */
    public record EpochPoint(int epochs, double loss, double accuracyPercent) {}
}
