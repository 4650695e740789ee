package org.cosearch.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.cosearch.space.FloatRange;
import org.cosearch.space.IntRange;
import org.cosearch.space.ManyOf;
import org.cosearch.space.OneOf;
import org.cosearch.space.Option;
import org.cosearch.space.Product;
import org.cosearch.space.Repeat;
import org.cosearch.space.Scale;
import org.cosearch.space.Space;

/** The writer of spaces in the form that {@link SpaceReader} reads. */
final class SpaceWriter {

    private static final Pattern COUNT = Pattern.compile("0|[1-9][0-9]{0,14}");

    private SpaceWriter() {}

    /** The space as maps and lists that {@link SpaceReader#read} reads. */
    static Object write(Space space) {
        if (space instanceof OneOf choice) {
            boolean plain = choice.options().stream().allMatch(SpaceWriter::isPlain);
            return plain ? options(choice.options()) : Map.of("one_of", options(choice.options()));
        }
        if (space instanceof IntRange range) {
            Map<String, Object> node = bounds(range.min(), range.max());
            if (range.scale() == Scale.LOGARITHMIC) {
                return Map.of("powers_of_two", node);
            }
            if (range.step() != 1) {
                node.put("step", range.step());
            }
            return Map.of("int", node);
        }
        if (space instanceof FloatRange range) {
            Map<String, Object> node = bounds(range.min(), range.max());
            if (range.scale() == Scale.LOGARITHMIC) {
                node.put("scale", "log");
            }
            return Map.of("real", node);
        }
        if (space instanceof ManyOf many) {
            Map<String, Object> node = new LinkedHashMap<>();
            node.put("options", options(many.options()));
            node.putAll(bounds(many.min(), many.max()));
            if (many.ordered()) {
                node.put("ordered", true);
            }
            return Map.of("many_of", node);
        }
        if (space instanceof Product product) {
            Map<String, Object> fields = new LinkedHashMap<>();
            product.fields().forEach(field -> fields.put(field.name(), write(field.space())));
            return Map.of("product", fields);
        }
        if (space instanceof Repeat repeat) {
            Map<String, Object> node = bounds(repeat.min(), repeat.max());
            node.put("body", write(repeat.body()));
            return Map.of("repeat", node);
        }
        return Map.of("unit", Map.of());
    }

    private static Map<String, Object> bounds(Object min, Object max) {
        Map<String, Object> bounds = new LinkedHashMap<>();
        bounds.put("min", min);
        bounds.put("max", max);
        return bounds;
    }

    private static boolean isPlain(Option option) {
        return option.space().equals(Space.unit());
    }

    private static List<Object> options(List<Option> options) {
        List<Object> nodes = new ArrayList<>();
        for (Option option : options) {
            nodes.add(isPlain(option) ? label(option.label()) : Map.of(option.label(), write(option.space())));
        }
        return nodes;
    }

    /** A label that is a count is written as a number, for readers. */
    private static Object label(String label) {
        return COUNT.matcher(label).matches() ? Long.valueOf(label) : label;
    }
}
