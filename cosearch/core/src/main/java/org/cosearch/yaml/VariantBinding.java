package org.cosearch.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The binding of one sealed interface to the maps of its records. */
final class VariantBinding {

    private final Binding binding;
    private final String key;
    private final Map<String, Class<?>> records;

    VariantBinding(Binding binding, Class<?> type) {
        this.binding = binding;
        key = type.getAnnotation(Variants.class).value();
        records = records(type)
                .collect(Collectors.toMap(
                        Names::variant,
                        record -> record,
                        (a, b) -> {
                            throw new IllegalArgumentException("Two variants of (%s) have one name.".formatted(type));
                        },
                        LinkedHashMap::new));
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Stream.of(type.getPermittedSubclasses()).flatMap(VariantBinding::records);
    }

    Object read(YamlMap map) {
        YamlNode by = map.find(key)
                .orElseThrow(() -> map.error("missing key (" + key + ").", Nearest.advice("", records.keySet())));
        String name = by.scalar().content();
        Class<?> record = records.get(name);
        if (record == null) {
            throw by.error("unknown value (" + Shown.of(name) + ").", Nearest.advice(name, records.keySet()));
        }
        return new RecordBinding(binding, record).read(map, Optional.of(key));
    }

    /** The components of a record, after the key that tells the variant if it is one. */
    static Map<String, Object> withKey(Record record, Map<String, Object> components) {
        return variants(record.getClass())
                .<Map<String, Object>>map(variants -> {
                    Map<String, Object> all = new LinkedHashMap<>();
                    all.put(variants.value(), Names.variant(record.getClass()));
                    all.putAll(components);
                    return all;
                })
                .orElse(components);
    }

    private static Optional<Variants> variants(Class<?> type) {
        for (Class<?> parent : type.getInterfaces()) {
            Variants variants = parent.getAnnotation(Variants.class);
            if (variants != null) {
                return Optional.of(variants);
            }
            Optional<Variants> above = variants(parent);
            if (above.isPresent()) {
                return above;
            }
        }
        return Optional.empty();
    }
}
