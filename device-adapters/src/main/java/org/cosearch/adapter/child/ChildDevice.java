package org.cosearch.adapter.child;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cosearch.adapter.engine.Model;
import org.cosearch.adapter.engine.Properties;
import org.cosearch.adapter.machine.ThisMachine;
import org.cosearch.adapter.wire.Conversation;
import org.cosearch.adapter.wire.EngineChoice;
import org.cosearch.adapter.wire.Reply;
import org.cosearch.adapter.wire.Request;
import org.cosearch.device.Device;
import org.cosearch.device.DeviceException;
import org.cosearch.device.DeviceInfo;
import org.cosearch.device.DeviceSession;
import org.cosearch.device.Fault;
import org.cosearch.device.Prepared;
import org.cosearch.device.Property;
import org.cosearch.device.Surroundings;
import org.cosearch.workload.Network;

/** A device whose runtime is opened in a child process, a fresh one per session, here or elsewhere. */
public final class ChildDevice implements Device {

    private final DeviceInfo info;
    private final EngineChoice engine;
    private final Encoder encoder;
    private final Limits limits;
    private final Starter starter;
    private final Optional<Surroundings> machine;

    /** @param info whose settings are handed to the runtime */
    public ChildDevice(DeviceInfo info, EngineChoice engine, Encoder encoder, Limits limits) {
        this(info, engine, encoder, limits, () -> ChildProcess.start(info.name(), limits), Optional.empty());
    }

    /**
     * A device whose process is elsewhere.
     *
     * @param starter starts it
     * @param machine that it runs on; this one if empty
     */
    public ChildDevice(
            DeviceInfo info,
            EngineChoice engine,
            Encoder encoder,
            Limits limits,
            Starter starter,
            Optional<Surroundings> machine) {
        this.info = info;
        this.engine = engine;
        this.encoder = encoder;
        this.limits = limits;
        this.starter = starter;
        this.machine = machine;
    }

    /** Starts what works for a device. */
    @FunctionalInterface
    public interface Starter {
        Conversation start() throws DeviceException, InterruptedException;
    }

    /** Starts what works for this device, nothing opened yet. */
    public Conversation connect() throws DeviceException, InterruptedException {
        return starter.start();
    }

    /** The request that opens this device. */
    public Request.Open opening() {
        return new Request.Open(engine, info.settings());
    }

    /** What its process may use. */
    public Limits limits() {
        return limits;
    }

    @Override
    public DeviceInfo info() {
        return info;
    }

    @Override
    public Surroundings surroundings() {
        return machine.orElseGet(ThisMachine::here);
    }

    @Override
    public DeviceSession open() throws DeviceException, InterruptedException {
        Conversation child = connect();
        Reply reply;
        try {
            reply = child.call(opening(), limits.startLimit(), "opening it");
        } catch (DeviceException refused) {
            child.close();
            throw refused;
        }
        if (!(reply instanceof Reply.Opened opened)) {
            throw child.end(Fault.NONSENSE, "opening it", "it answered " + reply + ".");
        }
        String batch = Properties.value(opened.facts(), "batch").orElse("1");
        if (!batch.matches("[1-9][0-9]{0,5}")) {
            throw child.end(Fault.NONSENSE, "opening it", "its batch is (" + batch + ").");
        }
        return new Session(child, opened.facts(), Integer.parseInt(batch));
    }

    private final class Session implements DeviceSession {
        private final Conversation child;
        private final List<Property> facts;
        private final int batch;
        private int prepared;

        Session(Conversation child, List<Property> facts, int batch) {
            this.child = child;
            this.facts = facts;
            this.batch = batch;
        }

        @Override
        public List<Property> facts() {
            return facts;
        }

        @Override
        public int batch() {
            return batch;
        }

        @Override
        public Prepared prepare(Network network) throws DeviceException, InterruptedException {
            String doing = "preparing network " + network.name();
            Model model;
            try {
                model = encoder.encode(network, batch, facts);
            } catch (IllegalArgumentException e) {
                throw new DeviceException(
                        Fault.REFUSED, "Device %s, %s: %s".formatted(info.name(), doing, e.getMessage()));
            }
            int id = prepared++;
            Reply reply = child.call(new Request.Prepare(id, model), limits.prepareLimit(), doing);
            if (reply instanceof Reply.Ready ready
                    && ready.inputElements() == (int) ready.inputElements()
                    && ready.outputElements() == (int) ready.outputElements()) {
                return new Loaded(
                        child, id, network.name(), (int) ready.inputElements(), (int) ready.outputElements(), limits);
            }
            throw child.end(Fault.NONSENSE, doing, "it answered " + reply + ".");
        }

        @Override
        public void close() {
            child.close();
        }
    }

    private record Loaded(
            Conversation child, int id, String network, int inputElements, int outputElements, Limits limits)
            implements Prepared {

        @Override
        public float[] infer(float[] input) throws DeviceException, InterruptedException {
            String doing = "computing the output of network " + network;
            Reply reply = child.call(new Request.Infer(id, input), limits.runLimit(), doing);
            if (!(reply instanceof Reply.Output output) || output.values().length != outputElements) {
                throw child.end(Fault.NONSENSE, doing, "it answered " + reply + ".");
            }
            for (float value : output.values()) {
                if (!Float.isFinite(value)) {
                    throw child.end(Fault.NONSENSE, doing, "an output is (%s).".formatted(value));
                }
            }
            return output.values();
        }

        @Override
        public long[] run(int runs) throws DeviceException, InterruptedException {
            if (runs < 1) {
                throw new IllegalArgumentException("The number of runs (%d) is not at least 1.".formatted(runs));
            }
            String doing = "running network " + network;
            long begin = System.nanoTime();
            Reply reply = child.call(new Request.Run(id, runs), limits.runLimit(), doing);
            long passed = System.nanoTime() - begin;
            if (!(reply instanceof Reply.Times times) || times.nanos().length != runs) {
                throw child.end(
                        Fault.NONSENSE, doing, "it was asked for %d runs and answered %s.".formatted(runs, reply));
            }
            long left = passed;
            for (long nanos : times.nanos()) {
                if (nanos < 1 || nanos > left) {
                    throw child.end(
                            Fault.NONSENSE,
                            doing,
                            "a run took (%d) ns by its clock, when %d ns were left of the %d ns that passed."
                                    .formatted(nanos, left, passed));
                }
                left -= nanos;
            }
            return times.nanos();
        }

        @Override
        public OptionalDouble counter(String name) throws DeviceException, InterruptedException {
            String doing = "reading counter " + name;
            Reply reply = child.call(new Request.Counter(id, name), limits.runLimit(), doing);
            if (!(reply instanceof Reply.Counted counted)) {
                throw child.end(Fault.NONSENSE, doing, "it answered " + reply + ".");
            }
            if (counted.value().isPresent()
                    && !(counted.value().getAsDouble() >= 0
                            && Double.isFinite(counted.value().getAsDouble()))) {
                throw child.end(
                        Fault.NONSENSE,
                        doing,
                        "it is (%s).".formatted(counted.value().getAsDouble()));
            }
            return counted.value();
        }

        /** A child that does not listen any more is noticed by the next call. */
        @Override
        public void close() {
            try {
                child.call(new Request.Release(id), limits.runLimit(), "releasing network " + network);
            } catch (DeviceException e) {
                child.close();
            } catch (InterruptedException e) {
                child.close();
                Thread.currentThread().interrupt();
            }
        }
    }
}
