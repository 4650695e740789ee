package org.cosearch.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cosearch.family.NetworkFamily;
import org.cosearch.space.Space;
import org.cosearch.yaml.YamlMap;
import org.cosearch.yaml.YamlNode;

/** The check of a space by its family, with the refusal at the decision that the family names. */
final class FamilyCheck {

    /** The path of a decision as families write it, such as {@code (stage1.blocks[].kernel)}. */
    private static final Pattern DECISION = Pattern.compile("decision \\(([^()]+)\\)");

    private static final Pattern SEGMENT = Pattern.compile("[^.\\[\\]]+|\\[]");

    private FamilyCheck() {}

    /** Refuses a space that the family cannot decode. */
    static void check(NetworkFamily family, Space space, YamlNode node) {
        try {
            family.check(space);
        } catch (IllegalArgumentException refused) {
            Matcher decision = DECISION.matcher(String.valueOf(refused.getMessage()));
            YamlNode place = decision.find() ? nearest(node, decision.group(1)) : node;
            place.make(() -> {
                throw refused;
            });
        }
    }

    /** The node of a decision, else of the nearest part above that is there. */
    private static YamlNode nearest(YamlNode root, String path) {
        YamlNode node = root;
        for (String segment :
                SEGMENT.matcher(path).results().map(result -> result.group()).toList()) {
            YamlNode from = node;
            Optional<YamlNode> next = segment.equals("[]")
                    ? child(from, List.of("repeat", "body"))
                    : child(from, List.of("product", segment));
            if (next.isEmpty()) {
                return node;
            }
            node = next.get();
        }
        return node;
    }

    private static Optional<YamlNode> child(YamlNode node, List<String> keys) {
        Optional<YamlNode> found = Optional.of(node);
        for (String key : keys) {
            found = found.flatMap(map -> map instanceof YamlMap entries ? entries.find(key) : Optional.empty());
        }
        return found;
    }
}
