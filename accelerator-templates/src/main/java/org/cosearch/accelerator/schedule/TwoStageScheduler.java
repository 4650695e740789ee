package org.cosearch.accelerator.schedule;

import java.util.Optional;

/**
 * Anneals a schedule with a fixed number of moves, then looks for a better one by a {@link BranchAndBound} of bounded
 * width, which on small problems often proves that there is none; again and wider, as long as the work allows.
 *
 * @param moves of the first annealing run, times the square of the number of layers
 * @param width states that the first branch-and-bound keeps at a depth
 * @param ascents steps towards a good lower bound
 * @param work after which no wider round begins, times the square of the number of layers where they are few, in the
 *     unit of {@link BranchAndBound#work}
 */
record TwoStageScheduler(int moves, int width, int ascents, long work) implements Scheduler {

    static final TwoStageScheduler QUICK = new TwoStageScheduler(1, 8, 10, 15);
    static final TwoStageScheduler FAST = new TwoStageScheduler(1, 16, 30, 130);
    static final TwoStageScheduler THOROUGH = new TwoStageScheduler(1, 16, 300, 10_000);
    static final TwoStageScheduler EXACT = new TwoStageScheduler(1, 16, 300, 400_000);

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
