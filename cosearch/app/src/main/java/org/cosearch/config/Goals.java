package org.cosearch.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Objective.Sense;
import org.cosearch.evaluate.Spec;
import org.cosearch.evaluate.Spec.Relation;
import org.cosearch.yaml.Nearest;

/** The form of objectives and specs in text: {@code minimize latency_ms}, {@code area_mm2 <= 4.0}. */
public final class Goals {

    private static final List<String> SENSES = List.of("minimize", "maximize");

    private static final Pattern SPEC = Pattern.compile("(\\S+?)\\s*([<>=!≤≥~]+)\\s*(\\S+)(.*)");

    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?");

    /** What people write for the two relations. */
    private static final Map<String, String> MEANT =
            Map.of("<", "<=", "=<", "<=", "≤", "<=", ">", ">=", "=>", ">=", "≥", ">=");

    private Goals() {}

    /**
     * The objective that {@code text} writes.
     *
     * @throws IllegalArgumentException if it writes none, with advice
     */
    public static Objective objective(String text) {
        List<String> words = List.of(text.strip().split("\\s+"));
        if (words.size() != 2) {
            String advice = words.size() == 1 && KnownMetrics.find(words.get(0)).isPresent()
                    ? "Maybe minimize " + words.get(0) + "."
                    : "Maybe minimize latency_ms.";
            throw new IllegalArgumentException("not an objective (%s).\n%s".formatted(text, advice));
        }
        if (!SENSES.contains(words.get(0))) {
            throw new IllegalArgumentException("unknown direction (%s).\n%s"
                    .formatted(words.get(0), Nearest.advice(words.get(0).replace("ise", "ize"), SENSES)));
        }
        Metric metric = KnownMetrics.find(words.get(1)).orElseThrow(() -> KnownMetrics.unknown(words.get(1)));
        return new Objective(metric, Sense.valueOf(words.get(0).toUpperCase(Locale.ROOT)));
    }

    /**
     * The spec that {@code text} writes.
     *
     * @throws IllegalArgumentException if it writes none, or one that no design can meet, with advice
     */
    public static Spec spec(String text) {
        Matcher parts = SPEC.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a spec (%s).\nMaybe latency_ms <= 1.0.".formatted(text));
        }
        String name = parts.group(1);
        Optional<Relation> relation = relation(parts.group(2));
        if (relation.isEmpty()) {
            String symbol = MEANT.get(parts.group(2));
            String advice =
                    symbol == null ? "Maybe <= or >=." : "Maybe %s %s %s.".formatted(name, symbol, parts.group(3));
            throw new IllegalArgumentException("unknown relation (%s).\n%s".formatted(parts.group(2), advice));
        }
        double bound =
                bound(name, relation.get(), parts.group(3), parts.group(4).strip());
        Metric metric = KnownMetrics.find(name)
                .orElseThrow(() -> KnownMetrics.unknown(name, relation.get().symbol(), bound));
        return possible(new Spec(metric, relation.get(), bound));
    }

    private static Optional<Relation> relation(String symbol) {
        for (Relation relation : Relation.values()) {
            if (relation.symbol().equals(symbol)) {
                return Optional.of(relation);
            }
        }
        return Optional.empty();
    }

    private static double bound(String name, Relation relation, String written, String rest) {
        Matcher number = NUMBER.matcher(written);
        if (!number.lookingAt()) {
            throw new IllegalArgumentException("the bound (%s) is not a number.".formatted(written));
        }
        String unit = written.substring(number.end()) + rest;
        if (!unit.isEmpty()) {
            throw new IllegalArgumentException(
                    "the bound (%s) has more than a number; its unit is that of the metric.\nMaybe %s %s %s."
                            .formatted((written + " " + rest).strip(), name, relation.symbol(), number.group()));
        }
        double bound = Double.parseDouble(written);
        if (!Double.isFinite(bound)) {
            throw new IllegalArgumentException("the bound (%s) is not finite.".formatted(written));
        }
        return bound;
    }

    /** The spec, refused if no value of its metric can meet it. */
    private static Spec possible(Spec spec) {
        boolean negative = spec.relation() == Relation.AT_MOST && spec.bound() < 0;
        boolean beyondAll = spec.relation() == Relation.AT_LEAST
                && spec.metric().equals(Metric.ACCURACY_PERCENT)
                && spec.bound() > 100;
        if (negative || beyondAll) {
            throw new IllegalArgumentException("no design can meet (%s).".formatted(spec));
        }
        return spec;
    }
}
