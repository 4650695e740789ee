package org.cosearch.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cosearch.codesign.Design;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.ChipCost;
import org.cosearch.hardware.ChipCost.LayerRun;
import org.cosearch.hardware.ChipCostModel;
import org.cosearch.hardware.LayerCost;
import org.cosearch.hardware.NetworkCost;
import org.cosearch.hardware.NetworkCostModel;
import org.cosearch.report.DesignSheet;
import org.cosearch.workload.Network;
import org.cosearch.workload.Node;

/** Which layer of a design runs on which sub-accelerator, and when. */
record DesignSchedule(Design design, ChipCost.Costed cost) {

    /**
     * A layer and where it runs.
     *
     * @param subAccelerator its name; that of the layer which it is a part of where it has no cost of its own
     */
    record Placed(LayerCost cost, String subAccelerator) {}

    /** The schedule of a design that fits its chip. */
    static DesignSchedule of(Design design, ChipCostModel costs) {
        if (!(costs.cost(design.networks(), design.chip()) instanceof ChipCost.Costed costed)) {
            throw new IllegalStateException("A design of the front does not fit its chip.");
        }
        return new DesignSchedule(design, costed);
    }

    /** The sub-accelerator that a layer of the network at that place runs on; that of the layer which it is a part of. */
    private List<Integer> places(int place) {
        Map<String, Integer> runs = new HashMap<>();
        for (LayerRun run : cost.runs()) {
            if (run.network() == place) {
                runs.put(run.layer(), run.subAccelerator());
            }
        }
        List<Integer> places = new ArrayList<>();
        for (Node node : design.networks().get(place).nodes()) {
            int inherited =
                    node.inputs().isEmpty() ? 0 : places.get(node.inputs().get(0));
            places.add(runs.getOrDefault(node.name(), inherited));
        }
        return places;
    }

    /** The layers of the network at that place, in its order, each as it is on the sub-accelerator that runs it. */
    List<Placed> layers(int place, NetworkCostModel costs) {
        Network network = design.networks().get(place);
        List<Integer> places = places(place);
        List<String> names = design.chip().names();
        List<NetworkCost> columns = design.chip().subAccelerators().stream()
                .map(sub -> costs.cost(network, sub))
                .toList();
        List<Placed> layers = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            int sub = places.get(i);
            LayerCost layer = columns.get(sub) instanceof NetworkCost.Costed costed
                    ? costed.layers().get(i)
                    : alone(
                            network.nodes().get(i),
                            design.chip().subAccelerators().get(sub),
                            costs);
            layers.add(new Placed(layer, names.get(sub)));
        }
        return layers;
    }

    /** The cost of a layer on a sub-accelerator that other layers of its network do not fit. */
    private static LayerCost alone(Node node, Accelerator accelerator, NetworkCostModel costs) {
        NetworkCost.Costed cost = (NetworkCost.Costed) costs.cost(node.alone(), accelerator);
        return cost.layers().get(node.inputs().size());
    }

    /** The sub-accelerator that runs each node of the network at that place, in its order. */
    List<Accelerator> accelerators(int place) {
        return places(place).stream()
                .map(sub -> design.chip().subAccelerators().get(sub))
                .toList();
    }

    /** The runs of layers as a table, with a line of heads. */
    String csv(List<String> tasks) {
        List<String> names = design.chip().names();
        StringBuilder text = new StringBuilder("network,layer,sub_accelerator,start_cycle,end_cycle,energy_pj\n");
        for (LayerRun run : cost.runs()) {
            text.append("%s,%s,%s,%d,%d,%s\n"
                    .formatted(
                            tasks.get(run.network()),
                            run.layer(),
                            names.get(run.subAccelerator()),
                            run.startCycle(),
                            run.endCycle(),
                            run.energyPicojoules()));
        }
        return text.toString();
    }

    /** The bars of a chart; none where one network runs layer after layer on one accelerator. */
    List<DesignSheet.ScheduledLayer> chart(List<String> tasks) {
        if (tasks.size() == 1 && design.chip().subAccelerators().size() == 1) {
            return List.of();
        }
        List<String> names = design.chip().names();
        double cyclesPerMs = cost.clockMegahertz() * 1e3;
        return cost.runs().stream()
                .map(run -> new DesignSheet.ScheduledLayer(
                        tasks.get(run.network()),
                        run.layer(),
                        names.get(run.subAccelerator()),
                        run.startCycle() / cyclesPerMs,
                        run.endCycle() / cyclesPerMs))
                .toList();
    }
}
