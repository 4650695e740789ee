package org.cosearch.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network as a row of a {@link DecisionSpace}: one option per active column. Immutable, with value equality.
 *
 * <p>Made by {@link DecisionSpace#architecture}.
 */
public final class Architecture {

    /** The option number of a column that is not active. */
    public static final int INACTIVE = -1;

    /** What stands in a table for the option of a column that is not active. */
    public static final String NO_OPTION = "-";

    private final DecisionSpace space;
    private final int[] codes;

    /** @param codes normalised by the space, not kept by the caller */
    Architecture(DecisionSpace space, int[] codes) {
        this.space = space;
        this.codes = codes;
    }

    /** The space this is a point of. */
    public DecisionSpace space() {
        return space;
    }

    /** The number of the option of column {@code column}, or {@link #INACTIVE}. */
    public int option(int column) {
        return codes[column];
    }

    /** The option of column {@code column}, or {@code -} where it is inactive. */
    public String label(int column) {
        return codes[column] == INACTIVE
                ? NO_OPTION
                : space.columns().get(column).options().get(codes[column]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Architecture that
                && Arrays.equals(codes, that.codes)
                && (space == that.space || space.equals(that.space));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(codes);
    }

    @Override
    public String toString() {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < codes.length; i++) {
            labels.add(label(i));
        }
        return String.join(",", labels);
    }
}
