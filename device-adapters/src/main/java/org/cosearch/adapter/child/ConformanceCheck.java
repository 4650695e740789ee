package org.cosearch.adapter.child;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.cosearch.adapter.engine.Model;
import org.cosearch.adapter.engine.Properties;
import org.cosearch.adapter.jna.ConformanceStep;
import org.cosearch.adapter.model.PlanEncoder;
import org.cosearch.adapter.model.RandomWeights;
import org.cosearch.adapter.onnx.OnnxEncoder;
import org.cosearch.device.Device;
import org.cosearch.device.DeviceException;
import org.cosearch.device.DeviceInfo;
import org.cosearch.device.DeviceSession;
import org.cosearch.device.Fault;
import org.cosearch.device.Property;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;

/**
 * Whether a library keeps the promises of the adapter interface. They are tried in a child process, and after a crash
 * or a hang in another, so a library that does not survive a misuse is reported like one that answers wrongly.
 */
public final class ConformanceCheck {

    private ConformanceCheck() {}

    /**
     * What came of one promise.
     *
     * @param failure what was seen instead; empty if the promise holds
     */
    public record Result(ConformanceStep step, Optional<String> failure) {

        /** As in {@code ok    cosearch_shape …}, with the reason on the same line where there is one. */
        @Override
        public String toString() {
            return failure.map(reason -> "FAIL  %s: %s".formatted(step.promise(), reason))
                    .orElseGet(() -> "ok    " + step.promise());
        }
    }

    /**
     * Holds a library to every promise, in order.
     *
     * @param library its path, or the name of one that comes with the program
     * @param settings to open the device with
     * @param model a small one in a format of the device
     * @param known is told each result as soon as there is one
     */
    public static List<Result> run(
            String library, List<Property> settings, Model model, Duration limitPerStep, Consumer<Result> known)
            throws InterruptedException {
        Limits limits = Limits.standard().withTime(limitPerStep);
        List<Result> results = new ArrayList<>();
        List<ConformanceStep> left = new ArrayList<>(List.of(ConformanceStep.values()));
        while (!left.isEmpty()) {
            try (ChildProcess child = ChildProcess.start("under check", limits)) {
                boolean alive = true;
                while (alive && !left.isEmpty()) {
                    ConformanceStep step = left.remove(0);
                    Optional<DeviceException> fault =
                            tried(child, new Request.Check(step.name(), library, settings, model), limits);
                    alive = fault.map(DeviceException::fault)
                            .filter(Fault::endsSession)
                            .isEmpty();
                    Result result = new Result(step, fault.map(ConformanceCheck::failure));
                    known.accept(result);
                    results.add(result);
                }
            } catch (DeviceException e) {
                throw new IllegalStateException("No process can be started to check in: " + e.getMessage(), e);
            }
        }
        return List.copyOf(results);
    }

    /**
     * Holds a library to every promise with a small network in a format that it says it has; in ONNX if it says nothing.
     *
     * @see #run
     */
    public static List<Result> ofLibrary(
            String library, List<Property> settings, Duration limitPerStep, Consumer<Result> known)
            throws InterruptedException {
        return run(library, settings, small(library, settings, limitPerStep), limitPerStep, known);
    }

    private static Model small(String library, List<Property> settings, Duration limit) throws InterruptedException {
        Network network = Network.builder("small", Shape.of(3, 8, 8))
                .conv(4, 3)
                .batchNorm()
                .relu()
                .globalAveragePool()
                .dense(2)
                .build();
        Device device = new ChildDevice(
                new DeviceInfo("under-check", "native", settings),
                new EngineChoice.NativeLibrary(library),
                (same, batch) -> OnnxEncoder.encode(same, new RandomWeights(0), batch),
                Limits.standard().withTime(limit));
        try (DeviceSession session = device.open()) {
            String formats = Properties.value(session.facts(), "formats").orElse(OnnxEncoder.FORMAT);
            List<String> all = List.of(formats.split("[, ]+"));
            return all.contains(OnnxEncoder.FORMAT) || !all.contains(PlanEncoder.FORMAT)
                    ? OnnxEncoder.encode(network, new RandomWeights(0), session.batch())
                    : PlanEncoder.encode(network, new RandomWeights(0));
        } catch (DeviceException e) {
            return OnnxEncoder.encode(network, new RandomWeights(0), 1); // the steps say what is wrong
        }
    }

    private static Optional<DeviceException> tried(ChildProcess child, Request.Check check, Limits limits)
            throws InterruptedException {
        try {
            child.call(check, limits.runLimit(), "being checked");
            return Optional.empty();
        } catch (DeviceException e) {
            return Optional.of(e);
        }
    }

    private static String failure(DeviceException e) {
        String message = String.valueOf(e.getMessage());
        return e.fault() == Fault.REFUSED ? message : e.fault() + ": " + message;
    }
}
