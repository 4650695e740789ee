package org.cosearch.accelerator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.cosearch.accelerator.schedule.Scheduler.MissesLatency;
import org.cosearch.accelerator.schedule.Scheduler.Result;
import org.cosearch.accelerator.schedule.Scheduler.Scheduled;
import org.cosearch.laws.Laws;
import org.junit.jupiter.api.Test;

class ExactSchedulerTest extends SchedulerContract {

    @Override
    Scheduler scheduler() {
        return Scheduler.exact();
    }

    @Test
    void chainsAreAsGoodAsByBruteForce() {
        Laws.forAll(60, random -> RandomProblems.uniform(1 + random.nextInt(3), 6, 2, random), this::compare);
        Laws.forAll(30, random -> RandomProblems.uniform(2, 5, 3, random), this::compare);
        Laws.forAll(30, random -> RandomProblems.dataflows(2, 6, 2, random), this::compare);
    }

    @Test
    void graphsWithTransfersAreAsGoodAsByBruteForce() {
        Laws.forAll(60, random -> RandomProblems.graphs(1 + random.nextInt(2), 5, 2, random), this::compare);
        Laws.forAll(20, random -> RandomProblems.graphs(1, 5, 3, random), this::compare);
    }

    private void compare(ScheduleProblem problem, RandomGenerator random) {
        long fastest = BruteForce.optima(problem, 0).leastMakespan();
        long latency = (long) (fastest * random.nextDouble(0.9, 1.6));
        BruteForce.Optima optima = BruteForce.optima(problem, latency);

        Scheduled makespan = (Scheduled) scheduler().schedule(problem, new Goal.LeastMakespan());
        assertThat(makespan.schedule().makespanCycles()).isEqualTo(optima.leastMakespan());
        assertThat(makespan.schedule().energyPicojoules())
                .isCloseTo(optima.energyOfLeastMakespan(), within(1e-8 * optima.energyOfLeastMakespan()));
        assertThat(makespan.gap()).isZero();

        Result energy = scheduler().schedule(problem, new Goal.LeastEnergy(latency));
        if (latency < fastest) {
            assertThat(energy)
                    .isInstanceOfSatisfying(
                            MissesLatency.class,
                            misses -> assertThat(misses.proven()).isTrue());
        } else {
            assertThat(energy).isInstanceOfSatisfying(Scheduled.class, scheduled -> {
                assertThat(scheduled.figure()).isCloseTo(optima.leastEnergy(), within(1e-8 * optima.leastEnergy()));
                assertThat(scheduled.gap()).isZero();
            });
        }
    }
}
