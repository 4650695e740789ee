package org.cosearch.config;

import static org.cosearch.evaluate.Metric.ACCURACY_PERCENT;
import static org.cosearch.evaluate.Metric.AREA_MM2;
import static org.cosearch.evaluate.Metric.ENERGY_MJ;
import static org.cosearch.evaluate.Metric.LATENCY_MS;
import static org.cosearch.evaluate.Metric.MACS_M;
import static org.cosearch.evaluate.Metric.PARAMETERS_M;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cosearch.evaluate.Metric;
import org.cosearch.yaml.Nearest;

/** The metrics that a run computes, and the quantities that people may write instead. */
public final class KnownMetrics {

    /** In the order of messages. */
    public static final List<Metric> ALL =
            List.of(ACCURACY_PERCENT, LATENCY_MS, ENERGY_MJ, AREA_MM2, PARAMETERS_M, MACS_M);

    private static final List<String> NAMES = ALL.stream().map(Metric::name).toList();

    private static final Pattern OF_TASK =
            Pattern.compile("(%s|%s)\\.([a-z0-9_-]+)".formatted(ACCURACY_PERCENT.name(), LATENCY_MS.name()));

    /** What one of a foreign unit is in the metric's own. */
    private record Foreign(Metric metric, String factor) {}

    private static final Map<String, Foreign> FOREIGN = Map.ofEntries(
            Map.entry("accuracy", new Foreign(ACCURACY_PERCENT, "100")),
            Map.entry("accuracy_fraction", new Foreign(ACCURACY_PERCENT, "100")),
            Map.entry("latency_s", new Foreign(LATENCY_MS, "1000")),
            Map.entry("latency_us", new Foreign(LATENCY_MS, "0.001")),
            Map.entry("latency_ns", new Foreign(LATENCY_MS, "0.000001")),
            Map.entry("energy_j", new Foreign(ENERGY_MJ, "1000")),
            Map.entry("energy_uj", new Foreign(ENERGY_MJ, "0.001")),
            Map.entry("energy_nj", new Foreign(ENERGY_MJ, "0.000001")),
            Map.entry("energy_pj", new Foreign(ENERGY_MJ, "0.000000001")),
            Map.entry("area_cm2", new Foreign(AREA_MM2, "100")),
            Map.entry("area_um2", new Foreign(AREA_MM2, "0.000001")),
            Map.entry("parameters", new Foreign(PARAMETERS_M, "0.000001")),
            Map.entry("parameters_k", new Foreign(PARAMETERS_M, "0.001")),
            Map.entry("macs", new Foreign(MACS_M, "0.000001")),
            Map.entry("macs_g", new Foreign(MACS_M, "1000")));

    private KnownMetrics() {}

    /** The metric of that name; that of one task where the name is {@code accuracy_percent.task} or {@code latency_ms.task}. */
    static Optional<Metric> find(String name) {
        return ofAll(name)
                .map(whole -> new Metric(name, whole.unit()))
                .or(() -> ALL.stream()
                        .filter(metric -> metric.name().equals(name))
                        .findFirst());
    }

    /** The task that a metric is of, if it is of one. */
    static Optional<String> task(Metric metric) {
        Matcher parts = OF_TASK.matcher(metric.name());
        return parts.matches() ? Optional.of(parts.group(2)) : Optional.empty();
    }

    /** The metric of all tasks together, where {@code name} is that of one task. */
    static Optional<Metric> ofAll(String name) {
        Matcher parts = OF_TASK.matcher(name);
        return parts.matches()
                ? ALL.stream()
                        .filter(metric -> metric.name().equals(parts.group(1)))
                        .findFirst()
                : Optional.empty();
    }

    /** Whether a metric is the latency of all networks or of one of them. */
    static boolean isLatency(Metric metric) {
        return metric.equals(LATENCY_MS) || metric.name().startsWith(LATENCY_MS.name() + ".");
    }

    /** The refusal of a metric that no run computes. */
    static IllegalArgumentException unknown(String name) {
        String advice = FOREIGN.containsKey(name)
                ? "Maybe " + FOREIGN.get(name).metric().name() + "."
                : Nearest.advice(name, NAMES);
        return new IllegalArgumentException("unknown metric (%s).\n%s".formatted(name, advice));
    }

    /** The refusal of a metric in a limit, with the bound in the right unit if only the unit is foreign. */
    static IllegalArgumentException unknown(String name, String symbol, double bound) {
        Foreign foreign = FOREIGN.get(name);
        if (foreign == null) {
            return unknown(name);
        }
        BigDecimal converted = new BigDecimal(foreign.factor())
                .multiply(BigDecimal.valueOf(bound), MathContext.DECIMAL64)
                .stripTrailingZeros();
        return new IllegalArgumentException("unknown metric (%s).\nMaybe %s %s %s."
                .formatted(name, foreign.metric().name(), symbol, converted.toPlainString()));
    }
}
