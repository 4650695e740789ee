package org.cosearch.accelerator.schedule;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One inference of a network: its layers in an order in which each comes after its predecessors.
 *
 * @param network its name, unique within a problem
 * @param layers at least one
 */
public record NetworkJob(String network, List<LayerTask> layers) {

    public NetworkJob {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("Network (%s) has no layers to schedule.".formatted(network));
        }
        Set<String> names = new HashSet<>();
        for (int index = 0; index < layers.size(); index++) {
            LayerTask task = layers.get(index);
            if (!names.add(task.layer())) {
                throw new IllegalArgumentException(
                        "Network (%s) has two layers (%s).".formatted(network, task.layer()));
            }
            for (String fused : task.fused()) {
                if (!names.add(fused)) {
                    throw new IllegalArgumentException(
                            "Network (%s) has two layers (%s), one of them fused into layer (%s)."
                                    .formatted(network, fused, task.layer()));
                }
            }
            for (int predecessor : task.predecessors()) {
                if (predecessor < 0 || predecessor >= index) {
                    throw new IllegalArgumentException(
                            "Layer (%s) of network (%s) is number %d and has predecessor (%d), outside of 0 to %d."
                                            .formatted(task.layer(), network, index, predecessor, index - 1)
                                    + "\nMaybe list the layers in topological order.");
                }
            }
        }
    }

    /**
     * A network whose layers run one after the other in the order given, as NASAIC has it; predecessors that the tasks
     * name themselves are replaced.
     */
    public static NetworkJob chain(String network, List<LayerTask> layers) {
        return new NetworkJob(
                network,
                IntStream.range(0, layers.size())
                        .mapToObj(index -> new LayerTask(
                                layers.get(index).layer(),
                                index == 0 ? List.of() : List.of(index - 1),
                                layers.get(index).placements(),
                                layers.get(index).transfer(),
                                layers.get(index).fused()))
                        .toList());
    }
}
