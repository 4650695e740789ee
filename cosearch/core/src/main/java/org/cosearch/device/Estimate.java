package org.cosearch.device;

/**
 * What the samples say about the latency of one run.
 *
 * @param meanMs of the session medians
 * @param halfWidthMs of the 95 % t-interval over the session medians; infinite for one session
 * @param p10Ms tenth percentile of all samples
 * @param p90Ms ninetieth percentile of all samples
 * @param p99Ms ninety-ninth percentile of all samples
 * @param minMs of all samples
 * @param withinSessionPercent median over the sessions of the standard deviation, of the session's mean
 * @param betweenSessionPercent standard deviation of the session medians, of their mean
 * @param flaggedPercent samples that are outliers of their session
 */
public record Estimate(
        double meanMs,
        double halfWidthMs,
        double p10Ms,
        double p90Ms,
        double p99Ms,
        double minMs,
        double withinSessionPercent,
        double betweenSessionPercent,
        double flaggedPercent) {

    /** The half width as a share of the mean. */
    public double halfWidthPercent() {
        return 100 * halfWidthMs / meanMs;
    }
}
