package org.cosearch.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A YAML map: entries in file order, keys unique.
 *
 * @param location of the first key, or of the opening brace
 * @param entries in file order
 */
public record YamlMap(Location location, List<Entry> entries) implements YamlNode {

    /**
     * A key and its value.
     *
     * @param key a scalar; its text is the key, whatever its kind
     */
    public record Entry(YamlScalar key, YamlNode value) {}

    public YamlMap {
        entries = List.copyOf(entries);
    }

    /** The keys in file order. */
    public List<String> keys() {
        return entries.stream().map(entry -> entry.key().text(false)).toList();
    }

    /** The value of {@code key}, if it is there. */
    public Optional<YamlNode> find(String key) {
        for (Entry entry : entries) {
            if (entry.key().text(false).equals(key)) {
                return Optional.of(entry.value());
            }
        }
        return Optional.empty();
    }

    /** The value of {@code key}, refused at the place of this map if it is missing. */
    public YamlNode value(String key) {
        return find(key).orElseThrow(() -> error("missing key (" + key + ")."));
    }

    /** This map, refused at the first key that is not one of {@code allowed}; see {@link #only(List)}. */
    public YamlMap only(String... allowed) {
        return only(List.of(allowed));
    }

    /**
     * This map, refused at the first key that is not one of {@code allowed}, with the nearest one that is not there yet
     * as advice.
     */
    public YamlMap only(List<String> allowed) {
        for (Entry entry : entries) {
            String key = entry.key().text(false);
            if (!allowed.contains(key)) {
                throw new YamlException(
                        location.moved(
                                entry.key().location().line(),
                                entry.key().location().column()),
                        "unknown key (" + Shown.of(key) + ").",
                        Nearest.advice(key, missing(allowed)));
            }
        }
        return this;
    }

    private List<String> missing(List<String> keys) {
        List<String> present = keys();
        return keys.stream().filter(key -> !present.contains(key)).toList();
    }

    @Override
    public YamlMap map() {
        return this;
    }

    @Override
    public Map<String, Object> plain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        for (Entry entry : entries) {
            plain.put(entry.key().text(false), entry.value().plain());
        }
        return Collections.unmodifiableMap(plain);
    }

    @Override
    public String description() {
        return "a map";
    }
}
