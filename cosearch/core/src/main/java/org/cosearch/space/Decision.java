package org.cosearch.space;

import java.util.ArrayList;
import java.util.List;

/**
 * A decision of the expanded tree of a space.
 *
 * @param path where it is, such as {@code net.stages[0].kernel}; {@code .} at the root
 * @param domain what is decided: a {@link OneOf}, {@link IntRange}, {@link FloatRange}, {@link ManyOf}, or the count of
 *     a {@link Repeat}
 * @param conditions what must all hold for it to be active, outermost first; none if it always is
 */
public record Decision(String path, Space domain, List<Condition> conditions) {

    public Decision {
        conditions = List.copyOf(conditions);
    }

    /** The decisions of a tree as they are found. */
    static final class Listing {

        private final List<Decision> found = new ArrayList<>();
        private final List<Condition> conditions = new ArrayList<>();

        void add(String path, Space domain) {
            found.add(new Decision(Path.shown(path), domain, conditions));
        }

        /** Lists the decisions of {@code space}, which are active only under {@code condition}. */
        void under(Condition condition, Space space, String path) {
            conditions.add(condition);
            space.list(path, this);
            conditions.remove(conditions.size() - 1);
        }

        List<Decision> decisions() {
            return List.copyOf(found);
        }
    }
}
