package org.cosearch.accelerator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.cosearch.accelerator.schedule.Placement.Runs;
import org.cosearch.accelerator.schedule.Scheduler.MissesLatency;
import org.cosearch.accelerator.schedule.Scheduler.Scheduled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OptaPlannerSchedulerTest extends SchedulerContract {

    /** Any legal schedule, without a bound: leaves everything to OptaPlanner. */
    private static final Scheduler CARELESS = (problem, goal) -> {
        Sequence sequence = new Sequence(new FlatProblem(problem));
        Schedule schedule = sequence.schedule();
        return goal instanceof Goal.LeastEnergy least && schedule.makespanCycles() > least.latencyCycles()
                ? new MissesLatency(schedule, least.latencyCycles(), 0)
                : new Scheduled(schedule, goal, 0);
    };

    @Override
    Scheduler scheduler() {
        return OptaPlannerScheduler.counting(Scheduler.fast(), 500);
    }

    @Test
    void findsShorterSchedulesThanItStartsFrom() {
        ScheduleProblem problem = RandomProblems.uniform(3, 24, 3, RandomProblems.seeded(1));
        Goal goal = new Goal.LeastMakespan();
        Scheduled start = (Scheduled) CARELESS.schedule(problem, goal);
        Scheduled result =
                (Scheduled) OptaPlannerScheduler.counting(CARELESS, 20_000).schedule(problem, goal);
        Legality.check(problem, result.schedule());
        assertThat(result.figure()).isLessThan(0.6 * start.figure());
    }

    @Test
    void meetsALatencyThatItsStartMisses() {
        ScheduleProblem problem = RandomProblems.dataflows(3, 24, 3, RandomProblems.seeded(2));
        Scheduled fast = (Scheduled) Scheduler.fast().schedule(problem, new Goal.LeastMakespan());
        Goal goal = new Goal.LeastEnergy((long) (fast.figure() * 1.5));
        assertThat(CARELESS.schedule(problem, goal)).isInstanceOf(MissesLatency.class);
        assertThat(OptaPlannerScheduler.counting(CARELESS, 50_000).schedule(problem, goal))
                .isInstanceOfSatisfying(Scheduled.class, scheduled -> {
                    Legality.check(problem, scheduled.schedule());
                    assertThat(scheduled.schedule().makespanCycles()).isLessThanOrEqualTo((long) (fast.figure() * 1.5));
                    assertThat(scheduled.lowerBound()).isPositive().isLessThanOrEqualTo(scheduled.figure());
                });
    }

    @Test
    void isNeverWorseThanItsStart() {
        for (int seed = 0; seed < 8; seed++) {
            ScheduleProblem problem = RandomProblems.uniform(3, 20, 3, RandomProblems.seeded(seed));
            Goal makespan = new Goal.LeastMakespan();
            Scheduled fast = (Scheduled) Scheduler.fast().schedule(problem, makespan);
            Scheduled planned = (Scheduled) scheduler().schedule(problem, makespan);
            assertThat(planned.figure()).as("seed %d", seed).isLessThanOrEqualTo(fast.figure());
            Goal energy = new Goal.LeastEnergy((long) (1.2 * fast.figure()));
            assertThat(((Scheduled) scheduler().schedule(problem, energy)).figure())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(((Scheduled) Scheduler.fast().schedule(problem, energy)).figure());
        }
    }

    @Test
    @Timeout(30)
    void endsOnProblemsWithHardlyAMove() {
        ScheduleProblem problem = new ScheduleProblem(
                List.of("only"),
                List.of(NetworkJob.chain("one", List.of(new LayerTask("a", List.of(), List.of(new Runs(10, 1)))))));
        for (Goal goal : List.of(new Goal.LeastMakespan(), new Goal.LeastEnergy(10), new Goal.LeastEnergy(9))) {
            assertThat(OptaPlannerScheduler.counting(CARELESS, 1_000).schedule(problem, goal))
                    .isNotNull();
        }
    }

    @Test
    void stopsByTime() {
        ScheduleProblem problem = RandomProblems.uniform(3, 30, 3, RandomProblems.seeded(4));
        Scheduler timed = OptaPlannerScheduler.timed(Scheduler.fast(), Duration.ofMillis(50));
        Legality.check(problem, ((Scheduled) timed.schedule(problem, new Goal.LeastMakespan())).schedule());
    }

    @Test
    void withoutALimitThereIsNoScheduler() {
        assertThatThrownBy(() -> OptaPlannerScheduler.counting(Scheduler.fast(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(0)");
        assertThatThrownBy(() -> OptaPlannerScheduler.timed(Scheduler.fast(), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(PT0S)");
    }
}
