package org.cosearch.device;

import java.time.Instant;
import java.util.List;

/** What became of measuring one network on one device. */
public sealed interface Measurement {

    /** The device, by its name. */
    String device();

    /** The network, by its name. */
    String network();

    /**
     * A latency.
     *
     * @param protocol by which it was measured
     * @param sessions raw samples, in order
     * @param remarks why the status is what it is, for people; empty if it is {@link Status#OK}
     * @param facts of the device at the time
     * @param takenAt when the last session ended
     */
    record Taken(
            String device,
            String network,
            Protocol protocol,
            List<SessionSamples> sessions,
            Estimate estimate,
            Status status,
            List<String> remarks,
            List<Property> facts,
            Instant takenAt)
            implements Measurement {
        public Taken {
            sessions = List.copyOf(sessions);
            remarks = List.copyOf(remarks);
            facts = List.copyOf(facts);
        }
    }

    /**
     * No latency: the device cannot run the network, or failed while it did.
     *
     * @param reason for people
     */
    record Failed(String device, String network, Fault fault, String reason) implements Measurement {}
}
