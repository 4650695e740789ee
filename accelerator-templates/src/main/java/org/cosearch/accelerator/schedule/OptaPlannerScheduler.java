package org.cosearch.accelerator.schedule;

import java.time.Duration;
import java.util.Comparator;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import org.optaplanner.core.config.localsearch.LocalSearchPhaseConfig;
import org.optaplanner.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import org.optaplanner.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import org.optaplanner.core.config.score.director.ScoreDirectorFactoryConfig;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.config.solver.termination.TerminationConfig;

/**
 * OptaPlanner's simulated annealing, from another scheduler's schedule on: for designs that are final, where seconds do
 * not matter. Its schedule is never worse than the one it starts from.
 *
 * <p>It always stops by a number of score calculations or by a time. Stopped by a number of steps alone, OptaPlanner may
 * never end, as a step lasts until some move is accepted.
 */
public final class OptaPlannerScheduler implements Scheduler {

    /** First temperature, in units of what one layer contributes. */
    private static final double WARM = 0.25;

    /** So hot that it accepts everything: only the soft score decides where the search goes. */
    private static final long INDIFFERENT = 1_000_000_000_000_000_000L;

    private static final int ASCENTS = 300;

    private final Scheduler start;
    private final TerminationConfig termination;

    private OptaPlannerScheduler(Scheduler start, TerminationConfig termination) {
        this.start = start;
        this.termination = termination;
    }

    /**
     * Stops after a number of score calculations, a few hundred thousand of which take a second: equal arguments give
     * equal results.
     *
     * @param start whose schedule it starts from
     * @param scoreCalculations at least 1
     */
    public static OptaPlannerScheduler counting(Scheduler start, long scoreCalculations) {
        if (scoreCalculations < 1) {
            throw new IllegalArgumentException(
                    "OptaPlanner is given (%d) score calculations, below 1.".formatted(scoreCalculations));
        }
        return new OptaPlannerScheduler(
                start, new TerminationConfig().withScoreCalculationCountLimit(scoreCalculations));
    }

    /**
     * Stops after a time on the wall, so that results differ from run to run and machine to machine.
     *
     * @param start whose schedule it starts from
     * @param limit at least a millisecond, besides the time that {@code start} takes
     */
    public static OptaPlannerScheduler timed(Scheduler start, Duration limit) {
        if (limit.toMillis() < 1) {
            throw new IllegalArgumentException("OptaPlanner is given (%s), less than a millisecond.".formatted(limit));
        }
        return new OptaPlannerScheduler(start, new TerminationConfig().withSpentLimit(limit));
    }

    @Override
    public Result schedule(ScheduleProblem problem, Goal goal) {
        Result first = start.schedule(problem, goal);
        if (first instanceof Scheduled scheduled && scheduled.gap() > 0) {
            Schedule improved = improved(new FlatProblem(problem), goal, scheduled.schedule());
            return new Scheduled(better(goal, improved, scheduled.schedule()), goal, scheduled.lowerBound());
        }
        if (first instanceof MissesLatency misses && !misses.proven()) {
            return inTime(new FlatProblem(problem), goal, misses);
        }
        return first;
    }

    private static Schedule better(Goal goal, Schedule one, Schedule other) {
        Comparator<Schedule> byFigure = Comparator.comparingDouble(goal::figure);
        return byFigure.thenComparingDouble(Schedule::energyPicojoules).compare(one, other) <= 0 ? one : other;
    }

    private Result inTime(FlatProblem flat, Goal goal, MissesLatency misses) {
        Schedule improved = improved(flat, goal, misses.fastest());
        if (improved.makespanCycles() <= misses.latencyCycles()) {
            return new Scheduled(improved, goal, new Relaxation(flat).energy().bound());
        }
        return improved.makespanCycles() < misses.fastest().makespanCycles()
                ? new MissesLatency(improved, misses.latencyCycles(), misses.lowerBoundCycles())
                : misses;
    }

    private Schedule improved(FlatProblem problem, Goal goal, Schedule from) {
        Sequence sequence = new Sequence(problem);
        sequence.read(from);
        PlannedSchedule schedule = PlannedSchedule.of(problem, measure(problem, goal, from), sequence);
        SolverFactory.<PlannedSchedule>create(config())
                .buildSolver()
                .solve(schedule)
                .write(sequence);
        return sequence.schedule();
    }

    private static Measure measure(FlatProblem problem, Goal goal, Schedule from) {
        Relaxation relaxation = new Relaxation(problem);
        return goal instanceof Goal.LeastEnergy least
                ? Measure.ofEnergy(
                        problem, relaxation.energy(Math.min(least.latencyCycles(), problem.horizon), ASCENTS))
                : Measure.ofMakespan(problem, relaxation.makespan(ASCENTS), from.makespanCycles());
    }

    private SolverConfig config() {
        String temperature = "%dhard/%dmedium/%dsoft".formatted(INDIFFERENT, INDIFFERENT, PlannedScore.parts(WARM));
        return new SolverConfig()
                .withSolutionClass(PlannedSchedule.class)
                .withEntityClasses(PlannedLayer.class)
                .withScoreDirectorFactory(new ScoreDirectorFactoryConfig()
                        .withIncrementalScoreCalculatorClass(PlannedScore.Calculator.class))
                .withEnvironmentMode(EnvironmentMode.REPRODUCIBLE)
                .withRandomSeed(0L)
                .withTerminationConfig(termination)
                .withPhases(new LocalSearchPhaseConfig()
                        .withMoveSelectorConfig(
                                new MoveIteratorFactoryConfig().withMoveIteratorFactoryClass(Relocation.Source.class))
                        .withAcceptorConfig(
                                new LocalSearchAcceptorConfig().withSimulatedAnnealingStartingTemperature(temperature))
                        .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1)));
    }
}
