package org.cosearch.space;

/**
 * One of the things that can be chosen, and what is left to decide once it is.
 *
 * @param label unique among the options of a choice; a plain {@linkplain Field name} if {@code space} has decisions
 * @param space the decisions that are active only while this option is chosen
 */
public record Option(String label, Space space) {

    public Option {
        if (label.isBlank() || label.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("An option has the label (%s), which is blank.".formatted(label));
        }
        if (space.slots() > 0) {
            Field.requireName("An option with decisions of its own", label);
        }
    }

    @Override
    public String toString() {
        return space.slots() == 0 ? label : label + ": " + space;
    }
}
