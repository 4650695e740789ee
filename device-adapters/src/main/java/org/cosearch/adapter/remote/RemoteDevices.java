package org.cosearch.adapter.remote;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.cosearch.adapter.child.ChildDevice;
import org.cosearch.adapter.child.Limits;
import org.cosearch.adapter.engine.Model;
import org.cosearch.adapter.engine.Properties;
import org.cosearch.adapter.model.PlanEncoder;
import org.cosearch.adapter.onnx.OnnxEncoder;
import org.cosearch.adapter.wire.EngineChoice;
import org.cosearch.device.Device;
import org.cosearch.device.DeviceInfo;
import org.cosearch.device.Property;
import org.cosearch.device.Surroundings;
import org.cosearch.workload.Network;
import org.cosearch.workload.Weights;

/** Devices that agents lend. */
public final class RemoteDevices {

    /** More than an agent takes by itself, so that it is the agent who says what went wrong. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private RemoteDevices() {}

    /**
     * A device of an agent, which is handed models in a format that it has.
     *
     * @param name among the devices of a campaign
     * @param address of the agent, as in {@code lab-3:7070}
     * @param remoteName as the agent calls it
     */
    public static Device of(
            String name,
            String address,
            String remoteName,
            TlsFiles tls,
            Function<Network, Weights> weights,
            Duration limit) {
        Duration patient = limit.plus(GRACE);
        return new ChildDevice(
                new DeviceInfo(
                        name, "remote", List.of(new Property("agent", address), new Property("device", remoteName))),
                new EngineChoice.OnnxRuntime(), // the agent does not ask
                (network, batch, facts) -> encode(network, weights.apply(network), batch, facts),
                Limits.standard().withTime(patient),
                () -> RemoteConversation.start(name, address, remoteName, tls),
                Optional.of(Surroundings.unknown()));
    }

    private static Model encode(Network network, Weights weights, int batch, List<Property> facts) {
        String formats = Properties.value(facts, "formats").orElse(OnnxEncoder.FORMAT);
        List<String> all = List.of(formats.split("[, ]+"));
        return all.contains(PlanEncoder.FORMAT) && !all.contains(OnnxEncoder.FORMAT)
                ? PlanEncoder.encode(network, weights)
                : OnnxEncoder.encode(network, weights, batch);
    }
}
