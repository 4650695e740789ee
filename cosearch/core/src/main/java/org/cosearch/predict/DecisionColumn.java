package org.cosearch.predict;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One decision of a {@link DecisionSpace}: a name and the options to choose from.
 *
 * @param name unique in its space
 * @param options at least one, distinct, none empty; ascending by value if the column is ordinal
 * @param activeWhen what an earlier column must be for this one to mean anything; empty if it always does
 */
public record DecisionColumn(String name, List<String> options, Optional<Condition> activeWhen) {

    /**
     * A column is active only where another one, itself active, has one of some options.
     *
     * @param column the name of an earlier column
     * @param options of that column, at least one
     */
    public record Condition(String column, Set<String> options) {
        public Condition {
            options = Set.copyOf(options);
            if (options.isEmpty()) {
                throw new IllegalArgumentException("The condition on column (%s) has no option.".formatted(column));
            }
        }
    }

    public DecisionColumn {
        options = List.copyOf(options);
        if (name.isBlank()) {
            throw new IllegalArgumentException("A decision column has no name.");
        }
        if (options.isEmpty() || options.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "Column (%s) has no option, or an empty one: %s.".formatted(name, options));
        }
        if (Set.copyOf(options).size() != options.size()) {
            throw new IllegalArgumentException("Column (%s) lists an option twice: %s.".formatted(name, options));
        }
    }

    /** A column that is always active. */
    public static DecisionColumn of(String name, List<String> options) {
        return new DecisionColumn(name, options, Optional.empty());
    }

    /** Whether every option is a number, so that the options have an order and distances. */
    public boolean ordinal() {
        return options.stream().allMatch(DecisionColumn::isNumber);
    }

    private static boolean isNumber(String option) {
        try {
            return Double.isFinite(Double.parseDouble(option));
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }
}
