package org.cosearch.space;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decisions by path as they are read into genes; every one must be active, of its type, and allowed. */
final class DecisionReader {

    private final Space space;
    private final Map<String, ? extends @Nullable Object> given;
    private final Set<String> read = new HashSet<>();

    DecisionReader(Space space, Map<String, ? extends @Nullable Object> given) {
        this.space = space;
        this.given = given;
    }

    /** The genes of all that is given. */
    double[] genes() {
        double[] genes = space.blank();
        space.read(this, Path.ROOT, genes, 0);
        for (String path : given.keySet()) {
            if (!read.contains(path)) {
                throw superfluous(path);
            }
        }
        return genes;
    }

    String label(String path, Options options) {
        String allowed = "one of " + options.labels();
        if (value(path, allowed) instanceof String label && options.contains(label)) {
            return label;
        }
        throw notAllowed(path, allowed);
    }

    long integer(String path, LongPredicate allows, String allowed) {
        Object value = value(path, allowed);
        if ((value instanceof Long || value instanceof Integer) && allows.test(((Number) value).longValue())) {
            return ((Number) value).longValue();
        }
        throw notAllowed(path, allowed);
    }

    double real(String path, DoublePredicate allows, String allowed) {
        Object value = value(path, allowed);
        if (value instanceof Number number && allows.test(number.doubleValue())) {
            return number.doubleValue();
        }
        throw notAllowed(path, allowed);
    }

    List<String> labels(String path, Predicate<List<String>> allows, String allowed) {
        if (value(path, allowed) instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            List<String> labels = list.stream().map(String.class::cast).toList();
            if (allows.test(labels)) {
                return labels;
            }
        }
        throw notAllowed(path, allowed);
    }

    private Object value(String path, String allowed) {
        String key = Path.shown(path);
        Object value = given.get(key);
        read.add(key);
        if (value == null) {
            throw new IllegalArgumentException(
                    "Decision (%s) is missing, but it is active.\nMaybe %s.".formatted(key, allowed));
        }
        return value;
    }

    private IllegalArgumentException notAllowed(String path, String allowed) {
        String key = Path.shown(path);
        Object value = given.get(key);
        String shown = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
        return new IllegalArgumentException(
                "Decision (%s) has value (%s), but it is %s.".formatted(key, shown, allowed));
    }

    private IllegalArgumentException superfluous(String path) {
        List<Decision> decisions = space.decisions();
        for (Decision decision : decisions) {
            if (decision.path().equals(path)) {
                return new IllegalArgumentException("Decision (%s) has value (%s), but it is active only if %s."
                        .formatted(path, given.get(path), conditions(decision)));
            }
        }
        String maybe = decisions.stream()
                .map(Decision::path)
                .min(Comparator.comparingInt(known -> Path.edits(path, known)))
                .map("\nMaybe %s."::formatted)
                .orElse("");
        return new IllegalArgumentException("There is no decision (%s) in the space, but it has value (%s).%s"
                .formatted(path, given.get(path), maybe));
    }

    private static String conditions(Decision decision) {
        return String.join(
                " and ", decision.conditions().stream().map(Condition::toString).toList());
    }
}
