package org.cosearch.accelerator.schedule;

import java.util.List;

/**
 * A way to schedule networks on sub-accelerators. Implementations are safe for use by several threads; unless one
 * stops by time, equal arguments give equal results.
 */
@FunctionalInterface
public interface Scheduler {

    /** What a scheduler answers. */
    sealed interface Result {}

    /**
     * A schedule that meets the goal's condition.
     *
     * @param schedule the best that was found
     * @param goal what it was chosen for
     * @param lowerBound no schedule has a smaller {@link Goal#figure}, proven
     */
    record Scheduled(Schedule schedule, Goal goal, double lowerBound) implements Result {

        /** The goal's figure of the schedule. */
        public double figure() {
            return goal.figure(schedule);
        }

        /** How far the schedule may be above the optimum at most: 0.02 is two percent, 0 is optimal. */
        public double gap() {
            return figure() <= lowerBound ? 0 : figure() / lowerBound - 1;
        }
    }

    /**
     * No schedule was found that ends in time.
     *
     * @param fastest the schedule of least makespan that was found
     * @param latencyCycles the cycles that were asked for
     * @param lowerBoundCycles no schedule has a smaller makespan, proven
     */
    record MissesLatency(Schedule fastest, long latencyCycles, long lowerBoundCycles) implements Result {

        /** Whether there is no schedule that ends in time, rather than none found. */
        public boolean proven() {
            return lowerBoundCycles > latencyCycles;
        }
    }

    /**
     * A layer runs on no sub-accelerator.
     *
     * @param network its network's name
     * @param layer its name
     * @param reasons one per sub-accelerator, in their order
     */
    record RunsNowhere(String network, String layer, List<String> reasons) implements Result {
        public RunsNowhere {
            reasons = List.copyOf(reasons);
        }
    }

    /** Schedules {@code problem} for {@code goal}. */
    Result schedule(ScheduleProblem problem, Goal goal);

    /**
     * For the inner loop of a search: rounds of simulated annealing and of branch-and-bound of bounded width, until the
     * schedule is proven optimal or a count of work is used up. Deterministic; 14 layers take a fraction of a millisecond,
     * 60 some milliseconds.
     */
    static Scheduler fast() {
        return TwoStageScheduler.FAST;
    }

    /**
     * The same with an eighth of the work, where thousands of problems are scheduled: 35 layers take a millisecond and are
     * within some per mille of {@link #fast}.
     */
    static Scheduler quick() {
        return TwoStageScheduler.QUICK;
    }

    /** The same with a hundred times the work: 14 layers take up to a tenth of a second, 60 about one. */
    static Scheduler thorough() {
        return TwoStageScheduler.THOROUGH;
    }

    /**
     * The same with the work that proves optima: of chains up to some twenty layers, and of graphs with parallel branches
     * up to some fourteen, in seconds at most; beyond, it may take a minute and prove nothing. A {@link Scheduled#gap} of 0
     * says that it was exact, with the makespan as the goal in the makespan alone. Energies are told apart to nine digits.
     */
    static Scheduler exact() {
        return TwoStageScheduler.EXACT;
    }
}
