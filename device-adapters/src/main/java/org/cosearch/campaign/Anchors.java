package org.cosearch.campaign;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.device.Device;
import org.cosearch.device.DeviceException;
import org.cosearch.device.DeviceSession;
import org.cosearch.device.Protocol;
import org.cosearch.workload.Network;

/**
 * What the anchors took at one time.
 *
 * @param nanos the median over its sessions for each anchor that could be measured; the others are NaN
 */
record Anchors(List<Double> nanos) {

    Anchors {
        nanos = List.copyOf(nanos);
    }

    static Anchors look(Device device, List<Network> anchors, Protocol protocol) throws InterruptedException {
        List<Series> all = anchors.stream()
                .map(network -> new Series(device, network, protocol))
                .toList();
        for (int i = 0; i < protocol.anchorSessions() && !anchors.isEmpty(); i++) {
            try (DeviceSession session = device.open()) {
                for (Series series : all) {
                    if (!series.take(session)) {
                        break;
                    }
                }
            } catch (DeviceException e) {
                // the networks of the block will meet the same fault, and report it
            }
        }
        List<Double> medians = new ArrayList<>();
        for (Series series : all) {
            List<Double> sessions = series.mediansNanos();
            medians.add(sessions.isEmpty() ? Double.NaN : Statistics.median(sessions));
        }
        return new Anchors(medians);
    }

    /** By which share the anchors are slower later: the median over those measured at both times, 0 without any. */
    double shift(Anchors later) {
        List<Double> shifts = new ArrayList<>();
        for (int i = 0; i < nanos.size(); i++) {
            double shift = later.nanos().get(i) / nanos.get(i) - 1;
            if (!Double.isNaN(shift)) {
                shifts.add(shift);
            }
        }
        return shifts.isEmpty() ? 0 : Statistics.median(shifts);
    }
}
