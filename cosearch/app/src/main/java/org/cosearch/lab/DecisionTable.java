package org.cosearch.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionColumn;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.space.Condition;
import org.cosearch.space.Decision;
import org.cosearch.space.Genome;

/**
 * Designs as rows of decision columns, as predictors take them: a column per decision that some design has, with the
 * options that occur.
 */
final class DecisionTable {

    private DecisionTable() {}

    /**
     * The columns of {@code genomes}.
     *
     * @param name of the space, as data sets call it
     * @param genomes of one space, at least one
     * @throws IllegalArgumentException if a decision cannot be a column
     */
    static DecisionSpace space(String name, List<Genome> genomes) {
        List<Decision> decisions = genomes.get(0).space().decisions();
        Map<String, List<String>> cells = new LinkedHashMap<>();
        for (Decision decision : decisions) {
            List<String> values = genomes.stream()
                    .flatMap(genome -> value(genome, decision.path()).stream())
                    .toList();
            if (!values.isEmpty()) {
                cells.put(decision.path(), values);
            }
        }
        Map<String, List<String>> options = new LinkedHashMap<>();
        cells.forEach((path, values) -> {
            DecisionSpace one = DecisionSpace.observed(
                    name, List.of(path), values.stream().map(List::of).toList());
            options.put(path, one.columns().get(0).options());
        });
        List<DecisionColumn> columns = new ArrayList<>();
        for (Decision decision : decisions) {
            List<String> own = options.get(decision.path());
            if (own != null) {
                columns.add(new DecisionColumn(decision.path(), own, condition(decision, options)));
            }
        }
        return new DecisionSpace(name, columns);
    }

    private static Optional<String> value(Genome genome, String path) {
        Object value = genome.decisions().get(path);
        if (value instanceof List<?>) {
            throw new IllegalArgumentException(
                    "The decision %s chooses several options, which a table of decisions has no column for."
                            .formatted(path));
        }
        return Optional.ofNullable(value).map(String::valueOf);
    }

    /** The innermost condition implies the outer ones, because the column that it is about has them. */
    private static Optional<DecisionColumn.Condition> condition(Decision decision, Map<String, List<String>> options) {
        if (decision.conditions().isEmpty()) {
            return Optional.empty();
        }
        Condition innermost = decision.conditions().get(decision.conditions().size() - 1);
        List<String> deciding = options.getOrDefault(innermost.path(), List.of());
        Set<String> active = new LinkedHashSet<>();
        if (innermost instanceof Condition.Is is) {
            active.add(is.label());
        } else if (innermost instanceof Condition.MoreThan more) {
            active.addAll(deciding.stream()
                    .filter(option -> Long.parseLong(option) > more.count())
                    .collect(Collectors.toSet()));
        } else {
            throw new IllegalArgumentException(
                    "The decision %s is made only if %s, which a table of decisions cannot say."
                            .formatted(decision.path(), innermost));
        }
        boolean always = decision.conditions().size() == 1 && active.containsAll(deciding);
        return always ? Optional.empty() : Optional.of(new DecisionColumn.Condition(innermost.path(), active));
    }

    /**
     * A design as a row.
     *
     * @throws IllegalArgumentException if the design has other decisions or options than the columns
     */
    static Architecture architecture(Genome genome, DecisionSpace columns) {
        Set<String> unknown = new LinkedHashSet<>(genome.decisions().keySet());
        columns.columns().forEach(column -> unknown.remove(column.name()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Space (%s) has no column %s.".formatted(columns.name(), unknown));
        }
        List<String> row = new ArrayList<>();
        for (DecisionColumn column : columns.columns()) {
            row.add(value(genome, column.name()).orElse(column.options().get(0)));
        }
        return columns.architecture(row);
    }
}
