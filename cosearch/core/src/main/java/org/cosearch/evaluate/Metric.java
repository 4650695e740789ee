package org.cosearch.evaluate;

/**
 * A quantity that a design has, by its name in run files and reports.
 *
 * @param name unique name that ends in its unit, such as {@code latency_ms}
 * @param unit the unit as printed, such as {@code ms}; empty for a pure number
 */
public record Metric(String name, String unit) {

    /** Share of correctly classified validation images, in percent. */
    public static final Metric ACCURACY_PERCENT = new Metric("accuracy_percent", "%");

    /** Time from input to output of one inference, in milliseconds. */
    public static final Metric LATENCY_MS = new Metric("latency_ms", "ms");

    /** Energy of one inference, in millijoule. */
    public static final Metric ENERGY_MJ = new Metric("energy_mj", "mJ");

    /** Silicon area of the accelerator, in square millimetres. */
    public static final Metric AREA_MM2 = new Metric("area_mm2", "mm²");

    /** Trainable parameters of the networks, in millions. */
    public static final Metric PARAMETERS_M = new Metric("parameters_m", "M");

    /** Multiply-accumulates of one inference, in millions. */
    public static final Metric MACS_M = new Metric("macs_m", "M");

    public Metric {
        if (!name.matches("[a-z][a-z0-9_.-]*")) {
            throw new IllegalArgumentException(
                    "The metric name (%s) is not lower case letters, digits, '_', '.', '-'.".formatted(name));
        }
    }
}
