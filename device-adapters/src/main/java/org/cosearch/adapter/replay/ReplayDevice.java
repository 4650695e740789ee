package org.cosearch.adapter.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.cosearch.device.Device;
import org.cosearch.device.DeviceException;
import org.cosearch.device.DeviceInfo;
import org.cosearch.device.DeviceSession;
import org.cosearch.device.Fault;
import org.cosearch.device.Measurement;
import org.cosearch.device.Prepared;
import org.cosearch.device.Property;
import org.cosearch.device.SessionSamples;
import org.cosearch.workload.Network;

/**
 * Recorded measurements, run again: the n-th session that is opened has the samples of the n-th recorded one, around
 * again after the last. Every run of a network takes what the next recorded sample says, around again likewise.
 *
 * <p>Networks are known by their names. It computes no outputs.
 */
public final class ReplayDevice implements Device {

    private final DeviceInfo info;
    private final Map<String, Measurement> recorded = new HashMap<>();
    private final AtomicInteger sessions = new AtomicInteger();

    /**
     * A device of what was recorded on one.
     *
     * @param measurements of one network each
     * @throws IllegalArgumentException if a network comes twice
     */
    public ReplayDevice(String name, List<Measurement> measurements) {
        this.info = new DeviceInfo(name, "replay", List.of());
        for (Measurement measurement : measurements) {
            if (recorded.put(measurement.network(), measurement) != null) {
                throw new IllegalArgumentException(
                        "Network %s was recorded twice for device %s.".formatted(measurement.network(), name));
            }
        }
    }

    @Override
    public DeviceInfo info() {
        return info;
    }

    @Override
    public DeviceSession open() {
        return new Session(sessions.getAndIncrement());
    }

    private final class Session implements DeviceSession {
        private final int number;

        Session(int number) {
            this.number = number;
        }

        @Override
        public List<Property> facts() {
            return List.of(new Property("device", info.name()), new Property("runtime", "replay"));
        }

        @Override
        public int batch() {
            return 1;
        }

        @Override
        public Prepared prepare(Network network) throws DeviceException {
            Measurement measurement = recorded.get(network.name());
            if (measurement == null) {
                throw new DeviceException(
                        Fault.REFUSED, "Nothing is recorded for network %s.".formatted(network.name()));
            }
            if (measurement instanceof Measurement.Failed failed) {
                throw new DeviceException(failed.fault(), failed.reason());
            }
            List<SessionSamples> all = ((Measurement.Taken) measurement).sessions();
            return new Loaded(
                    Math.toIntExact(network.inputs().get(0).output().elements()),
                    Math.toIntExact(network.output().output().elements()),
                    all.get(number % all.size()).samplesNanos());
        }

        @Override
        public void close() {}
    }

    private static final class Loaded implements Prepared {
        private final int inputElements;
        private final int outputElements;
        private final List<Double> samplesNanos;
        private int next;

        Loaded(int inputElements, int outputElements, List<Double> samplesNanos) {
            this.inputElements = inputElements;
            this.outputElements = outputElements;
            this.samplesNanos = samplesNanos;
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
            throw new DeviceException(Fault.REFUSED, "A recording computes no outputs.");
        }

        @Override
        public long[] run(int runs) {
            long[] times = new long[runs];
            for (int i = 0; i < runs; i++) {
                times[i] = Math.max(1, Math.round(samplesNanos.get(next)));
                next = (next + 1) % samplesNanos.size();
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
