package org.cosearch.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One axis of a plot: values from {@code low} to {@code high}, widened to round numbers, with ticks.
 *
 * @param logarithmic base 10; chosen where positive values span more than two decades
 * @param ticks ascending
 */
record Scale(double low, double high, boolean logarithmic, List<Double> ticks) {

    private static final double SPAN_FOR_LOGARITHM = 100;
    private static final int TICKS = 5;

    /** A scale that shows all of {@code values}; from 0 to 1 if there are none. */
    static Scale showing(Collection<Double> values) {
        double min = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double max = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        return min > 0 && max / min > SPAN_FOR_LOGARITHM ? logarithmic(min, max) : linear(min, max);
    }

    /** A linear scale from {@code min} or less to {@code max} or more. */
    static Scale linear(double min, double max) {
        if (min == max) {
            double margin = min == 0 ? 1 : Math.abs(min) / 10;
            return linear(min - margin, max + margin);
        }
        double raw = (max - min) / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = power * (raw / power > 5 ? 10 : raw / power > 2 ? 5 : raw / power > 1 ? 2 : 1);
        long first = (long) Math.floor(min / step + 1e-9);
        long last = (long) Math.ceil(max / step - 1e-9);
        List<Double> ticks = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            ticks.add(i * step);
        }
        return new Scale(first * step, last * step, false, ticks);
    }

    private static Scale logarithmic(double min, double max) {
        int first = (int) Math.floor(Math.log10(min));
        int last = (int) Math.ceil(Math.log10(max));
        List<Double> ticks = new ArrayList<>();
        for (int exponent = first; exponent <= last; exponent++) {
            ticks.add(Math.pow(10, exponent));
        }
        return new Scale(ticks.get(0), ticks.get(ticks.size() - 1), true, ticks);
    }

    /** Where {@code value} is between low (0) and high (1), not beyond. */
    double position(double value) {
        double position = logarithmic
                ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
                : (value - low) / (high - low);
        return Math.min(1, Math.max(0, position));
    }

    boolean contains(double value) {
        return low <= value && value <= high;
    }
}
