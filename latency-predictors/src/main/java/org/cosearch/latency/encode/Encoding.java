package org.cosearch.latency.encode;

import java.util.List;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionSpace;

/**
 * How the architectures of a space become sets of items: for each column of the encoding exactly one item.
 *
 * <p>The columns of an encoding are those of the space or are computed from them; a conditional column has an item for
 * being inactive. A latency model that adds a cost per item therefore sees active decisions only.
 */
public interface Encoding {

    /** The space of the architectures. */
    DecisionSpace space();

    /** The groups of columns, in order of their columns and items. */
    List<ItemGroup> groups();

    /** The item of every column, ascending. */
    int[] items(Architecture architecture);

    /**
     * What is known about the work that an item stands for, {@code [item][feature]}: features are non-negative and in
     * arbitrary units. No rows where nothing is known.
     */
    double[][] workload();

    /**
     * Multiply-accumulate operations by item, up to a constant per architecture; empty where they are not known. Only
     * items of the first group have any.
     */
    default double[] macs() {
        return new double[0];
    }

    /** Whether a runtime may skip the whole network because nothing of the input reaches the output. */
    default boolean degenerate(Architecture architecture) {
        return false;
    }

    /**
     * Refuses an architecture of another space.
     *
     * @throws IllegalArgumentException naming both spaces
     */
    default void requireSpace(Architecture architecture) {
        DecisionSpace other = architecture.space();
        if (other != space() && !other.equals(space())) {
            throw new IllegalArgumentException(
                    "An architecture of space (%s) cannot be used where (%s) was learned.%nMaybe the columns or options differ."
                            .formatted(other.name(), space().name()));
        }
    }

    /** How many columns there are. */
    default int columnCount() {
        return groups().stream().mapToInt(ItemGroup::columns).sum();
    }

    /** How many items there are. */
    default int itemCount() {
        return groups().stream().mapToInt(ItemGroup::items).sum();
    }

    /** The encoding for a space: what is known by its name and columns, or one item per option. */
    static Encoding of(DecisionSpace space) {
        if (CellEncoding.describes(space)) {
            return new CellEncoding(space);
        }
        if (FbnetEncoding.describes(space)) {
            return new FbnetEncoding(space);
        }
        return new ColumnEncoding(space);
    }
}
