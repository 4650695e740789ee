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
 */
public record LayerTask(String layer, List<Integer> predecessors, List<Placement> placements, Transfer transfer) {

    public LayerTask {
        predecessors = List.copyOf(predecessors);
        placements = List.copyOf(placements);
        if (predecessors.stream().distinct().count() < predecessors.size()) {
            throw new IllegalArgumentException(
                    "Layer (%s) names a predecessor twice: %s.".formatted(layer, predecessors));
        }
    }

    /** A layer whose output costs nothing to move. */
    public LayerTask(String layer, List<Integer> predecessors, List<Placement> placements) {
        this(layer, predecessors, placements, Transfer.FREE);
    }
}
