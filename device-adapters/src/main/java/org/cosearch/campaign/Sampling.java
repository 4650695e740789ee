package org.cosearch.campaign;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import org.cosearch.device.DeviceException;
import org.cosearch.device.Prepared;
import org.cosearch.device.Protocol;
import org.cosearch.device.SessionSamples;
import org.cosearch.device.Surroundings;

/** One session of one network: warming up until it is steady, then the samples. */
final class Sampling {

    private static final int STEADY_WINDOWS = 3;
    private static final int WINDOW_RUNS = 10;

    /** The most runs that a device is asked for at a time. */
    private static final int MAX_RUNS = 100_000;

    private Sampling() {}

    /**
     * The samples of a session.
     *
     * @param joules of the machine while they were taken; empty if it has no meter
     */
    record Sampled(SessionSamples samples, OptionalDouble joules) {}

    static Sampled sample(Prepared prepared, Protocol protocol, Surroundings machine)
            throws DeviceException, InterruptedException {
        WarmUp warmUp = warmUp(prepared, protocol);
        int runs = runsFor(protocol.minSampleMicros() * 1e3, warmUp.runNanos);
        List<Double> samples = new ArrayList<>();
        OptionalDouble before = machine.energyJoules();
        for (int i = 0; i < protocol.samplesPerSession(); i++) {
            samples.add(sum(prepared.run(runs)) / runs);
        }
        OptionalDouble after = machine.energyJoules();
        OptionalDouble joules = before.isPresent() && after.isPresent()
                ? OptionalDouble.of(after.getAsDouble() - before.getAsDouble())
                : OptionalDouble.empty();
        return new Sampled(new SessionSamples(samples, runs, warmUp.passedNanos / 1e6, warmUp.steady), joules);
    }

    private record WarmUp(double runNanos, double passedNanos, boolean steady) {}

    /**
     * Runs in windows until the medians of three in a row differ by less than the protocol allows. Time is the device's
     * own: the sum of its runs.
     */
    private static WarmUp warmUp(Prepared prepared, Protocol protocol) throws DeviceException, InterruptedException {
        double runNanos = sum(prepared.run(1));
        double passed = runNanos;
        int runs = 1;
        Deque<Double> medians = new ArrayDeque<>();
        while (true) {
            // a window is as long as a sample at least, so that its noise is that of a sample
            int window = Math.max(WINDOW_RUNS, runsFor(protocol.minSampleMicros() * 1e3, runNanos));
            long[] nanos = prepared.run(window);
            runs += window;
            passed += sum(nanos);
            runNanos = median(nanos);
            medians.addLast(runNanos);
            if (medians.size() > STEADY_WINDOWS) {
                medians.removeFirst();
            }
            boolean longEnough = runs >= protocol.warmUpMinRuns() && passed >= protocol.warmUpMinMillis() * 1e6;
            if (longEnough && steady(medians, protocol.steadyPercent())) {
                return new WarmUp(runNanos, passed, true);
            }
            if (passed >= protocol.warmUpMaxMillis() * 1e6) {
                return new WarmUp(runNanos, passed, false);
            }
        }
    }

    private static boolean steady(Deque<Double> medians, double percent) {
        double least = medians.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double most = medians.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        return medians.size() == STEADY_WINDOWS && most - least < percent / 100 * least;
    }

    private static int runsFor(double nanos, double runNanos) {
        return (int) Math.min(MAX_RUNS, Math.max(1, Math.ceil(nanos / runNanos)));
    }

    private static double sum(long[] nanos) {
        return Arrays.stream(nanos).asDoubleStream().sum();
    }

    private static double median(long[] nanos) {
        return Statistics.percentile(
                Arrays.stream(nanos).asDoubleStream().sorted().toArray(), 50);
    }
}
