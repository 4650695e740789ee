package org.cosearch.adapter.simulated;

import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.cosearch.device.Device;
import org.cosearch.device.DeviceException;
import org.cosearch.device.DeviceInfo;
import org.cosearch.device.DeviceSession;
import org.cosearch.device.Fault;
import org.cosearch.device.Prepared;
import org.cosearch.device.Property;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.workload.Network;

/**
 * A latency model as a device, such as HELP's ASIC-Eyeriss. It computes no outputs.
 *
 * <p>The n-th session that is opened draws its noise from the n-th stream of the seed, so the same calls give the same
 * times.
 */
public final class SimulatedDevice implements Device {

    private final DeviceInfo info;
    private final LatencyModel model;
    private final Noise noise;
    private final RandomStreams streams;
    private final AtomicLong sessions = new AtomicLong();

    /** @param seed of the noise */
    public SimulatedDevice(String name, LatencyModel model, Noise noise, long seed) {
        this.info = new DeviceInfo(name, "simulated", List.of());
        this.model = model;
        this.noise = noise;
        this.streams = new RandomStreams(seed);
    }

    @Override
    public DeviceInfo info() {
        return info;
    }

    @Override
    public DeviceSession open() {
        return new Session(streams.stream(Purpose.MEASUREMENT, sessions.getAndIncrement()));
    }

    private final class Session implements DeviceSession {
        private final RandomGenerator random;
        private final double factor;

        Session(RandomGenerator random) {
            this.random = random;
            this.factor = 1 + noise.sessionPercent() / 100 * random.nextGaussian();
        }

        @Override
        public List<Property> facts() {
            return List.of(
                    new Property("device", info.name()),
                    new Property("runtime", "simulated"),
                    new Property("noise", noise.toString()));
        }

        @Override
        public int batch() {
            return 1;
        }

        @Override
        public Prepared prepare(Network network) throws DeviceException {
            return new Loaded(
                    Math.toIntExact(network.inputs().get(0).output().elements()),
                    Math.toIntExact(network.output().output().elements()),
                    model.latencyMs(network) * 1e6 * factor,
                    noise,
                    random);
        }

        @Override
        public void close() {}
    }

    private static final class Loaded implements Prepared {
        private final int inputElements;
        private final int outputElements;
        private final double nanos;
        private final Noise noise;
        private final RandomGenerator random;
        private double state;

        Loaded(int inputElements, int outputElements, double nanos, Noise noise, RandomGenerator random) {
            this.inputElements = inputElements;
            this.outputElements = outputElements;
            this.nanos = nanos;
            this.noise = noise;
            this.random = random;
            this.state = random.nextGaussian();
        }

        @Override
        public int inputElements() {
            return inputElements;
        }

        @Override
        public int outputElements() {
            return outputElements;
        }

        @Override
        public float[] infer(float[] input) throws DeviceException {
            throw new DeviceException(Fault.REFUSED, "A simulated device computes no outputs.");
        }

        @Override
        public long[] run(int runs) {
            long[] times = new long[runs];
            for (int i = 0; i < runs; i++) {
                double fresh = Math.sqrt(1 - noise.memory() * noise.memory()) * random.nextGaussian();
                state = noise.memory() * state + fresh;
                times[i] = Math.max(1, Math.round(nanos * (1 + noise.runPercent() / 100 * state)));
            }
            return times;
        }

        @Override
        public OptionalDouble counter(String name) {
            return OptionalDouble.empty();
        }

        @Override
        public void close() {}
    }
}
