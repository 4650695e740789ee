package org.cosearch.codesign;

import java.util.List;
import org.cosearch.hardware.Chip;
import org.cosearch.workload.Network;

/**
 * Networks and the chip that runs them: what a co-design run looks for.
 *
 * @param networks one for each task, in the order of the tasks
 * @param chip runs all of them
 */
public record Design(List<Network> networks, Chip chip) {
    public Design {
        networks = List.copyOf(networks);
        if (networks.isEmpty()) {
            throw new IllegalArgumentException("A design needs at least one network.");
        }
    }
}
