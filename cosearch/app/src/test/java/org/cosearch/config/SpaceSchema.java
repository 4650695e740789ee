package org.cosearch.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cosearch.space.Space;

/** The JSON Schema of the form that {@link SpaceReader} reads. */
final class SpaceSchema {

    private static final Map<String, Object> SPACE = Map.of("$ref", "#/definitions/" + Space.class.getSimpleName());
    private static final Map<String, Object> INTEGER = Map.of("type", "integer");
    private static final Map<String, Object> NUMBER = Map.of("type", "number");
    private static final Map<String, Object> LABEL = Map.of("type", List.of("string", "number", "boolean"));

    private SpaceSchema() {}

    static JsonNode space() {
        Map<String, Object> option = Map.of("anyOf", List.of(LABEL, map("a label with a space", SPACE, 1)));
        Map<String, Object> options = Map.of("type", "array", "minItems", 1, "items", option);
        List<Object> kinds = new ArrayList<>();
        kinds.add(options);
        kinds.add(kind("product", map("the fields, each a space", SPACE, 1_000_000)));
        kinds.add(kind("one_of", options));
        kinds.add(kind("int", record(Map.of("min", INTEGER, "max", INTEGER, "step?", INTEGER))));
        kinds.add(kind("powers_of_two", record(Map.of("min", INTEGER, "max", INTEGER))));
        kinds.add(kind(
                "real",
                record(Map.of("min", NUMBER, "max", NUMBER, "scale?", Map.of("enum", List.of("linear", "log"))))));
        kinds.add(kind(
                "many_of",
                record(Map.of(
                        "options", options, "min", INTEGER, "max", INTEGER, "ordered?", Map.of("type", "boolean")))));
        kinds.add(kind("repeat", record(Map.of("min", INTEGER, "max", INTEGER, "body", SPACE))));
        kinds.add(kind("unit", record(Map.of())));
        return new ObjectMapper()
                .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
                .valueToTree(Map.of("anyOf", kinds));
    }

    private static Map<String, Object> map(String description, Map<String, Object> values, int most) {
        return Map.of(
                "type", "object", "description", description, "additionalProperties", values, "maxProperties", most);
    }

    private static Map<String, Object> kind(String name, Map<String, Object> content) {
        return record(Map.of(name, content));
    }

    /** An object of just these keys; those that end in a question mark may be missing. */
    private static Map<String, Object> record(Map<String, Object> keys) {
        Map<String, Object> properties = new TreeMap<>();
        keys.forEach((key, value) -> properties.put(key.replace("?", ""), value));
        List<String> required = keys.keySet().stream()
                .filter(key -> !key.endsWith("?"))
                .sorted()
                .toList();
        return Map.of("type", "object", "properties", properties, "required", required, "additionalProperties", false);
    }
}
