package org.cosearch.yaml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The writer of canonical text: the same value always gives the same bytes, and reads back as itself. */
final class Writer {

    private static final int WIDTH = 110;

    /** What needs no quotes in a block, in brackets or as a key. */
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z/_][A-Za-z0-9_./+%=<>@()^*-]*( [A-Za-z0-9_./+%=<>@()^*-]+)*");

    /** What readers of YAML 1.1 take for something other than text. */
    private static final Pattern TAKEN_BY_OLD_READERS =
            Pattern.compile("y|n|yes|no|on|off|true|false|null", Pattern.CASE_INSENSITIVE);

    private final StringBuilder out = new StringBuilder();

    private Writer() {}

    static String write(Object plain) {
        Writer writer = new Writer();
        if (plain instanceof Map<?, ?> map && !map.isEmpty()) {
            writer.map(map, 0);
        } else if (plain instanceof List<?> list && !inBrackets(list, 0)) {
            writer.list(list, 0);
        } else {
            writer.out.append(inline(plain)).append('\n');
        }
        return writer.out.toString();
    }

    private void map(Map<?, ?> map, int indent) {
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!first) {
                out.append(" ".repeat(indent));
            }
            first = false;
            String key = text((String) entry.getKey());
            out.append(key).append(':');
            value(entry.getValue(), indent, indent + key.length() + 2);
        }
    }

    /** The value of a key, whose text ends at {@code column}. */
    private void value(Object value, int indent, int column) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            out.append('\n').append(" ".repeat(indent + 2));
            map(map, indent + 2);
        } else if (value instanceof List<?> list && !inBrackets(list, column)) {
            out.append('\n').append(" ".repeat(indent + 2));
            list(list, indent + 2);
        } else {
            out.append(' ').append(inline(value)).append('\n');
        }
    }

    private void list(List<?> list, int indent) {
        boolean first = true;
        for (Object item : list) {
            if (!first) {
                out.append(" ".repeat(indent));
            }
            first = false;
            out.append("- ");
            if (item instanceof Map<?, ?> map && !map.isEmpty()) {
                map(map, indent + 2);
            } else if (item instanceof List<?> inner && !inBrackets(inner, indent + 2)) {
                list(inner, indent + 2);
            } else {
                out.append(inline(item)).append('\n');
            }
        }
    }

    /** Whether a list is written on one line: it is empty, or has single values only and fits. */
    private static boolean inBrackets(List<?> list, int column) {
        boolean single = list.stream().noneMatch(item -> item instanceof Map || item instanceof List);
        return list.isEmpty() || (single && column + inline(list).length() <= WIDTH);
    }

    private static String inline(Object value) {
        if (value instanceof List<?> list) {
            return "[" + String.join(", ", list.stream().map(Writer::inline).toList()) + "]";
        }
        if (value instanceof Map<?, ?>) {
            return "{}";
        }
        if (value instanceof Double number) {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("The number (%s) is not finite.".formatted(number));
            }
            return YamlScalar.shortest(number);
        }
        if (value instanceof Long number && Math.abs(number) > 1L << 53) {
            throw new IllegalArgumentException("The number (%s) is beyond 2^53.".formatted(number));
        }
        if (value instanceof String text) {
            return text(text);
        }
        return value instanceof Optional<?> ? "null" : value.toString();
    }

    private static String text(String text) {
        boolean plain = PLAIN.matcher(text).matches()
                && YamlScalar.resolve(text) == YamlScalar.Kind.TEXT
                && !TAKEN_BY_OLD_READERS.matcher(text).matches();
        return plain ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (!Characters.allowedInText(c)) {
                        throw new IllegalArgumentException(
                                "The text (%s) has a control character.".formatted(Shown.of(text)));
                    }
                    quoted.appendCodePoint(c);
                }
            }
        });
        return quoted.append('"').toString();
    }
}
