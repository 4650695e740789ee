package org.cosearch.archive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The fronts of a set that changes member by member, by constraint domination, without sorting again.
 *
 * <p>A new member joins the first front none of whose members dominates it, and pushes those that it dominates down by a
 * front, which push others. When a member leaves, those of the next front that nobody else holds down move up, which
 * releases others. Members keep the order in which they joined their front.
 *
 * @param <T> what the rows of costs belong to
 * @see <a href="https://doi.org/10.1109/TCYB.2016.2621008">Li, Deb, Zhang and Zhang 2017: efficient nondomination level
 *     update method (ENLU)</a>
 */
public final class GrowingFronts<T> {

    private static final class Member<T> {
        final T value;
        final double[] costs;
        final double violation;

        Member(T value, double[] costs, double violation) {
            this.value = value;
            this.costs = costs;
            this.violation = violation;
        }

        boolean dominates(Member<T> other) {
            return NonDominatedSort.dominates(costs, violation, other.costs, other.violation);
        }
    }

    private final List<List<Member<T>>> fronts = new ArrayList<>();

    /**
     * Adds a member. O(M N) if nobody is pushed down.
     *
     * @param costs {@code [objective]}, minimised, not looked at if infeasible; neither copied nor changed
     * @param violation at least 0, 0 if feasible
     */
    public void add(T value, double[] costs, double violation) {
        List<Member<T>> moving = new ArrayList<>(List.of(new Member<>(value, costs, violation)));
        int level = 0;
        while (level < fronts.size() && dominated(moving.get(0), fronts.get(level))) {
            level++;
        }
        while (!moving.isEmpty()) {
            if (level == fronts.size()) {
                fronts.add(moving);
                return;
            }
            List<Member<T>> front = fronts.get(level++);
            List<Member<T>> arriving = moving;
            List<Member<T>> leaving = new ArrayList<>();
            front.removeIf(member -> {
                boolean pushed = dominated(member, arriving);
                if (pushed) {
                    leaving.add(member);
                }
                return pushed;
            });
            front.addAll(arriving);
            moving = leaving;
        }
    }

    /**
     * Removes a member, told by identity.
     *
     * @throws IllegalArgumentException if it is none
     */
    public void remove(T value) {
        for (int level = 0; level < fronts.size(); level++) {
            List<Member<T>> front = fronts.get(level);
            for (int i = 0; i < front.size(); i++) {
                if (front.get(i).value == value) {
                    close(level, List.of(front.remove(i)));
                    return;
                }
            }
        }
        throw new IllegalArgumentException("There is no member (%s) to remove.".formatted(value));
    }

    /** Lets those move up to {@code level} whom only {@code gone} held down, and so on. */
    private void close(int level, List<Member<T>> gone) {
        int at = level;
        List<Member<T>> left = gone;
        while (!left.isEmpty() && at + 1 < fronts.size()) {
            List<Member<T>> front = fronts.get(at);
            List<Member<T>> below = fronts.get(at + 1);
            List<Member<T>> rising = new ArrayList<>();
            for (Member<T> member : below) {
                if (dominated(member, left) && !dominated(member, front)) {
                    rising.add(member);
                }
            }
            below.removeAll(rising); // members are equal by identity alone
            front.addAll(rising);
            left = rising;
            at++;
        }
        fronts.removeIf(List::isEmpty);
    }

    private static <T> boolean dominated(Member<T> member, List<Member<T>> by) {
        for (Member<T> other : by) {
            if (other.dominates(member)) {
                return true;
            }
        }
        return false;
    }

    /** The members, front after front, best first. */
    public List<List<T>> fronts() {
        return fronts.stream().map(GrowingFronts::values).toList();
    }

    /** The members of the worst front; none if there are no members. */
    public List<T> last() {
        return fronts.isEmpty() ? List.of() : values(fronts.get(fronts.size() - 1));
    }

    private static <T> List<T> values(List<Member<T>> front) {
        List<T> values = new ArrayList<>(front.size());
        for (Member<T> member : front) {
            values.add(member.value);
        }
        return Collections.unmodifiableList(values);
    }
}
