package org.cosearch.accelerator.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cosearch.yaml.Nearest;

/** The files of {@code configs} that come with the library, as resources. */
final class BuiltIn {

    private BuiltIn() {}

    /**
     * The text of a file.
     *
     * @param kind for messages
     * @throws IllegalArgumentException if it is not one of {@code names}
     */
    static String text(String kind, String name, List<String> names) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException(
                    "There is no %s (%s).\n%s".formatted(kind, name, Nearest.advice(name, names)));
        }
        try (InputStream in = BuiltIn.class.getResourceAsStream(name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("%s.yaml is missing from the build.".formatted(name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
