package org.cosearch.yaml;

import java.lang.reflect.RecordComponent;
import java.util.Locale;

/** The names in YAML of what Java names. */
public final class Names {

    private Names() {}

    /** The key of a record component: {@code learning_rate}, or its {@link Name}. */
    public static String key(RecordComponent component) {
        Name name = component.getAnnotation(Name.class);
        return name != null ? name.value() : split(component.getName(), "_");
    }

    /** The name of an enum constant: {@code zero-cost}, or its {@link Name}. */
    public static String constant(Enum<?> constant) {
        try {
            Name name = constant.getDeclaringClass().getField(constant.name()).getAnnotation(Name.class);
            return name != null
                    ? name.value()
                    : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        } catch (NoSuchFieldException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The name of a record among variants: {@code zero-cost}, or its {@link Name}. */
    public static String variant(Class<?> type) {
        Name name = type.getAnnotation(Name.class);
        return name != null ? name.value() : split(type.getSimpleName(), "-");
    }

    private static String split(String camelCase, String separator) {
        return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", separator).toLowerCase(Locale.ROOT);
    }
}
