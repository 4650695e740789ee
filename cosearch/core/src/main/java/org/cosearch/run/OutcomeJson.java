package org.cosearch.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Scores;

/** The JSON form of outcomes in the files of a run. Numbers are written so that they read back bit for bit. */
final class OutcomeJson {

    private OutcomeJson() {}

    static ObjectNode write(Outcome outcome) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (outcome instanceof Outcome.Scored scored) {
            node.put("kind", "scored");
            node.set("figures", figures(scored.scores()));
        } else if (outcome instanceof Outcome.Rejected rejected) {
            node.put("kind", "rejected").put("spec", rejected.spec());
            node.set("figures", figures(rejected.scores()));
        } else if (outcome instanceof Outcome.Failed failed) {
            node.put("kind", "failed").put("reason", failed.reason());
        }
        return node;
    }

    /** @throws IllegalArgumentException if {@code node} is no outcome */
    static Outcome read(JsonNode node) {
        String kind = text(node, "kind");
        return switch (kind) {
            case "scored" -> new Outcome.Scored(scores(node.path("figures")));
            case "rejected" -> new Outcome.Rejected(scores(node.path("figures")), text(node, "spec"));
            case "failed" -> new Outcome.Failed(text(node, "reason"));
            default -> throw new IllegalArgumentException("the outcome has kind (%s)".formatted(kind));
        };
    }

    private static ArrayNode figures(Scores scores) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Figure figure : scores.figures()) {
            ObjectNode node = array.addObject()
                    .put("metric", figure.metric().name())
                    .put("unit", figure.metric().unit())
                    .put("value", figure.value())
                    .put("origin", figure.origin().label());
            if (figure.sigma() > 0) {
                node.put("sigma", figure.sigma());
            }
        }
        return array;
    }

    private static Scores scores(JsonNode array) {
        List<Figure> figures = new ArrayList<>();
        for (JsonNode node : array) {
            figures.add(new Figure(
                    new Metric(text(node, "metric"), text(node, "unit")),
                    number(node, "value"),
                    Origin.valueOf(text(node, "origin").toUpperCase(Locale.ROOT)),
                    node.has("sigma") ? number(node, "sigma") : 0));
        }
        return new Scores(figures);
    }

    private static String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("%s (%s) is not a text".formatted(key, value));
        }
        return value.textValue();
    }

    private static double number(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isNumber()) {
            throw new IllegalArgumentException("%s (%s) is not a number".formatted(key, value));
        }
        return value.doubleValue();
    }
}
