package org.cosearch.adapter.host;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.cosearch.adapter.child.ChildDevice;
import org.cosearch.adapter.child.Limits;
import org.cosearch.adapter.engine.Properties;
import org.cosearch.adapter.model.PlanEncoder;
import org.cosearch.adapter.onnx.OnnxEncoder;
import org.cosearch.adapter.wire.EngineChoice;
import org.cosearch.device.Device;
import org.cosearch.device.DeviceInfo;
import org.cosearch.device.Property;
import org.cosearch.workload.Network;
import org.cosearch.workload.Weights;

/** The devices that need nothing but this machine and a shared library. Each is told the weights of every network. */
public final class HostDevices {

    private HostDevices() {}

    /**
     * Own C kernels on one thread.
     *
     * @param settings {@code convolution} (direct, im2col), {@code batch}, {@code cpu}
     */
    public static Device kernels(
            String name, List<Property> settings, Function<Network, Weights> weights, Limits limits) {
        return new ChildDevice(
                new DeviceInfo(name, "host-kernels", settings),
                new EngineChoice.NativeLibrary("cosearch_host"),
                (network, batch, facts) -> PlanEncoder.encode(network, weights.apply(network)),
                limits);
    }

    /**
     * ONNX Runtime on the processor.
     *
     * @param settings {@code threads}, {@code batch}, {@code optimization} (none, basic, extended, all),
     *     {@code processors} (such as {@code 0-1}), to which the whole process is pinned
     */
    public static Device onnxRuntime(
            String name, List<Property> settings, Function<Network, Weights> weights, Limits limits) {
        String processors = Properties.value(settings, "processors").orElse("any");
        return new ChildDevice(
                new DeviceInfo(name, "host-onnxruntime", settings),
                new EngineChoice.OnnxRuntime(),
                (network, batch, facts) -> OnnxEncoder.encode(network, weights.apply(network), batch),
                processors.equals("any") ? limits : limits.withProcessors(processors));
    }

    /** A device behind a shared library with the adapter interface, which is handed ONNX models. */
    public static Device library(
            String name, Path library, List<Property> settings, Function<Network, Weights> weights, Limits limits) {
        return new ChildDevice(
                new DeviceInfo(name, "native", settings),
                new EngineChoice.NativeLibrary(library.toAbsolutePath().toString()),
                (network, batch, facts) -> OnnxEncoder.encode(network, weights.apply(network), batch),
                limits);
    }
}
