package org.cosearch.codesign;

import java.util.List;
import org.cosearch.hardware.Accelerator;
import org.cosearch.workload.Network;

/**
 * Networks and the accelerator that runs them: what a co-design run looks for.
 *
 * @param networks one for each task, in the order of the tasks; they run one after another
 * @param accelerator runs all of them
 */
public record Design(List<Network> networks, Accelerator accelerator) {
    public Design {
        networks = List.copyOf(networks);
        if (networks.isEmpty()) {
            throw new IllegalArgumentException("A design needs at least one network.");
        }
    }
}
