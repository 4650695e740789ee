package org.cosearch.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Default;
import org.cosearch.yaml.Description;
import org.cosearch.yaml.Name;
import org.cosearch.yaml.Variants;

/** A schedule file: networks to run once each on the sub-accelerators of a chip, and what their layers cost there. */
@Description("Networks to run once each on the sub-accelerators of a chip.")
@Variants("costs")
public sealed interface ScheduleConfig {

    /** The costs are in the file. */
    record Table(
            @Description("The names of the sub-accelerators.")
            List<String> subAccelerators,

            @Description("What runs on them, all from cycle 0 on.")
            List<TabulatedNetwork> networks)
            implements ScheduleConfig {

        public Table {
            subAccelerators = List.copyOf(subAccelerators);
            networks = List.copyOf(networks);
            Lists.requireSome("sub_accelerators", subAccelerators);
            Lists.requireDistinct("sub_accelerators", subAccelerators);
            Lists.requireSome("networks", networks);
        }
    }

    /** The costs are those of the cost model, layer by layer. */
    record Model(
            @Description("The chip: one to four accelerators of one clock.")
            List<SubAccelerator> subAccelerators,

            @Description("How an output gets to another sub-accelerator. Without it through the DRAM that all share,"
                    + " where every layer reads and writes anyway, for nothing more.")
            Optional<NetworkOnChip> networkOnChip,

            @Description("What runs on it, all from cycle 0 on.")
            List<ModelledNetwork> networks)
            implements ScheduleConfig {

        /** The most sub-accelerators of a chip. */
        static final int MOST = 4;

        public Model {
            subAccelerators = List.copyOf(subAccelerators);
            networks = List.copyOf(networks);
            Lists.requireSome("sub_accelerators", subAccelerators);
            Lists.requireSome("networks", networks);
            if (subAccelerators.size() > MOST) {
                throw new IllegalArgumentException(
                        "sub_accelerators has %d entries, more than %d".formatted(subAccelerators.size(), MOST));
            }
        }
    }

    /** A network with the costs of its layers. */
    @Description("A network with the costs of its layers.")
    record TabulatedNetwork(
            @Description("Unique in the file.") String name,

            @Description("In an order in which each comes after those that it waits for.")
            List<TabulatedLayer> layers) {

        public TabulatedNetwork {
            layers = List.copyOf(layers);
            Lists.requireSome("layers", layers);
        }
    }

    /** A layer with its costs. */
    @Description("A layer with its costs.")
    record TabulatedLayer(
            @Description("Unique in the network.") String name,

            @Description("The layers that end before this one starts. Without it the one before in the list.")
            Optional<List<String>> after,

            @Description("By sub-accelerator; it does not run on those that are left out.")
            Map<String, LayerCosts> costs,

            @Description("Moving its output to a layer on another sub-accelerator, once for each such layer.")
            @Default("{}")
            TransferCosts transfer,

            @Description("Layers that are part of this one: they take no cycles, on its sub-accelerator.")
            @Default("[]")
            List<String> fused) {}

    /** What a layer costs. */
    @Description("What a layer costs on one sub-accelerator.")
    record LayerCosts(
            @Description("From its first to its last.") @Bounds(atLeast = 0)
            long cycles,

            @Name("energy_pj") @Bounds(atLeast = 0) double energyPicojoules) {}

    /** What a transfer costs. */
    @Description("What moving an output costs.")
    record TransferCosts(
            @Description("Between the end of the layer and the start of the next.") @Default("0") @Bounds(atLeast = 0)
            long cycles,

            @Name("energy_pj") @Default("0") @Bounds(atLeast = 0)
            double energyPicojoules) {}

    /** A network whose layers are costed by the model. */
    @Description("A network to be costed.")
    record ModelledNetwork(
            @Description("Unique in the file.") String name,

            @Description("A published network such as resnet18, or the path, relative to this file, of one in JSON.")
            String network) {}

    /** An accelerator on the chip, with its share of processing elements, buffer and bandwidth. */
    @Description("An accelerator on the chip.")
    record SubAccelerator(
            @Description("Unique in the file.") String name,

            @Description("A file of configs/accelerators by its name, or a path relative to this file that ends in"
                    + " .yaml: a template or a fixed accelerator.")
            String accelerator,

            @Description("Parameters of a template; those left out are in the middle of their ranges.") @Default("{}")
            Map<String, Long> set,

            @Description("The technology of a template: a file of configs/technologies by its name, or a path relative"
                    + " to this file that ends in .yaml.")
            @Default("cmos-45nm")
            String technology) {}

    /** Wires between the memories of the sub-accelerators. */
    @Description("A network on the chip between sub-accelerators with memories of their own.")
    record NetworkOnChip(
            @Description("Of one transfer.") @Bounds(above = 0)
            double wordsPerCycle,

            @Description("Before the first word arrives.") @Default("0") @Bounds(atLeast = 0)
            long latencyCycles,

            @Name("energy_pj_per_word") @Default("0") @Bounds(atLeast = 0)
            double picojoulesPerWord) {}
}
