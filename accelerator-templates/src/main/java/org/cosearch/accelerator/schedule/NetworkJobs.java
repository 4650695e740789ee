package org.cosearch.accelerator.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cosearch.accelerator.schedule.Placement.CannotRun;
import org.cosearch.accelerator.schedule.Placement.Runs;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.LayerCost;
import org.cosearch.hardware.LayerCost.Treatment;
import org.cosearch.hardware.NetworkCost;
import org.cosearch.hardware.NetworkCostModel;
import org.cosearch.workload.Network;
import org.cosearch.workload.Node;

/**
 * The scheduling problem of networks on the sub-accelerators of a chip, with the costs of a model.
 *
 * <p>The predecessors of a layer are the layers whose outputs it reads. Layers that the model fuses into others (activation
 * functions, normalisations, concatenations, changes of shape) are no tasks: they take no cycles, on the sub-accelerator of
 * the layer that produces what they read, and whoever reads them waits for that layer. The network's inputs are in memory
 * from the first cycle on.
 *
 * <p>Safe for use by several threads if the model is.
 */
public final class NetworkJobs {

    private final NetworkCostModel costs;
    private final Interconnect interconnect;

    /**
     * Problems with these costs.
     *
     * @param costs of every layer on every sub-accelerator; a layer's must not depend on its neighbours in the network
     * @param interconnect what it costs if the producer of a layer's input ran on another sub-accelerator
     */
    public NetworkJobs(NetworkCostModel costs, Interconnect interconnect) {
        this.costs = costs;
        this.interconnect = interconnect;
    }

    /**
     * One inference of each network.
     *
     * @param networks at least one; of several with the same name, the second becomes {@code name-2}, and so on
     * @param subAccelerators at least one, all of one clock; named like the networks
     * @throws IllegalArgumentException if the clocks differ, or a network has no layer that costs anything
     */
    public ScheduleProblem problem(List<Network> networks, List<Accelerator> subAccelerators) {
        long clocks = subAccelerators.stream()
                .mapToDouble(Accelerator::clockMegahertz)
                .distinct()
                .count();
        if (clocks > 1) {
            throw new IllegalArgumentException("The sub-accelerators have different clocks: %s."
                    .formatted(subAccelerators.stream()
                            .map(sub -> "%s %s MHz".formatted(sub.name(), sub.clockMegahertz()))
                            .collect(Collectors.joining(", "))));
        }
        List<String> names = numbered(networks, Network::name);
        return new ScheduleProblem(
                numbered(subAccelerators, Accelerator::name),
                IntStream.range(0, networks.size())
                        .mapToObj(index -> job(names.get(index), networks.get(index), subAccelerators))
                        .toList());
    }

    private static <T> List<String> numbered(List<T> things, Function<T, String> name) {
        Map<String, Integer> seen = new HashMap<>();
        return things.stream()
                .map(name)
                .map(each -> {
                    int number = seen.merge(each, 1, Integer::sum);
                    return number == 1 ? each : each + "-" + number;
                })
                .toList();
    }

    private NetworkJob job(String name, Network network, List<Accelerator> subAccelerators) {
        List<List<LayerFigures>> columns =
                subAccelerators.stream().map(sub -> figures(network, sub)).toList();
        // [node]: the tasks that write what it writes, ascending: itself, or those that it is fused into
        List<List<Integer>> writers = new ArrayList<>();
        List<Draft> drafts = new ArrayList<>();
        for (int index = 0; index < network.nodes().size(); index++) {
            Node node = network.nodes().get(index);
            TreeSet<Integer> producers = new TreeSet<>();
            node.inputs().forEach(input -> producers.addAll(writers.get(input)));
            int at = index;
            List<LayerFigures> row =
                    columns.stream().map(column -> column.get(at)).toList();
            if (row.stream().anyMatch(LayerFigures::fused)) {
                writers.add(List.copyOf(producers));
                if (!producers.isEmpty()) {
                    drafts.get(producers.first()).fused.add(node.name());
                }
            } else {
                writers.add(List.of(drafts.size()));
                drafts.add(new Draft(node, List.copyOf(producers), row, new ArrayList<>()));
            }
        }
        return new NetworkJob(
                name, drafts.stream().map(draft -> draft.task(interconnect)).toList());
    }

    /** A task whose fused layers are still being found. */
    private record Draft(Node node, List<Integer> predecessors, List<LayerFigures> row, List<String> fused) {
        LayerTask task(Interconnect interconnect) {
            return new LayerTask(
                    node.name(),
                    predecessors,
                    row.stream().map(LayerFigures::placement).toList(),
                    interconnect.transfer(node.output().elements()),
                    fused);
        }
    }

    /** What a node costs on one sub-accelerator. */
    private record LayerFigures(Placement placement, boolean fused) {
        static LayerFigures of(LayerCost cost) {
            return new LayerFigures(
                    new Runs(cost.cycles(), cost.energyPicojoules()), cost.treatment() == Treatment.FUSED);
        }
    }

    /** One per node. A network that does not fit is costed again node by node, as most of them may. */
    private List<LayerFigures> figures(Network network, Accelerator accelerator) {
        return costs.cost(network, accelerator) instanceof NetworkCost.Costed costed
                ? costed.layers().stream().map(LayerFigures::of).toList()
                : network.nodes().stream()
                        .map(node -> figures(node, accelerator))
                        .toList();
    }

    private LayerFigures figures(Node node, Accelerator accelerator) {
        NetworkCost cost = costs.cost(node.alone(), accelerator);
        return cost instanceof NetworkCost.DoesNotFit misfit
                ? new LayerFigures(new CannotRun(misfit.reason()), false)
                : LayerFigures.of(
                        ((NetworkCost.Costed) cost).layers().get(node.inputs().size()));
    }
}
