package org.cosearch.device;

/**
 * A setting of a device or a fact about it, as the device itself names it: {@code threads = 2}.
 *
 * <p>Names and values are open because devices are.
 *
 * @param name at least one of a-z, 0-9, {@code _} and {@code .}, beginning with a letter
 * @param value on one line, possibly empty
 */
public record Property(String name, String value) {

    public Property {
        if (!name.matches("[a-z][a-z0-9_.]*")) {
            throw new IllegalArgumentException(
                    "The property name (%s) is not made of a-z, 0-9, _ and . after a letter.".formatted(name));
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "The value of property %s holds a control character, such as a line break.".formatted(name));
        }
    }

    /** As in {@code threads=2}. */
    @Override
    public String toString() {
        return name + "=" + value;
    }
}
