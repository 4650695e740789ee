package org.cosearch.latency.gp;

/**
 * The log latency of a source device as a sum of item costs.
 *
 * @param device name
 * @param cost by item, natural logarithm, centred within each column
 * @param level log latency in milliseconds of the mean architecture
 * @param noise squared scale of the Student-t noise of log latency
 */
record SourceFunction(String device, double[] cost, double level, double noise) {}
