package org.cosearch.space;

import java.util.regex.Pattern;

/**
 * A named part of a product.
 *
 * @param name unique in its product, one segment of a path: no dot, bracket, or white space
 */
public record Field(String name, Space space) {

    private static final Pattern NAME = Pattern.compile("[^.\\[\\]\\s\\p{Cntrl}]+");

    public Field {
        requireName("A field", name);
    }

    static void requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "%s is named (%s), but a name has no dot, bracket or white space and is not empty.\nMaybe %s."
                            .formatted(what, name, suggestion(name)));
        }
    }

    private static String suggestion(String name) {
        String plain = name.strip().replaceAll("[.\\[\\]\\s\\p{Cntrl}]+", "_");
        return plain.isEmpty() ? "name it after what it decides" : plain;
    }

    @Override
    public String toString() {
        return name + ": " + space;
    }
}
