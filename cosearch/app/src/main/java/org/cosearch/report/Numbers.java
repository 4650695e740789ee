package org.cosearch.report;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Numbers as text, the same on every machine. */
final class Numbers {

    private static final int SIGNIFICANT_DIGITS = 5;

    private Numbers() {}

    /**
     * The shortest decimal that reads back as the same double. {@link Double#toString} is not used: it prints other
     * digits on Java 17 than on Java 19 and later (JDK-4511638).
     */
    static String exact(double value) {
        return NumberOutput.toString(value, true);
    }

    /** As JSON, rounded to seven significant digits: finer than any plot or table shows. Not finite is null. */
    static String compact(double value) {
        if (!Double.isFinite(value)) {
            return "null";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(7));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toString();
    }

    /** For people: five significant digits, all digits before the point, a power of ten only far from 1. */
    static String readable(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value) || size >= 1e9 || (size < 1e-4 && size > 0)) {
            return String.format(Locale.ROOT, "%.4g", value);
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        int digitsBeforePoint = exact.precision() - exact.scale();
        BigDecimal rounded = exact.round(new MathContext(Math.max(SIGNIFICANT_DIGITS, digitsBeforePoint)));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** For people: digits in groups of three. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A number and its noun: {@code 1 seed}, {@code 5 seeds}. */
    static String count(long value, String noun) {
        return count(value) + " " + noun + (value == 1 ? "" : "s");
    }

    /** A share in percent with one decimal; of nothing, 0. */
    static String percent(long part, long whole) {
        return String.format(Locale.ROOT, "%.1f %%", whole == 0 ? 0.0 : 100.0 * part / whole);
    }

    /** Wall time for people: {@code 41 s}, {@code 9 min 41 s}, {@code 2 h 9 min}. */
    static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? "%d min %d s".formatted(whole / 60, whole % 60)
                : "%d h %d min".formatted(whole / 3600, whole / 60 % 60);
    }

    /**
     * The {@code q}-quantile, interpolated linearly between order statistics (type 7 of Hyndman and Fan 1996).
     *
     * @param values at least one, in any order
     * @param q from 0 to 1
     */
    static double quantile(List<Double> values, double q) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        double position = q * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
