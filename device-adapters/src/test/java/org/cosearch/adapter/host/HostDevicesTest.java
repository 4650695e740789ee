package org.cosearch.adapter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.cosearch.adapter.child.Limits;
import org.cosearch.adapter.model.RandomWeights;
import org.cosearch.device.Device;
import org.cosearch.device.DeviceException;
import org.cosearch.device.DeviceSession;
import org.cosearch.device.Fault;
import org.cosearch.device.Prepared;
import org.cosearch.device.Property;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.workload.Activation;
import org.cosearch.workload.Conv2d;
import org.cosearch.workload.Multiply;
import org.cosearch.workload.Network;
import org.cosearch.workload.Padding;
import org.cosearch.workload.Pool;
import org.cosearch.workload.RandomNetworks;
import org.cosearch.workload.Shape;
import org.cosearch.workload.Size;
import org.cosearch.workload.Softmax;
import org.cosearch.workload.Weights;
import org.cosearch.workload.Zero;
import org.cosearch.workload.zoo.KnownNetwork;
import org.junit.jupiter.api.Test;

class HostDevicesTest {

    private static final Weights WEIGHTS = new RandomWeights(7);

    private static Device onnxRuntime(Property... settings) {
        return HostDevices.onnxRuntime("ort", List.of(settings), network -> WEIGHTS, Limits.standard());
    }

    private static Device kernels(Property... settings) {
        return HostDevices.kernels("kernels", List.of(settings), network -> WEIGHTS, Limits.standard());
    }

    private static Property set(String name, Object value) {
        return new Property(name, String.valueOf(value));
    }

