package org.cosearch.space;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decisions as a JSON object from path to value, in the order of the tree. */
final class GenomeJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private GenomeJson() {}

    static String write(Map<String, Object> decisions) {
        try {
            return MAPPER.writeValueAsString(decisions);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Decisions are not JSON: %s".formatted(decisions), e);
        }
    }

    /** @throws IllegalArgumentException if the text is not one JSON object */
    static Map<String, Object> read(String json) {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The genome is not JSON: %s".formatted(e.getOriginalMessage()), e);
        }
        if (!root.isObject()) {
            throw new IllegalArgumentException("The genome is not a JSON object: %s".formatted(json));
        }
        Map<String, Object> decisions = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : root.properties()) {
            decisions.put(property.getKey(), value(property.getValue()));
        }
        return decisions;
    }

    /** What is no decision stays a node, to be refused with its path. */
    private static Object value(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
        }
        if (node.isFloatingPointNumber()) {
            return node.doubleValue();
        }
        if (node.isArray()) {
            List<Object> values = new ArrayList<>();
            node.forEach(element -> values.add(value(element)));
            return values;
        }
        return node;
    }
}
