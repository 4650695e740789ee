package org.cosearch.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** The names of runs and networks, which also name folders, decisions and metrics. */
final class PlainNames {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    private PlainNames() {}

    /** Refuses a name that is not safe as the name of a file on any system. */
    static void require(String key, String name) {
        if (!NAME.matcher(name).matches()) {
            String plain = name.toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9_-]+", "-")
                    .replaceAll("^[^a-z0-9]+|-+$", "");
            String advice = NAME.matcher(plain).matches() ? "\nMaybe " + plain + "." : "";
            throw new IllegalArgumentException(
                    "the %s (%s) is not 1 to 64 lower case letters, digits, '-', '_', the first a letter or digit.%s"
                            .formatted(key, name, advice));
        }
    }
}
