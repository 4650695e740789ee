package org.cosearch.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The checks of lists. */
final class Lists {

    private Lists() {}

    static void requireSome(String key, List<?> list) {
        if (list.isEmpty()) {
            throw new IllegalArgumentException("%s is an empty list.".formatted(key));
        }
    }

    static void requireDistinct(String key, List<?> list) {
        Set<Object> seen = new HashSet<>();
        for (Object item : list) {
            if (!seen.add(item)) {
                throw new IllegalArgumentException("%s has (%s) twice.".formatted(key, item));
            }
        }
    }
}
