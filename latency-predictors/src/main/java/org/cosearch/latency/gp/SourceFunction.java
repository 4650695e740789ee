package org.cosearch.latency.gp;

/**
 * The latency of a source device, on the scale of a link, as a sum of item costs.
 *
 * @param device name
 * @param typicalMs the latency that values are relative to
 * @param cost by item, centred within each column
 * @param level of the mean architecture
 * @param noise squared scale of the Student-t noise at the typical latency
 */
record SourceFunction(String device, double typicalMs, double[] cost, double level, double noise) {}
