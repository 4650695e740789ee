package org.cosearch.accelerator.schedule;

import java.util.Optional;

/**
 * Anneals a schedule with a fixed number of moves, then looks for a better one by a {@link BranchAndBound} of bounded
 * width, which on small problems often proves that there is none.
 *
 * @param moves of an annealing run, times the square of the number of layers
 * @param width states that the branch-and-bound keeps at a depth
 * @param ascents steps towards a good lower bound
 * @param work after which no wider round begins, times the square of the number of layers, in the unit of
 *     {@link BranchAndBound#work}
 */
record TwoStageScheduler(int moves, int width, int ascents, long work) implements Scheduler {

    static final TwoStageScheduler FAST = new TwoStageScheduler(2, 24, 30, 120);
    static final TwoStageScheduler THOROUGH = new TwoStageScheduler(600, 1_000, 300, 10_000);
    static final TwoStageScheduler EXACT = new TwoStageScheduler(50, 50_000, 1_000, 200_000);

    @Override
    public Result schedule(ScheduleProblem problem, Goal goal) {
        FlatProblem flat = new FlatProblem(problem);
        Optional<RunsNowhere> misfit = flat.runsNowhere();
        if (misfit.isPresent()) {
            return misfit.get();
        }
        Improvement improvement = new Improvement(flat, this);
        return goal instanceof Goal.LeastEnergy least
                ? improvement.leastEnergy(goal, least.latencyCycles())
                : improvement.leastMakespan(goal);
    }
}
