package org.cosearch.yaml;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The correspondence between YAML trees and Java values.
 *
 * <ul>
 *   <li>A <b>record</b> is a map. The component {@code learningRate} is the key {@code learning_rate}; {@link Name}
 *       gives another. Every key is required, except components of type {@link Optional}, for which a missing key is an
 *       empty value, and those with a {@link Default}. Unknown keys are refused. An {@link IllegalArgumentException} of
 *       the constructor becomes a refusal at the component that its message names by key, or by its value in
 *       parentheses, else at the map. {@link Bounds} limit numbers.
 *   <li>A <b>sealed interface</b> with {@link Variants} is the map of one of its records, told by one more key. The
 *       variant {@code ZeroCost} is {@code zero-cost}; {@link Name} gives another.
 *   <li>An <b>enum</b> constant {@code ZERO_COST} is {@code zero-cost}; {@link Name} gives another.
 *   <li>{@code String}, {@code int}, {@code long}, {@code double}, {@code boolean} and their boxes are scalars of just
 *       that type; a {@code double} may be written as a whole number.
 *   <li>{@code List<T>} and {@code Map<String, T>} are immutable and keep the order.
 *   <li>A {@link YamlNode} is taken as it is, and any other type by the functions given to {@link #with}.
 * </ul>
 *
 * <p>Immutable.
 */
public final class Binding {

    private record Conversion<T>(
            Function<? super YamlNode, ? extends T> read, Function<? super T, ? extends Object> write) {}

    private static final Binding STRICT = new Binding(Map.of());

    private final Map<Class<?>, Conversion<?>> conversions;

    private Binding(Map<Class<?>, Conversion<?>> conversions) {
        this.conversions = conversions;
    }

    /** The binding of records, variants, enums, scalars, lists and maps. */
    public static Binding strict() {
        return STRICT;
    }

    /**
     * This binding with a type of its own reading and writing.
     *
     * @param read may throw {@link YamlException}, and {@link IllegalArgumentException} for the node as a whole
     * @param write gives a value that this binding writes, such as a text
     */
    public <T> Binding with(
            Class<T> type, Function<? super YamlNode, ? extends T> read, Function<? super T, ? extends Object> write) {
        Map<Class<?>, Conversion<?>> more = new HashMap<>(conversions);
        more.put(type, new Conversion<T>(read, write));
        return new Binding(Map.copyOf(more));
    }

    /**
     * The value of type {@code type} that {@code node} writes.
     *
     * @throws YamlException at the first thing that is wrong
     * @throws IllegalArgumentException if {@code type} is not one that can be bound
     */
    public <T> T bind(YamlNode node, Class<T> type) {
        @SuppressWarnings("unchecked")
        T value = (T) read(node, type);
        return value;
    }

    Object read(YamlNode node, Type type) {
        if (type instanceof ParameterizedType generic) {
            return readGeneric(node, generic);
        }
        if (!(type instanceof Class<?> raw)) {
            throw new IllegalArgumentException("The type (%s) cannot be bound to YAML.".formatted(type));
        }
        Conversion<?> conversion = conversions.get(raw);
        if (conversion != null) {
            return node.make(() -> conversion.read().apply(node));
        }
        if (raw.isRecord()) {
            return new RecordBinding(this, raw).read(node.map(), Optional.empty());
        }
        if (raw.isAnnotationPresent(Variants.class)) {
            return new VariantBinding(this, raw).read(node.map());
        }
        if (raw.isEnum()) {
            return readEnum(node, raw);
        }
        return readScalar(node, raw);
    }

    private Object readGeneric(YamlNode node, ParameterizedType type) {
        if (type.getRawType() == List.class) {
            List<Object> items = new ArrayList<>();
            for (YamlNode item : node.list().items()) {
                items.add(read(item, type.getActualTypeArguments()[0]));
            }
            return Collections.unmodifiableList(items);
        }
        if (type.getRawType() == Map.class && type.getActualTypeArguments()[0] == String.class) {
            Map<String, Object> values = new LinkedHashMap<>();
            for (YamlMap.Entry entry : node.map().entries()) {
                values.put(entry.key().content(), read(entry.value(), type.getActualTypeArguments()[1]));
            }
            return Collections.unmodifiableMap(values);
        }
        throw new IllegalArgumentException("The type (%s) cannot be bound to YAML.".formatted(type));
    }

    private static Object readEnum(YamlNode node, Class<?> type) {
        List<String> names = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String name = Names.constant((Enum<?>) constant);
            if (name.equals(node.scalar().content())) {
                return constant;
            }
            names.add(name);
        }
        String given = node.scalar().content();
        throw node.error("unknown value (" + Shown.of(given) + ").", Nearest.advice(given, names));
    }

    private static Object readScalar(YamlNode node, Class<?> type) {
        if (type == String.class) {
            return node.text();
        }
        if (type == double.class || type == Double.class) {
            return node.number();
        }
        if (type == long.class || type == Long.class) {
            return node.integer();
        }
        if (type == int.class || type == Integer.class) {
            long value = node.integer();
            if (value != (int) value) {
                throw node.error("number (%d) beyond %d.".formatted(value, Integer.MAX_VALUE));
            }
            return (int) value;
        }
        if (type == boolean.class || type == Boolean.class) {
            return node.truth();
        }
        if (type == YamlNode.class) {
            return node;
        }
        throw new IllegalArgumentException("The type (%s) cannot be bound to YAML.".formatted(type.getName()));
    }

    /** The value as maps, lists, texts, numbers and truth values, the way it is written. */
    Object plain(Object value) {
        if (value instanceof YamlNode node) {
            return node.plain();
        }
        for (Map.Entry<Class<?>, Conversion<?>> conversion : conversions.entrySet()) {
            if (conversion.getKey().isInstance(value)) {
                @SuppressWarnings("unchecked")
                Function<Object, Object> write =
                        (Function<Object, Object>) conversion.getValue().write();
                return plain(write.apply(value));
            }
        }
        if (value instanceof Record record) {
            return VariantBinding.withKey(record, new RecordBinding(this, value.getClass()).plain(record));
        }
        if (value instanceof Enum<?> constant) {
            return Names.constant(constant);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, entry) -> plain.put(String.valueOf(key), plain(entry)));
            return plain;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::plain).toList();
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        boolean scalar = value instanceof String
                || value instanceof Long
                || value instanceof Double
                || value instanceof Boolean
                || value.equals(Optional.empty());
        if (!scalar) {
            throw new IllegalArgumentException(
                    "The value (%s) of type (%s) cannot be written as YAML.".formatted(value, value.getClass()));
        }
        return value;
    }

    /** The canonical text of {@code value}; see {@link Yaml#write}. */
    public String write(Object value) {
        return Writer.write(plain(value));
    }
}
