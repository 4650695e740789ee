package org.cosearch.campaign;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.cosearch.device.Conditions;
import org.cosearch.device.Device;
import org.cosearch.device.DeviceException;
import org.cosearch.device.DeviceSession;
import org.cosearch.device.Measurement;
import org.cosearch.device.Property;
import org.cosearch.device.Protocol;
import org.cosearch.device.Surroundings;
import org.cosearch.workload.Network;

/**
 * Measures networks on a device by a {@link Protocol}: in blocks, whose networks take turns in a random order in every
 * session, each session a fresh process, with anchors before and after each block.
 *
 * <p>Only the device times anything; the harness decides how often.
 */
public final class MeasurementHarness {

    private final Protocol protocol;
    private final InstantSource clock;
    private final Pause pause;

    /** A wait that a test can do without. */
    @FunctionalInterface
    public interface Pause {
        void waitFor(Duration duration) throws InterruptedException;
    }

    /**
     * A harness.
     *
     * @param clock stamps measurements
     * @param pause lets a device cool down
     */
    public MeasurementHarness(Protocol protocol, InstantSource clock, Pause pause) {
        this.protocol = protocol;
        this.clock = clock;
        this.pause = pause;
    }

    /** By the system's clock, with real pauses. */
    public static MeasurementHarness of(Protocol protocol) {
        return new MeasurementHarness(protocol, InstantSource.system(), duration -> Thread.sleep(duration.toMillis()));
    }

    /**
     * Measures each network.
     *
     * @param anchors fixed networks, as a rule a fast, a medium and a slow one, whose times tell whether the device
     *     changed during a block; none if the list is empty
     * @param known is told each measurement as soon as its block has ended, in the order of the networks of the block
     * @param random the order within sessions
     * @return one measurement per network, in order
     */
    public List<Measurement> measure(
            Device device,
            List<Network> networks,
            List<Network> anchors,
            Consumer<Measurement> known,
            RandomGenerator random)
            throws InterruptedException {
        List<Measurement> all = new ArrayList<>();
        for (int from = 0; from < networks.size(); from += protocol.blockNetworks()) {
            List<Network> block = networks.subList(from, Math.min(networks.size(), from + protocol.blockNetworks()));
            List<Measurement> measured = settled(device, block, anchors, random);
            measured.forEach(known);
            all.addAll(measured);
        }
        return List.copyOf(all);
    }

    /** Measures a block, again if the anchors shifted meanwhile. */
    private List<Measurement> settled(Device device, List<Network> block, List<Network> anchors, RandomGenerator random)
            throws InterruptedException {
        Surroundings machine = device.surroundings();
        for (int repeat = 0; ; repeat++) {
            Conditions atFirst = machine.conditions();
            Anchors before = Anchors.look(device, anchors, protocol);
            List<Series> series = interleaved(device, block, random);
            double shift = 100 * before.shift(Anchors.look(device, anchors, protocol));
            List<String> slower = new ArrayList<>(atFirst.worsenedTo(machine.conditions()));
            List<String> doubts = new ArrayList<>(atFirst.objections());
            if (Math.abs(shift) > protocol.anchorShiftPercent()) {
                (shift > 0 ? slower : doubts).add("the anchors shifted by %.1f %% during the block".formatted(shift));
            }
            boolean calm = slower.isEmpty() && Math.abs(shift) <= protocol.anchorShiftPercent();
            if (calm || repeat == protocol.blockRepeats()) {
                BlockState state = new BlockState(slower, doubts, repeat, facts(machine, atFirst));
                return series.stream()
                        .map(one -> one.measurement(state, clock.instant()))
                        .toList();
            }
            pause.waitFor(Duration.ofMillis(protocol.coolDownMillis()));
        }
    }

    private static List<Property> facts(Surroundings machine, Conditions conditions) {
        List<Property> facts = new ArrayList<>(machine.fingerprint());
        if (!facts.isEmpty()) {
            facts.addAll(conditions.properties());
        }
        return facts;
    }

    private List<Series> interleaved(Device device, List<Network> block, RandomGenerator random)
            throws InterruptedException {
        List<Series> all = block.stream()
                .map(network -> new Series(device, network, protocol))
                .toList();
        for (int session = 0; session < protocol.maxSessions(); session++) {
            List<Series> pending =
                    new ArrayList<>(all.stream().filter(Series::wantsMore).toList());
            if (pending.isEmpty()) {
                break;
            }
            Collections.shuffle(pending, new Random(random.nextLong()));
            session(device, pending);
        }
        return all;
    }

    /** One session; where it ends early, another takes its place for the networks that are left. */
    private static void session(Device device, List<Series> pending) throws InterruptedException {
        int next = 0;
        while (next < pending.size()) {
            try (DeviceSession session = device.open()) {
                boolean open = true;
                while (open && next < pending.size()) {
                    open = pending.get(next++).take(session);
                }
            } catch (DeviceException e) {
                pending.get(next++).fail(e);
            }
        }
    }
}
