package org.cosearch.family;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cosearch.space.Field;
import org.cosearch.space.Genome;
import org.cosearch.space.IntRange;
import org.cosearch.space.OneOf;
import org.cosearch.space.Option;
import org.cosearch.space.Product;
import org.cosearch.space.Repeat;
import org.cosearch.space.Space;

/**
 * A part of the space that a family is given, with its path, to be checked for what the family needs.
 *
 * @param path of the part, empty for the whole
 */
record SpaceCheck(String family, String path, Space space) {

    /** The fields, in their order. */
    List<String> fields() {
        if (space instanceof Product product) {
            return product.fields().stream().map(Field::name).toList();
        }
        throw refusal("is not a product of named decisions, but " + space, "write its decisions as named fields");
    }

    boolean has(String field) {
        return fields().contains(field);
    }

    /** The part at a field that must be there. */
    SpaceCheck field(String name) {
        if (space instanceof Product product) {
            for (Field field : product.fields()) {
                if (field.name().equals(name)) {
                    return new SpaceCheck(family, child(name), field.space());
                }
            }
        }
        throw new IllegalArgumentException("The space of family %s has no decision (%s), only %s.\nMaybe add %s."
                .formatted(family, child(name), fields(), child(name)));
    }

    /** Refuses fields of other names. */
    void only(Collection<String> names) {
        List<String> unknown = new ArrayList<>(fields());
        unknown.removeAll(names);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "The space of family %s has a decision (%s) that the family does not know.\nMaybe one of %s."
                            .formatted(family, child(unknown.get(0)), names));
        }
    }

    /** The body of a repeat that occurs at least once. */
    SpaceCheck repeated() {
        if (space instanceof Repeat repeat && repeat.min() >= 1) {
            return new SpaceCheck(family, path + "[]", repeat.body());
        }
        throw refusal("is not a repeat of at least one, but " + space, "write a repeat with min 1");
    }

    /** An integer, as a range or as a choice of labels that are integers, at least {@code least}. */
    void integer(long least) {
        if (space instanceof IntRange range) {
            require(range.min(), least);
        } else if (space instanceof OneOf choice) {
            for (Option option : choice.options()) {
                try {
                    require(Long.parseLong(option.label()), least);
                } catch (NumberFormatException refused) {
                    throw refusal("has the option (%s), not an integer".formatted(option.label()), "write 3, not k3");
                }
            }
        } else {
            throw refusal("is not a choice of integers, but " + space, "write a range or a list of integers");
        }
    }

    private void require(long value, long least) {
        if (value < least || value > Integer.MAX_VALUE) {
            throw refusal(
                    "may be (%d), not from %d to %d".formatted(value, least, Integer.MAX_VALUE), "narrow its range");
        }
    }

    /** A choice among some of the labels. */
    void labels(Collection<String> labels) {
        if (!(space instanceof OneOf choice)) {
            throw refusal("is not a choice of labels, but " + space, "choose among " + labels);
        }
        for (Option option : choice.options()) {
            if (!labels.contains(option.label())) {
                throw refusal("has the unknown option (%s)".formatted(option.label()), "choose among " + labels);
            }
        }
    }

    /** The value of a decision that passes {@link #integer}. */
    static int integer(Genome genome, String field) {
        Genome decision = genome.at(field);
        return decision.space() instanceof OneOf
                ? Integer.parseInt(decision.choice())
                : Math.toIntExact(decision.integer());
    }

    private String child(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The refusal of this part, which {@code predicate} says what is wrong with. */
    IllegalArgumentException refusal(String predicate, String advice) {
        return new IllegalArgumentException("The decision (%s) of family %s %s.\nMaybe %s."
                .formatted(path.isEmpty() ? "." : path, family, predicate, advice));
    }
}
