package org.cosearch.adapter.simulated;

import org.cosearch.device.DeviceException;
import org.cosearch.device.Fault;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.NetworkCost;
import org.cosearch.hardware.NetworkCostModel;
import org.cosearch.workload.Network;

/** How long a run of a network takes by a model. Deterministic and safe for use by several threads. */
@FunctionalInterface
public interface LatencyModel {

    /**
     * Milliseconds of one run, above 0.
     *
     * @throws DeviceException with {@link Fault#REFUSED} if the device cannot run the network
     */
    double latencyMs(Network network) throws DeviceException;

    /** An accelerator by its cost model. */
    static LatencyModel of(NetworkCostModel costs, Accelerator accelerator) {
        return network -> {
            NetworkCost cost = costs.cost(network, accelerator);
            if (cost instanceof NetworkCost.DoesNotFit misfit) {
                throw new DeviceException(
                        Fault.REFUSED,
                        "Layer %s of network %s: %s".formatted(misfit.layer(), network.name(), misfit.reason()));
            }
            return ((NetworkCost.Costed) cost).latencyMs();
        };
    }
}
