package org.cosearch.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The state of a machine that latencies depend on, at one time. What cannot be read is empty, never 0.
 *
 * @param loadPercent of all processors, while nothing is measured
 * @param clockMegahertz of the fastest processor
 * @param temperatureCelsius of the processor
 */
public record Conditions(OptionalDouble loadPercent, OptionalDouble clockMegahertz, OptionalDouble temperatureCelsius) {

    /** Nothing can be read. */
    public static final Conditions UNKNOWN =
            new Conditions(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    /** What others may use of the processors without being noticed in latencies. */
    private static final double MAX_LOAD_PERCENT = 5;

    private static final double MAX_CLOCK_DROP_PERCENT = 15;

    private static final double MAX_RISE_CELSIUS = 5;

    /** Why measuring should not begin; none if nothing is against it. */
    public List<String> objections() {
        return loadPercent.isPresent() && loadPercent.getAsDouble() > MAX_LOAD_PERCENT
                ? List.of(text(
                        "others use %.0f %% of the processors, more than %.0f %%",
                        loadPercent.getAsDouble(), MAX_LOAD_PERCENT))
                : List.of();
    }

    /** How the machine slowed down or heated up since; none if it did not. */
    public List<String> worsenedTo(Conditions later) {
        List<String> found = new ArrayList<>();
        if (clockMegahertz.isPresent() && later.clockMegahertz.isPresent()) {
            double drop = 100 * (1 - later.clockMegahertz.getAsDouble() / clockMegahertz.getAsDouble());
            if (drop > MAX_CLOCK_DROP_PERCENT) {
                found.add(text("the clock dropped by %.0f %%", drop));
            }
        }
        if (temperatureCelsius.isPresent() && later.temperatureCelsius.isPresent()) {
            double rise = later.temperatureCelsius.getAsDouble() - temperatureCelsius.getAsDouble();
            if (rise > MAX_RISE_CELSIUS) {
                found.add(text("the processor became %.0f degrees warmer", rise));
            }
        }
        return found;
    }

    /** As they are kept with measurements. */
    public List<Property> properties() {
        return List.of(
                new Property("load_percent", shown(loadPercent)),
                new Property("clock_mhz", shown(clockMegahertz)),
                new Property("temperature_celsius", shown(temperatureCelsius)));
    }

    private static String shown(OptionalDouble value) {
        return value.isPresent() ? text("%.1f", value.getAsDouble()) : Surroundings.NOT_AVAILABLE;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
