package org.cosearch.predict;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.cosearch.space.Condition;
import org.cosearch.space.Decision;
import org.cosearch.space.Genome;
import org.cosearch.space.IntRange;
import org.cosearch.space.OneOf;
import org.cosearch.space.Repeat;
import org.cosearch.space.Space;

/**
 * A searched {@link Space} as a {@link DecisionSpace}: a column for every decision, called by its path, such as
 * {@code stage1.kernel} or {@code stage1.blocks[0].kernel}.
 *
 * <p>A decision with one possibility is a column too. A condition on several decisions becomes a chain: each column names
 * the last of its conditions, and the column that this one is about names the one before.
 */
public final class SpaceColumns {

    /** More options than any table of measurements can say something about. */
    private static final long MOST = 1_000;

    private SpaceColumns() {}

    /**
     * The columns of {@code space}.
     *
     * @param name of the columns, as data sets call it
     * @throws IllegalArgumentException if a decision is a real number, a set or a sequence
     */
    public static DecisionSpace of(String name, Space space) {
        List<DecisionColumn> columns = new ArrayList<>();
        for (Decision decision : space.decisions()) {
            List<Condition> conditions = decision.conditions();
            columns.add(new DecisionColumn(
                    decision.path(),
                    options(decision),
                    conditions.isEmpty()
                            ? Optional.empty()
                            : Optional.of(condition(conditions.get(conditions.size() - 1), space.decisions()))));
        }
        return new DecisionSpace(name, columns);
    }

    /**
     * Refuses a space that {@code known} cannot speak for: one with a decision that is not among its columns, an option
     * that it has not seen, or a column that it takes for active where the space does not have it.
     *
     * @throws IllegalArgumentException naming the decision
     */
    public static void require(DecisionSpace known, Space space) {
        DecisionSpace searched = of(known.name(), space);
        Set<String> missing = new LinkedHashSet<>(names(known));
        for (DecisionColumn column : searched.columns()) {
            missing.remove(column.name());
            int place = known.indexOf(column.name());
            if (place < 0) {
                throw new IllegalArgumentException("Decision (%s) is not a column of (%s).%nMaybe one of %s."
                        .formatted(column.name(), known.name(), names(known)));
            }
            DecisionColumn other = known.columns().get(place);
            Set<String> unseen = new LinkedHashSet<>(column.options());
            other.options().forEach(unseen::remove);
            if (!unseen.isEmpty()) {
                throw new IllegalArgumentException(
                        "Decision (%s) can be %s, which column (%s) of (%s) has not; it has %s."
                                .formatted(column.name(), unseen, column.name(), known.name(), other.options()));
            }
            if (column.activeWhen().isPresent() && other.activeWhen().isEmpty()) {
                throw new IllegalArgumentException(
                        "Decision (%s) is conditional, and column (%s) of (%s) is not.%nMaybe declare it under conditional_columns of the data set's splits."
                                .formatted(column.name(), column.name(), known.name()));
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "Column (%s) of (%s) is not decided by the space.%nMaybe the predictor is for another space."
                            .formatted(missing.iterator().next(), known.name()));
        }
    }

    /**
     * The row of a genome.
     *
     * @throws IllegalArgumentException if a value of the genome is not an option of its column
     */
    public static Architecture architecture(DecisionSpace columns, Genome genome) {
        Map<String, Object> decisions = genome.decisions();
        List<String> options = new ArrayList<>(columns.columns().size());
        for (DecisionColumn column : columns.columns()) {
            Object decided = decisions.get(column.name());
            // an inactive column takes any option, which is then dropped
            options.add(decided == null ? column.options().get(0) : decided.toString());
        }
        return columns.architecture(options);
    }

    private static List<String> names(DecisionSpace space) {
        return space.columns().stream().map(DecisionColumn::name).toList();
    }

    private static List<String> options(Decision decision) {
        Space domain = decision.domain();
        if (domain instanceof OneOf choice) {
            return choice.options().stream().map(option -> option.label()).toList();
        }
        if (domain instanceof IntRange range && range.count() <= MOST) {
            return range.enumerate()
                    .map(genome -> Long.toString(genome.integer()))
                    .toList();
        }
        if (domain instanceof Repeat repeat) {
            return LongStream.rangeClosed(repeat.min(), repeat.max())
                    .mapToObj(Long::toString)
                    .toList();
        }
        throw new IllegalArgumentException(
                "Decision (%s) is not one of a few options, so a table has no column for it.%nMaybe give it as a choice of numbers."
                        .formatted(decision.path()));
    }

    private static DecisionColumn.Condition condition(Condition condition, List<Decision> decisions) {
        if (condition instanceof Condition.Is is) {
            return new DecisionColumn.Condition(is.path(), Set.of(is.label()));
        }
        if (condition instanceof Condition.MoreThan more) {
            Decision count = decisions.stream()
                    .filter(decision -> decision.path().equals(more.path()))
                    .findFirst()
                    .orElseThrow();
            Set<String> enough = new LinkedHashSet<>(options(count));
            enough.removeIf(option -> Long.parseLong(option) <= more.count());
            return new DecisionColumn.Condition(more.path(), enough);
        }
        throw new IllegalArgumentException("The condition (%s) is on a set, so a table has no column for it."
                .formatted(Objects.toString(condition)));
    }
}
