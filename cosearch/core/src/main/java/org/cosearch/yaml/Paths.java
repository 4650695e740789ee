package org.cosearch.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reader of the paths that {@link Location#path()} writes. */
final class Paths {

    private static final Pattern SEGMENT = Pattern.compile("\\.?([A-Za-z0-9_-]+)|\\[([0-9]+)]|\\[\"(.*?)\"]");

    private Paths() {}

    static YamlNode follow(YamlNode root, String path) {
        YamlNode node = root;
        Matcher segments = SEGMENT.matcher(path);
        int end = 0;
        while (end < path.length()) {
            if (!segments.find(end) || segments.start() != end) {
                throw none(root, path);
            }
            end = segments.end();
            String index = segments.group(2);
            String key = segments.group(1) != null ? segments.group(1) : segments.group(3);
            if (index != null && node instanceof YamlList list && index.length() < 9) {
                int i = Integer.parseInt(index);
                if (i >= list.items().size()) {
                    throw none(root, path);
                }
                node = list.items().get(i);
            } else if (key != null && node instanceof YamlMap map) {
                node = map.find(key).orElseThrow(() -> none(root, path));
            } else {
                throw none(root, path);
            }
        }
        return node;
    }

    private static IllegalArgumentException none(YamlNode root, String path) {
        return new IllegalArgumentException(
                "There is no node at the path (%s) of %s.".formatted(path, root.location()));
    }
}
