package org.cosearch.campaign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cosearch.device.Device;
import org.cosearch.device.DeviceException;
import org.cosearch.device.DeviceSession;
import org.cosearch.device.Estimate;
import org.cosearch.device.Measurement;
import org.cosearch.device.Prepared;
import org.cosearch.device.Property;
import org.cosearch.device.Protocol;
import org.cosearch.device.SessionSamples;
import org.cosearch.device.Status;
import org.cosearch.workload.Network;

/** The sessions of one network while they are taken. */
final class Series {

    private final Device device;
    private final Network network;
    private final Protocol protocol;
    private final List<SessionSamples> sessions = new ArrayList<>();
    private List<Property> facts = List.of();
    private Optional<DeviceException> failure = Optional.empty();

    Series(Device device, Network network, Protocol protocol) {
        this.device = device;
        this.network = network;
        this.protocol = protocol;
    }

    /** Whether another session would help. */
    boolean wantsMore() {
        return failure.isEmpty() && (sessions.size() < protocol.minSessions() || !converged(estimate()));
    }

    private Estimate estimate() {
        return Statistics.estimate(sessions, protocol.outlierDeviations());
    }

    private boolean converged(Estimate estimate) {
        return estimate.halfWidthPercent() <= protocol.halfWidthPercent();
    }

    /** Takes one session's samples; false if the session is over. */
    boolean take(DeviceSession session) throws InterruptedException {
        try (Prepared prepared = session.prepare(network)) {
            sessions.add(Sampling.sample(prepared, protocol));
            facts = session.facts();
            return true;
        } catch (DeviceException e) {
            fail(e);
            return !e.fault().endsSession();
        }
    }

    void fail(DeviceException reason) {
        failure = Optional.of(reason);
    }

    /** The medians of the sessions, in order. */
    List<Double> mediansNanos() {
        return sessions.stream()
                .map(session -> Statistics.median(session.samplesNanos()))
                .toList();
    }

    /**
     * What came of it.
     *
     * @param anchorShiftPercent of the block
     * @param blockRemarks what is wrong with the whole block; none if it is well
     */
    Measurement measurement(double anchorShiftPercent, List<String> blockRemarks, Instant now) {
        if (failure.isPresent()) {
            return new Measurement.Failed(
                    device.info().name(),
                    network.name(),
                    failure.get().fault(),
                    String.valueOf(failure.get().getMessage()));
        }
        Estimate estimate = estimate();
        List<String> remarks = new ArrayList<>(blockRemarks);
        boolean throttled = !blockRemarks.isEmpty() && anchorShiftPercent > 0;
        long slowing = sessions.stream()
                .filter(session -> new Trace(session.samplesNanos()).shift() > 0)
                .count();
        if (2 * slowing > sessions.size()) {
            throttled = true;
            remarks.add("the device slowed down in %d of %d sessions".formatted(slowing, sessions.size()));
        }
        boolean suspect = !blockRemarks.isEmpty() || addDoubts(estimate, remarks);
        boolean unconverged = !converged(estimate);
        if (unconverged) {
            remarks.add("the 95 %% interval is ± %.2f %% after %d sessions, not ± %s %%"
                    .formatted(estimate.halfWidthPercent(), sessions.size(), protocol.halfWidthPercent()));
        }
        Status status =
                throttled ? Status.THROTTLED : suspect ? Status.SUSPECT : unconverged ? Status.UNCONVERGED : Status.OK;
        return new Measurement.Taken(
                device.info().name(), network.name(), protocol, sessions, estimate, status, remarks, facts, now);
    }

    private boolean addDoubts(Estimate estimate, List<String> remarks) {
        int before = remarks.size();
        if (estimate.flaggedPercent() > protocol.suspectPercent()) {
            remarks.add("%.1f %% of the samples are outliers".formatted(estimate.flaggedPercent()));
        }
        long bimodal = sessions.stream()
                .filter(session -> new Trace(session.samplesNanos()).hasTwoModes())
                .count();
        if (2 * bimodal > sessions.size() || (sessions.size() >= 8 && new Trace(mediansNanos()).hasTwoModes())) {
            remarks.add("the samples have two modes");
        }
        long unsteady = sessions.stream().filter(session -> !session.steady()).count();
        if (2 * unsteady > sessions.size()) {
            remarks.add("%d of %d sessions were not steady after %d ms of warming up"
                    .formatted(unsteady, sessions.size(), protocol.warmUpMaxMillis()));
        }
        return remarks.size() > before;
    }
}
