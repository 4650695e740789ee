package org.cosearch.adapter.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cosearch.device.Property;

/** Properties as the lines {@code name=value} that the adapter interface speaks. */
public final class Properties {

    private Properties() {}

    /** One line each, every line ended. */
    public static String write(List<Property> properties) {
        return properties.stream().map(property -> property + "\n").collect(Collectors.joining());
    }

    /**
     * The properties in {@code text}.
     *
     * @throws IllegalArgumentException if a line is no property, is not ended, or repeats a name
     */
    public static List<Property> read(String text) {
        List<Property> properties = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new IllegalArgumentException("The last line does not end in a line break.");
        }
        for (String line : text.lines().toList()) {
            int equals = line.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("The line (%s) is not of the form name=value.".formatted(line));
            }
            Property property = new Property(line.substring(0, equals), line.substring(equals + 1));
            if (!names.add(property.name())) {
                throw new IllegalArgumentException("The name (%s) comes twice.".formatted(property.name()));
            }
            properties.add(property);
        }
        return List.copyOf(properties);
    }

    /** The value under {@code name}. */
    public static Optional<String> value(List<Property> properties, String name) {
        return properties.stream()
                .filter(property -> property.name().equals(name))
                .map(Property::value)
                .findFirst();
    }
}
