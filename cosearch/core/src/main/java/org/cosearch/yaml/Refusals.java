package org.cosearch.yaml;

import java.util.List;
import java.util.regex.Pattern;

/** The step from an {@link IllegalArgumentException} of a type of ours to a refusal with a place. */
final class Refusals {

    private static final int LONGEST = 500;

    private Refusals() {}

    /** A refusal of {@code node} in the words of {@code refused}. */
    static YamlException at(YamlNode node, IllegalArgumentException refused) {
        String message = String.valueOf(refused.getMessage());
        int advice = message.indexOf("\nMaybe");
        return advice < 0
                ? node.error(cut(message))
                : node.error(cut(message.substring(0, advice).strip()), cut(message.substring(advice + 1)));
    }

    /** The beginning of a message that lists more than people read. */
    private static String cut(String message) {
        return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + " …";
    }

    /** The entry of {@code map} that a message is about: the only one it names, else the only one whose value it shows. */
    static YamlNode subject(YamlMap map, String message) {
        List<YamlNode> named = map.entries().stream()
                .filter(entry -> mentions(message, entry.key().content()))
                .map(YamlMap.Entry::value)
                .toList();
        if (named.size() == 1) {
            return named.get(0);
        }
        List<YamlNode> shown = map.entries().stream()
                .map(YamlMap.Entry::value)
                .filter(value -> value instanceof YamlScalar scalar && message.contains("(" + scalar.plain() + ")"))
                .toList();
        return shown.size() == 1 ? shown.get(0) : map;
    }

    /** Whether the message has the key as a word, also in camel case or with blanks. */
    private static boolean mentions(String message, String key) {
        String words = Pattern.compile("[_-]")
                .splitAsStream(key)
                .map(Pattern::quote)
                .reduce((a, b) -> a + "[_ -]?" + b)
                .orElse(Pattern.quote(key));
        return Pattern.compile("(?<![A-Za-z0-9_])" + words + "(?![A-Za-z0-9_])", Pattern.CASE_INSENSITIVE)
                .matcher(message)
                .find();
    }
}
