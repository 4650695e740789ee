package org.cosearch.latency.evaluate;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How well one method did on one device with one seed.
 *
 * @param spearman rank correlation of predicted and measured latency over the test pool
 * @param kendall τ-b of the same
 * @param mapePercent mean absolute error relative to the measured latency
 * @param top10RegretPercent how much slower than the fastest architecture is the fastest of the ten predicted fastest
 * @param measurements of the device that were used, reference architectures included
 * @param coverage50 share of the test pool within the stated 50 % interval
 * @param coverage90 share of the test pool within the stated 90 % interval
 */
public record EvaluationRecord(
        @JsonProperty("method") String method,
        @JsonProperty("device") String device,
        @JsonProperty("seed") long seed,
        @JsonProperty("protocol") String protocol,
        @JsonProperty("spearman") double spearman,
        @JsonProperty("kendall") double kendall,
        @JsonProperty("mape_percent") double mapePercent,
        @JsonProperty("top10_regret_percent") double top10RegretPercent,
        @JsonProperty("measurements") int measurements,
        @JsonProperty("coverage_50") double coverage50,
        @JsonProperty("coverage_90") double coverage90,
        @JsonProperty("meta_train_seconds") double metaTrainSeconds,
        @JsonProperty("calibrate_seconds") double calibrateSeconds,
        @JsonProperty("predict_seconds") double predictSeconds) {}
