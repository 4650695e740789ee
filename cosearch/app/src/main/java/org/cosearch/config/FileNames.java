package org.cosearch.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** The names that files and folders are named by. */
final class FileNames {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private FileNames() {}

    /** Refuses a name that is not safe as the name of a file on any system. */
    static void require(String key, String name) {
        if (!NAME.matcher(name).matches()) {
            String plain = name.toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9._-]+", "-")
                    .replaceAll("^[^a-z0-9]+|-+$", "");
            String advice = NAME.matcher(plain).matches() ? "\nMaybe " + plain + "." : "";
            throw new IllegalArgumentException(
                    "the %s (%s) is not 1 to 64 lower case letters, digits, '-', '_', '.', the first a letter or digit.%s"
                            .formatted(key, name, advice));
        }
    }
}
