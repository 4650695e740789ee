package org.cosearch.hardware;

import org.cosearch.workload.Network;

/** A model of the cost of a whole network. Implementations are deterministic and safe for use by several threads. */
@FunctionalInterface
public interface NetworkCostModel {

    /** The cost of one inference of {@code network} on {@code accelerator}. */
    NetworkCost cost(Network network, Accelerator accelerator);
}
