package org.cosearch.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.cosearch.device.Device;
import org.cosearch.device.DeviceException;
import org.cosearch.device.DeviceSession;
import org.cosearch.device.Prepared;
import org.cosearch.device.Protocol;
import org.cosearch.workload.Network;

/**
 * Whether a device gives the same answer twice: one network under two names, A and B, in pairs of sessions. Where a device
 * is fit for use nobody can tell A from B, and sessions differ by little.
 *
 * @param firstMs the median of each session of A
 * @param secondMs the median of each session of B, in the same pairs
 */
public record Repeatability(List<Double> firstMs, List<Double> secondMs) {

    /** As many pairs as the test is for. */
    public static final int PAIRS = 20;

    /** Sessions that differ by more are of no use for comparing networks. */
    private static final double MAX_SPREAD_PERCENT = 5;

    private static final double NANOS_PER_MS = 1e6;

    public Repeatability {
        firstMs = List.copyOf(firstMs);
        secondMs = List.copyOf(secondMs);
        if (firstMs.size() != secondMs.size() || firstMs.size() < 2) {
            throw new IllegalArgumentException("There are (%d) sessions of A and (%d) of B, not two or more of each."
                    .formatted(firstMs.size(), secondMs.size()));
        }
    }

    /**
     * Tries a device.
     *
     * @param pairs at least 2
     * @param random which of a pair comes first
     * @throws DeviceException if a session fails
     */
    public static Repeatability of(Device device, Network network, Protocol protocol, int pairs, RandomGenerator random)
            throws DeviceException, InterruptedException {
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            boolean swapped = random.nextBoolean();
            double earlier = sessionMs(device, network, protocol);
            double later = sessionMs(device, network, protocol);
            first.add(swapped ? later : earlier);
            second.add(swapped ? earlier : later);
        }
        return new Repeatability(first, second);
    }

    private static double sessionMs(Device device, Network network, Protocol protocol)
            throws DeviceException, InterruptedException {
        try (DeviceSession session = device.open();
                Prepared prepared = session.prepare(network)) {
            return Statistics.median(Sampling.sample(prepared, protocol, device.surroundings())
                            .samples()
                            .samplesNanos())
                    / NANOS_PER_MS;
        }
    }

    private List<Double> differencesPercent() {
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < firstMs.size(); i++) {
            differences.add(100 * Math.log(secondMs.get(i) / firstMs.get(i)));
        }
        return differences;
    }

    /** By how much B is slower than A on average, as a difference of logarithms. */
    public double differencePercent() {
        return Statistics.mean(differencesPercent());
    }

    /** Half of the 95 % t-interval of {@link #differencePercent} over the pairs. */
    public double halfWidthPercent() {
        return Statistics.halfWidth(differencesPercent());
    }

    /** The standard deviation of all session medians, of their mean. */
    public double spreadPercent() {
        List<Double> all = new ArrayList<>(firstMs);
        all.addAll(secondMs);
        return 100 * Statistics.standardDeviation(all) / Statistics.mean(all);
    }

    /** Why the device is not fit for use; none if it is. */
    public List<String> objections() {
        List<String> objections = new ArrayList<>();
        if (Math.abs(differencePercent()) > halfWidthPercent()) {
            objections.add(String.format(
                    Locale.ROOT,
                    "the same network differs from itself by %.2f %%, and the interval of ± %.2f %% does not hold 0",
                    differencePercent(),
                    halfWidthPercent()));
        }
        if (spreadPercent() > MAX_SPREAD_PERCENT) {
            objections.add(String.format(
                    Locale.ROOT, "sessions spread by %.1f %%, more than %.0f %%", spreadPercent(), MAX_SPREAD_PERCENT));
        }
        return objections;
    }
}
