package org.cosearch.hardware;

import java.util.List;
import org.cosearch.workload.Network;

/** A model of what several networks cost on one chip. Implementations are deterministic and safe for several threads. */
@FunctionalInterface
public interface ChipCostModel {

    /**
     * The cost of one inference of each network, all of which may start at once.
     *
     * @param networks at least one
     */
    ChipCost cost(List<Network> networks, Chip chip);

    /**
     * Chips of one sub-accelerator, on which the layers run one after another, network after network.
     *
     * @param costs of a network on an accelerator
     */
    static ChipCostModel oneByOne(NetworkCostModel costs) {
        return new OneByOne(costs);
    }
}
