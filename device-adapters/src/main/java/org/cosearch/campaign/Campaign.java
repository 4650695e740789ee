package org.cosearch.campaign;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cosearch.device.Device;
import org.cosearch.device.Protocol;
import org.cosearch.workload.Network;

/**
 * What is to be measured: every network on every device by one protocol.
 *
 * @param name under which measurements are kept
 * @param devices measured one after the other, names unique
 * @param networks names unique
 * @param anchors see {@link MeasurementHarness}
 * @param seed of the order within sessions
 */
public record Campaign(
        String name,
        List<Device> devices,
        List<Network> networks,
        List<Network> anchors,
        Protocol protocol,
        long seed) {

    public Campaign {
        devices = List.copyOf(devices);
        networks = List.copyOf(networks);
        anchors = List.copyOf(anchors);
        unique(
                name,
                "devices",
                devices.stream().map(device -> device.info().name()).toList());
        unique(name, "networks", networks.stream().map(Network::name).toList());
    }

    private static void unique(String campaign, String what, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(
                        "Campaign %s has two %s with the name %s.".formatted(campaign, what, name));
            }
        }
    }

    /** How many measurements it is made of. */
    public int size() {
        return devices.size() * networks.size();
    }
}
