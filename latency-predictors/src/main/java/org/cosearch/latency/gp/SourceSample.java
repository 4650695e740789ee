package org.cosearch.latency.gp;

/**
 * Measurements of a source device.
 *
 * @param device name
 * @param rows items by measurement
 * @param logLatency by measurement, natural logarithm of milliseconds
 */
record SourceSample(String device, int[][] rows, double[] logLatency) {}