    private static float[] noise(int elements) {
        RandomGenerator random = new RandomStreams(3).stream(Purpose.MEASUREMENT);
        float[] values = new float[elements];
        for (int i = 0; i < elements; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static List<float[]> outputs(Device device, List<Network> networks)
            throws DeviceException, InterruptedException {
        List<float[]> outputs = new ArrayList<>();
        try (DeviceSession session = device.open()) {
            for (Network network : networks) {
                try (Prepared prepared = session.prepare(network)) {
                    outputs.add(prepared.infer(noise(prepared.inputElements())));
                }
            }
        }
        return outputs;
    }

    /** Every operation of the kernels, with strides, dilations, groups and borders that are all different. */
    private static Network everyOperation() {
        Conv2d uneven = new Conv2d(
                12, new Size(3, 2), new Size(2, 1), new Size(1, 2), new Padding.Explicit(2, 0, 1, 3), 3, true);
        return Network.builder("every", Shape.of(6, 17, 13))
                .layer(uneven)
                .batchNorm()
                .activation(Activation.Function.HARD_SWISH)
                .as("trunk")
                .layer(Conv2d.depthwise(12, 5).withBias())
                .activation(Activation.Function.SWISH)
                .as("deep")
                .globalAveragePool()
                .dense(12)
                .activation(Activation.Function.HARD_SIGMOID)
                .as("gate")
                .from("deep")
                .join(new Multiply(), "gate")
                .add("trunk", "trunk")
                .as("sum")
                .layer(new Zero())
                .concat("sum", "trunk")
                .layer(Pool.max(3, 2, Padding.SAME))
                .activation(Activation.Function.GELU)
                .layer(Pool.average(3, 1, Padding.symmetric(1)))
                .activation(Activation.Function.TANH)
                .activation(Activation.Function.RELU6)
                .pointwise(5)
                .activation(Activation.Function.SIGMOID)
                .flatten()
                .dense(9)
                .layer(new Softmax())
                .build();
    }

    private static List<Network> networks() {
        List<Network> networks = new ArrayList<>(List.of(everyOperation()));
        for (long seed = 0; seed < 30; seed++) {
            networks.add(RandomNetworks.network(new RandomStreams(seed).stream(Purpose.SAMPLING)));
        }
        return networks;
    }

    @Test
    void ownKernelsAndOnnxRuntimeComputeTheSame() throws DeviceException, InterruptedException {
        List<Network> networks = networks();
        List<float[]> expected = outputs(onnxRuntime(set("batch", 2), set("optimization", "none")), networks);
        assertSame(outputs(onnxRuntime(set("batch", 2), set("threads", 2)), networks), expected);
        assertSame(outputs(kernels(set("batch", 2), set("convolution", "direct")), networks), expected);
        assertSame(outputs(kernels(set("batch", 2), set("convolution", "im2col")), networks), expected);
    }

    /** Within 1e-4 of the largest output of the network. */
    private static void assertSame(List<float[]> actual, List<float[]> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int n = 0; n < expected.size(); n++) {
            float scale = 1;
            for (float value : expected.get(n)) {
                scale = Math.max(scale, Math.abs(value));
            }
            assertThat(actual.get(n))
                    .as("network %d", n)
                    .containsExactly(expected.get(n), Offset.offset(1e-4f * scale));
        }
    }

    @Test
    void settingsAreAppliedAndReadBack() throws DeviceException, InterruptedException {
        try (DeviceSession session = onnxRuntime(set("threads", 2), set("batch", 4), set("processors", 0))
                .open()) {
            assertThat(session.batch()).isEqualTo(4);
            assertThat(session.facts())
                    .contains(set("threads", 2), set("batch", 4), set("processors", 0), set("optimization", "all"));
        }
        try (DeviceSession session =
                kernels(set("cpu", 0), set("convolution", "direct")).open()) {
            assertThat(session.facts()).contains(set("cpu", 0), set("convolution", "direct"), set("batch", 1));
        }
    }

    @Test
    void aSettingThatCannotBeAppliedIsRefused() {
        for (Device device : List.of(
                onnxRuntime(set("optimization", "much")),
                onnxRuntime(set("treads", 2)),
                kernels(set("cpu", 1000)),
                kernels(set("convolution", "winograd")),
                kernels(set("batch", 0)))) {
            assertThatThrownBy(device::open)
                    .isInstanceOfSatisfying(
                            DeviceException.class,
                            e -> assertThat(e.fault()).as(e.getMessage()).isEqualTo(Fault.REFUSED));
        }
    }

    @Test
    void aLayerThatTheKernelsDoNotHaveIsNamed() throws DeviceException, InterruptedException {
        Network network = KnownNetwork.UNET_SMALL.network();
        try (DeviceSession session = kernels().open()) {
            assertThatThrownBy(() -> session.prepare(network))
                    .hasMessageContaining("have no transposed_conv")
                    .hasMessageContaining("Maybe measure it with ONNX Runtime");
        }
    }

    @Test
    void theKernelsCountTheirProcessorTime() throws DeviceException, InterruptedException {
        try (DeviceSession session = kernels().open();
                Prepared prepared = session.prepare(everyOperation())) {
            assertThat(prepared.counter("cpu_nanos")).isEmpty();
            prepared.run(50);
            assertThat(prepared.counter("cpu_nanos").orElseThrow()).isPositive();
            assertThat(prepared.counter("energy_joules")).isEmpty();
        }
    }

    @Test
    void moreWorkTakesMoreTime() throws DeviceException, InterruptedException {
        for (Device device : List.of(kernels(), kernels(set("convolution", "direct")), onnxRuntime())) {
            try (DeviceSession session = device.open()) {
                long little = fastest(session, 8);
                long much = fastest(session, 64);
                assertThat(much).as(device.info().toString()).isGreaterThan(4 * little);
            }
        }
    }

    private static long fastest(DeviceSession session, int channels) throws DeviceException, InterruptedException {
        Network network = Network.builder("wide", Shape.of(channels, 32, 32))
                .conv(channels, 3)
                .build();
        try (Prepared prepared = session.prepare(network)) {
            long fastest = Long.MAX_VALUE;
            for (long nanos : prepared.run(20)) {
                fastest = Math.min(fastest, nanos);
            }
            return fastest;
        }
    }
}
