package org.cosearch.latency.encode;

import java.util.List;

/**
 * Columns of an {@link Encoding} that choose among the same options, such as the layers of a network.
 *
 * <p>An item is a pair of column and option. The items of a group are numbered column by column.
 *
 * @param name for messages
 * @param columns how many, at least 1
 * @param options how many each column has, at least 1
 * @param values of the options where they are numbers, else empty
 * @param firstColumn the number of the group's first column in its encoding
 * @param firstItem the number of the group's first item in its encoding
 * @param decisive whether the option can change latency altogether on some devices, even if no source shows it
 */
public record ItemGroup(
        String name, int columns, int options, List<Double> values, int firstColumn, int firstItem, boolean decisive) {

    public ItemGroup {
        values = List.copyOf(values);
    }

    /** How many items the group has. */
    public int items() {
        return columns * options;
    }
}
