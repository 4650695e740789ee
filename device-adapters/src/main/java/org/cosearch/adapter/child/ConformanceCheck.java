package org.cosearch.adapter.child;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.cosearch.adapter.engine.Model;
import org.cosearch.adapter.jna.ConformanceStep;
import org.cosearch.device.DeviceException;
import org.cosearch.device.Fault;
import org.cosearch.device.Property;

/**
 * Whether a library keeps the promises of the adapter interface. Each is tried in a child process, so a library that
 * crashes on a misuse is reported like one that answers wrongly.
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
        for (ConformanceStep step : ConformanceStep.values()) {
            Result result = new Result(step, tried(step, library, settings, model, limits));
            known.accept(result);
            results.add(result);
        }
        return List.copyOf(results);
    }

    private static Optional<String> tried(
            ConformanceStep step, String library, List<Property> settings, Model model, Limits limits)
            throws InterruptedException {
        Request check = new Request.Check(step.name(), library, settings, model);
        try (ChildProcess child = ChildProcess.start("under check", limits)) {
            child.call(check, limits.runLimit(), "being checked");
            return Optional.empty();
        } catch (DeviceException e) {
            String message = String.valueOf(e.getMessage());
            return Optional.of(e.fault() == Fault.REFUSED ? message : e.fault() + ": " + message);
        }
    }
}
