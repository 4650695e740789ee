package org.cosearch.accelerator.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cosearch.hardware.LevelConstraint.Factor;
import org.cosearch.hardware.LevelConstraint.Relation;
import org.cosearch.yaml.YamlList;
import org.cosearch.yaml.YamlNode;

/** The small languages of loop factors and permutations in Timeloop files. */
final class LoopText {

    private static final Pattern FACTOR = Pattern.compile("([A-Za-z_]+)\\s*(<=|>=|=|)\\s*(\\d{1,9})");

    private LoopText() {}

    /** The tokens of {@code C3 M2}, {@code C=3,M<=2} or a list of those. */
    static List<Factor> factors(YamlNode node) {
        List<Factor> result = new ArrayList<>();
        for (String token : tokens(node, "[\\s,]+")) {
            if (token.matches("\\d+")) {
                throw node.error(
                        "imperfect factor with remainder (%s) is not modelled.".formatted(token),
                        "Maybe round the dimension up and use perfect factors.");
            }
            Factor factor;
            try {
                factor = factor(token);
            } catch (IllegalArgumentException refusal) {
                throw node.error(String.valueOf(refusal.getMessage()));
            }
            if (result.stream()
                    .anyMatch(other ->
                            other.dimension().equals(factor.dimension()) && other.relation() == factor.relation())) {
                throw node.error("factor of (%s) is given twice.".formatted(factor.dimension()));
            }
            result.add(factor);
        }
        return result;
    }

    /**
     * The factor that a token such as {@code C3} or {@code C<=3} writes.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Factor factor(String token) {
        Matcher matcher = FACTOR.matcher(token);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "factor (%s) is not of the form C3, C=3, C<=3 or C>=3.".formatted(token));
        }
        Relation relation = switch (matcher.group(2)) {
            case "<=" -> Relation.AT_MOST;
            case ">=" -> Relation.AT_LEAST;
            default -> Relation.EQUAL;
        };
        return new Factor(matcher.group(1), relation, Integer.parseInt(matcher.group(3)));
    }

    /**
     * The dimensions of a permutation, innermost first: {@code CMR} letter by letter, blanks meaning nothing, or longer
     * names between commas.
     */
    static List<String> permutation(YamlNode node, String text) {
        List<String> result = new ArrayList<>();
        for (String name : text.contains(",") ? text.split("[\\s,]+", -1) : text.split("", -1)) {
            if (name.isBlank()) {
                continue;
            }
            if (result.contains(name)) {
                throw node.error("dimension (%s) is twice in the permutation (%s).".formatted(name, text));
            }
            result.add(name);
        }
        return result;
    }

    /** The text of a permutation, which may be written as a list. */
    static String permutationText(YamlNode node) {
        return node instanceof YamlList ? String.join(",", tokens(node, "\\s+")) : node.text();
    }

    private static List<String> tokens(YamlNode node, String separator) {
        List<String> result = new ArrayList<>();
        List<YamlNode> parts = node instanceof YamlList list ? list.items() : List.of(node);
        for (YamlNode part : parts) {
            for (String token : part.text().trim().split(separator, -1)) {
                if (!token.isEmpty()) {
                    result.add(token);
                }
            }
        }
        return result;
    }
}
