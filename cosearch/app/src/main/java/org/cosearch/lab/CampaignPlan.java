package org.cosearch.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.cosearch.config.CampaignFile;
import org.cosearch.device.Device;
import org.cosearch.device.Property;
import org.cosearch.device.Protocol;
import org.cosearch.workload.Network;

/**
 * What a campaign would do, and about how long that takes.
 *
 * @param lines for people
 * @param estimate of the wall time if every measurement converges at once, on a device that computes 1 GMAC/s per thread
 */
public record CampaignPlan(String name, List<String> lines, Duration estimate) {

    /** Of a device that nothing is known about; the plan says that it is an assumption. */
    private static final double MACS_PER_MILLI = 1e6;

    /** Of a process, until its runtime is open. */
    private static final double START_MILLIS = 700;

    /** Of encoding a network and making it ready. */
    private static final double PREPARE_MILLIS = 15;

    /** Warming up ends after three windows of ten runs at the earliest. */
    private static final int WARM_UP_RUNS = 30;

    public CampaignPlan {
        lines = List.copyOf(lines);
    }

    /**
     * The plan of a campaign.
     *
     * @throws IllegalArgumentException if a network or a device of it cannot be
     */
    public static CampaignPlan of(CampaignFile file) throws IOException {
        LabCampaign campaign = LabCampaign.of(file);
        List<String> lines = new ArrayList<>();
        List<Device> devices = campaign.campaign().devices();
        lines.add("%d devices".formatted(devices.size()));
        for (Device device : devices) {
            lines.add("  %s  %s  %s"
                    .formatted(
                            device.info().name(),
                            device.info().adapter(),
                            device.info().settings().stream()
                                    .map(Property::toString)
                                    .collect(Collectors.joining(" "))));
        }
        lines.add("%d networks".formatted(campaign.subjects().size()));
        Map<String, List<Subject>> bySource =
                campaign.subjects().stream().collect(Collectors.groupingBy(Subject::source));
        bySource.keySet().stream()
                .sorted()
                .forEach(source -> lines.add(summary(source, bySource.getOrDefault(source, List.of()))));
        Protocol protocol = file.protocol();
        lines.add("protocol %s: %d to %d sessions of %d samples of %s ms, in blocks of %d networks between %d anchors"
                .formatted(
                        protocol.name(),
                        protocol.minSessions(),
                        protocol.maxSessions(),
                        protocol.samplesPerSession(),
                        protocol.minSampleMicros() / 1000.0,
                        protocol.blockNetworks(),
                        campaign.campaign().anchors().size()));
        double millis = 0;
        for (Device device : devices) {
            millis += millis(device, campaign.campaign().networks(), protocol);
        }
        Duration estimate = Duration.ofMillis((long) millis);
        lines.add("%d measurements, about %d min if all converge at once and a thread computes 1 GMAC/s"
                .formatted(campaign.campaign().size(), Math.max(1, estimate.toMinutes())));
        return new CampaignPlan(file.config().name(), lines, estimate);
    }

    private static String summary(String source, List<Subject> subjects) {
        double[] millions = subjects.stream()
                .mapToDouble(subject -> subject.network().macs() / 1e6)
                .sorted()
                .toArray();
        return String.format(
                Locale.ROOT,
                "  %s  %d, %.3g to %.3g million MACs",
                source,
                millions.length,
                millions[0],
                millions[millions.length - 1]);
    }

    private static double millis(Device device, List<Network> networks, Protocol protocol) {
        double batch = number(device, "batch");
        double threads = number(device, "threads");
        double blocks = Math.ceil((double) networks.size() / protocol.blockNetworks());
        double starts = blocks * (protocol.minSessions() + 2.0 * protocol.anchorSessions()) * START_MILLIS;
        double sessions = 0;
        for (Network network : networks) {
            double run = (double) network.macs() * batch / (MACS_PER_MILLI * threads);
            double warmUp = Math.max(protocol.warmUpMinMillis(), WARM_UP_RUNS * run);
            double samples = protocol.samplesPerSession() * Math.max(protocol.minSampleMicros() / 1000.0, run);
            sessions += protocol.minSessions() * (PREPARE_MILLIS + warmUp + samples);
        }
        return starts + sessions;
    }

    private static double number(Device device, String setting) {
        return device.info().settings().stream()
                .filter(property -> property.name().equals(setting))
                .mapToDouble(property -> Double.parseDouble(property.value()))
                .findFirst()
                .orElse(1);
    }
}
