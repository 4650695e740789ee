package org.cosearch.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cosearch.predict.DecisionColumn.Condition;

/**
 * A space whose points are rows of categorical or ordinal decisions, some of them conditional.
 *
 * @param name as data sets call it, such as {@code fbnet}
 * @param columns in row order; conditions do not run in a circle
 */
public record DecisionSpace(String name, List<DecisionColumn> columns) {

    public DecisionSpace {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("Space (%s) has no columns.".formatted(name));
        }
        Map<String, DecisionColumn> byName = new HashMap<>();
        for (DecisionColumn column : columns) {
            if (byName.put(column.name(), column) != null) {
                throw new IllegalArgumentException("Space (%s) has two columns (%s).".formatted(name, column.name()));
            }
        }
        for (DecisionColumn column : columns) {
            column.activeWhen().ifPresent(condition -> check(column, condition, byName));
            Set<String> chain = new HashSet<>();
            for (Optional<Condition> next = column.activeWhen(); next.isPresent(); ) {
                if (!chain.add(next.get().column())) {
                    throw new IllegalArgumentException(
                            "The conditions of column (%s) run in a circle.".formatted(column.name()));
                }
                next = Optional.ofNullable(byName.get(next.get().column())).flatMap(DecisionColumn::activeWhen);
            }
        }
    }

    private static void check(DecisionColumn column, Condition condition, Map<String, DecisionColumn> byName) {
        DecisionColumn other = byName.get(condition.column());
        if (other == null) {
            throw new IllegalArgumentException(
                    "The condition of column (%s) names (%s), which the space does not have.%nMaybe one of %s."
                            .formatted(column.name(), condition.column(), byName.keySet()));
        }
        Set<String> unknown = new HashSet<>(condition.options());
        unknown.removeAll(other.options());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "The condition of column (%s) names options %s that (%s) does not have.%nMaybe one of %s."
                            .formatted(column.name(), unknown, other.name(), other.options()));
        }
    }

    /** The position of the column called {@code name}; -1 if there is none. */
    public int indexOf(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The architecture with these options, one per column in order. Options of inactive columns are checked, then
     * dropped, so that equal architectures are equal values; {@value Architecture#NO_OPTION} stands for none.
     */
    public Architecture architecture(List<String> options) {
        if (options.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "A row of space (%s) has %d decisions, not %d.".formatted(name, options.size(), columns.size()));
        }
        int[] codes = new int[options.size()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = columns.get(i).options().indexOf(options.get(i));
            if (codes[i] < 0 && !options.get(i).equals(Architecture.NO_OPTION)) {
                throw new IllegalArgumentException("Column (%s) has no option (%s).%nMaybe one of %s."
                        .formatted(
                                columns.get(i).name(),
                                options.get(i),
                                columns.get(i).options()));
            }
        }
        return new Architecture(this, normalise(codes));
    }

    /** A copy of the option numbers with {@link Architecture#INACTIVE} where a condition fails. */
    private int[] normalise(int[] codes) {
        int[] active = codes.clone();
        for (int i = 0; i < active.length; i++) {
            boolean needed = active(i, codes);
            if (needed && codes[i] < 0) {
                throw new IllegalArgumentException("Column (%s) is active and has no option (%s).%nMaybe one of %s."
                        .formatted(
                                columns.get(i).name(),
                                Architecture.NO_OPTION,
                                columns.get(i).options()));
            }
            active[i] = needed ? codes[i] : Architecture.INACTIVE;
        }
        return active;
    }

    private boolean active(int column, int[] codes) {
        Optional<Condition> condition = columns.get(column).activeWhen();
        if (condition.isEmpty()) {
            return true;
        }
        int other = indexOf(condition.get().column());
        return codes[other] >= 0
                && condition
                        .get()
                        .options()
                        .contains(columns.get(other).options().get(codes[other]))
                && active(other, codes);
    }

    /** A space of columns without conditions whose options are those that occur in {@code rows}. */
    public static DecisionSpace observed(String name, List<String> columnNames, List<List<String>> rows) {
        List<DecisionColumn> columns = new ArrayList<>();
        for (int i = 0; i < columnNames.size(); i++) {
            int column = i;
            columns.add(
                    DecisionColumn.of(columnNames.get(i), ordered(rows.stream().map(row -> row.get(column)))));
        }
        return new DecisionSpace(name, columns);
    }

    /** Distinct options: numbers by value, else by alphabet. */
    private static List<String> ordered(Stream<String> values) {
        List<String> distinct = values.distinct().sorted().toList();
        if (!DecisionColumn.of("options", distinct).ordinal()) {
            return distinct;
        }
        String[] numbers = distinct.toArray(String[]::new);
        Arrays.sort(numbers, (a, b) -> Double.compare(Double.parseDouble(a), Double.parseDouble(b)));
        return List.of(numbers);
    }
}
