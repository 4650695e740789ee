package org.cosearch.device;

/**
 * How latencies are measured: warm-up, samples, sessions, and when to stop.
 *
 * <p>A <em>run</em> is one inference of a batch; a <em>sample</em> the mean over as many runs as fill
 * {@code minSampleMicros}; a <em>session</em> the samples of one fresh process; a measurement the sessions of one
 * network on one device. Within a session samples depend on one another and share what the process happened to get, so
 * the interval is over sessions and never over samples.
 *
 * @param name kept with every measurement
 * @param minSampleMicros a sample takes at least so long
 * @param warmUpMinRuns runs before a network can count as warm
 * @param warmUpMinMillis time before a network can count as warm
 * @param warmUpMaxMillis time after which warming up ends, steady or not
 * @param steadyPercent a network is warm when the medians of three successive windows differ by less
 * @param samplesPerSession at least 5
 * @param minSessions at least 2
 * @param maxSessions after so many the measurement ends, converged or not
 * @param halfWidthPercent a measurement has converged when its 95 % interval is at most so wide to either side
 * @param blockNetworks networks that are interleaved between two looks at the anchors
 * @param outlierDeviations a sample further from its session's median than so many median absolute deviations is flagged
 * @param suspectPercent a measurement with more flagged samples is suspect
 * @param anchorShiftPercent a block during which the anchors shifted by more is done again
 * @param anchorSessions sessions of each look at the anchors
 * @param blockRepeats how often a block is done again before it is kept and called suspect
 * @param coolDownMillis pause before a block is done again
 */
public record Protocol(
        String name,
        long minSampleMicros,
        int warmUpMinRuns,
        long warmUpMinMillis,
        long warmUpMaxMillis,
        double steadyPercent,
        int samplesPerSession,
        int minSessions,
        int maxSessions,
        double halfWidthPercent,
        int blockNetworks,
        double outlierDeviations,
        double suspectPercent,
        double anchorShiftPercent,
        int anchorSessions,
        int blockRepeats,
        long coolDownMillis) {

    public Protocol {
        atLeast("min_sample_micros", minSampleMicros, 1);
        atLeast("warm_up_min_runs", warmUpMinRuns, 1);
        atLeast("warm_up_min_millis", warmUpMinMillis, 0);
        atLeast("warm_up_max_millis", warmUpMaxMillis, warmUpMinMillis);
        atLeast("samples_per_session", samplesPerSession, 5);
        atLeast("min_sessions", minSessions, 2);
        atLeast("max_sessions", maxSessions, minSessions);
        atLeast("block_networks", blockNetworks, 1);
        atLeast("anchor_sessions", anchorSessions, 1);
        atLeast("block_repeats", blockRepeats, 0);
        atLeast("cool_down_millis", coolDownMillis, 0);
        aboveZero("steady_percent", steadyPercent);
        aboveZero("half_width_percent", halfWidthPercent);
        aboveZero("outlier_deviations", outlierDeviations);
        aboveZero("suspect_percent", suspectPercent);
        aboveZero("anchor_shift_percent", anchorShiftPercent);
    }

    private static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException("%s (%d) is not at least %d.".formatted(name, value, least));
        }
    }

    private static void aboveZero(String name, double value) {
        if (!(value > 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException("%s (%s) is not a finite number above 0.".formatted(name, value));
        }
    }

    /** For numbers that go into a paper: 5 to 20 sessions of 40 samples of 10 ms, until within 2 %. */
    public static Protocol standard() {
        return new Protocol("standard", 10_000, 10, 500, 30_000, 0.5, 40, 5, 20, 2, 12, 5, 5, 3, 3, 2, 30_000);
    }

    /** For hundreds of small networks in minutes: 3 to 5 sessions of 15 samples of 1 ms, until within 5 %. */
    public static Protocol quick() {
        return new Protocol("quick", 1_000, 10, 20, 500, 2, 15, 3, 5, 5, 16, 5, 10, 10, 1, 1, 1_000);
    }
}
