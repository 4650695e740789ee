package org.cosearch.accelerator.schedule;

import java.util.List;

/**
 * A layer to be scheduled: what it waits for and what it costs on each sub-accelerator.
 *
 * @param layer its name, unique within its network
 * @param predecessors indices, within the network, of the layers that must end before this one starts; distinct, each
 *     smaller than its own
 * @param placements one per sub-accelerator, in the order of the problem's
 * @param transfer what moving its output costs
 * @param fused names, unique within the network, of layers that are carried out within this one: on its sub-accelerator,
 *     without cycles or energy of their own; whatever reads them has this layer as its predecessor
 */
public record LayerTask(
        String layer, List<Integer> predecessors, List<Placement> placements, Transfer transfer, List<String> fused) {

    public LayerTask {
        predecessors = List.copyOf(predecessors);
        placements = List.copyOf(placements);
        fused = List.copyOf(fused);
        if (predecessors.stream().distinct().count() < predecessors.size()) {
            throw new IllegalArgumentException(
                    "Layer (%s) names a predecessor twice: %s.".formatted(layer, predecessors));
        }
    }

    /** A layer with nothing fused into it. */
    public LayerTask(String layer, List<Integer> predecessors, List<Placement> placements, Transfer transfer) {
        this(layer, predecessors, placements, transfer, List.of());
    }

    /** A layer whose output costs nothing to move. */
    public LayerTask(String layer, List<Integer> predecessors, List<Placement> placements) {
        this(layer, predecessors, placements, Transfer.FREE);
    }
}
