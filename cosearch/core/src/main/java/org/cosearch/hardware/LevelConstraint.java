package org.cosearch.hardware;

import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.cosearch.workload.LoopNest.Role;

/**
 * What a mapping may do at one storage level.
 *
 * @param level name of the level
 * @param temporal its temporal loops
 * @param spatial the loops that fan out from it
 * @param split number of leading entries of the inner-to-outer spatial order, loops of bound 1 included, that lie on X;
 *     free where empty
 * @param keep tensors that the level has to keep
 * @param bypass tensors that the level must not keep; tensors in neither set are free
 */
public record LevelConstraint(
        String level, Loops temporal, Loops spatial, OptionalInt split, Set<Role> keep, Set<Role> bypass) {

    /**
     * What the loops of one kind may be.
     *
     * @param factors bounds of single dimensions; dimensions that are not named are free
     * @param innermost dimensions that come innermost, in the order inner to outer
     * @param outermost dimensions that come outermost, in the order inner to outer
     */
    public record Loops(List<Factor> factors, List<String> innermost, List<String> outermost) {

        /** Any loops in any order. */
        public static final Loops FREE = new Loops(List.of(), List.of(), List.of());

        public Loops {
            factors = List.copyOf(factors);
            innermost = List.copyOf(innermost);
            outermost = List.copyOf(outermost);
        }
    }

    /** How a loop bound relates to the value of its constraint. */
    public enum Relation {
        EQUAL("="),
        AT_MOST("<="),
        AT_LEAST(">=");

        private final String symbol;

        Relation(String symbol) {
            this.symbol = symbol;
        }

        /** The relation as files write it. */
        public String symbol() {
            return symbol;
        }
    }

    /**
     * A constraint on the bound of one loop.
     *
     * @param dimension name of the dimension in the loop nest; ignored by nests that lack it
     * @param value at least 0; 0 is the whole dimension; a value above the nest's bound is no constraint
     */
    public record Factor(String dimension, Relation relation, int value) {
        public Factor {
            if (value < 0) {
                throw new IllegalArgumentException(
                        "The factor of dimension %s is constrained to (%d), below 0.".formatted(dimension, value));
            }
        }
    }

    public LevelConstraint {
        keep = Set.copyOf(keep);
        bypass = Set.copyOf(bypass);
        EnumSet<Role> both = EnumSet.noneOf(Role.class);
        both.addAll(keep);
        both.retainAll(bypass);
        if (!both.isEmpty()) {
            throw new IllegalArgumentException("Level %s keeps and bypasses %s.".formatted(level, both));
        }
        if (split.isPresent() && split.getAsInt() < 0) {
            throw new IllegalArgumentException(
                    "Level %s splits its spatial loops at (%d), below 0.".formatted(level, split.getAsInt()));
        }
    }

    /** A level that may do anything. */
    public static LevelConstraint free(String level) {
        return new LevelConstraint(level, Loops.FREE, Loops.FREE, OptionalInt.empty(), Set.of(), Set.of());
    }
}
