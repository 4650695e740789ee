package org.cosearch.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cosearch.yaml.Names;

/** The checks of lists. */
final class Lists {

    private Lists() {}

    static void requireSome(String key, List<?> list) {
        if (list.isEmpty()) {
            throw new IllegalArgumentException("the list of %s is empty.".formatted(key));
        }
    }

    static void requireDistinct(String key, List<?> list) {
        Set<Object> seen = new HashSet<>();
        for (Object item : list) {
            if (!seen.add(item)) {
                Object shown = item instanceof Enum<?> constant ? Names.constant(constant) : item;
                throw new IllegalArgumentException("the list of %s has (%s) twice.".formatted(key, shown));
            }
        }
    }
}
