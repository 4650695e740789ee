package org.cosearch.accelerator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.accelerator.schedule.Scheduler.Scheduled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OptaPlanner on 60 layers × 4 sub-accelerators. */
@Tag("slow")
class LargeSchedulesTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void twoSecondsOfOptaPlannerImproveLargeSchedules(boolean energy) {
        Scheduler planner = OptaPlannerScheduler.timed(Scheduler.fast(), Duration.ofSeconds(2));
        List<Double> changes = new ArrayList<>();
        for (int index = 0; index < 20; index++) {
            RandomGenerator random = RandomProblems.seeded(3_000_000 + index);
            int networks = random.nextInt(2, 7);
            ScheduleProblem problem = index % 2 == 0
                    ? RandomProblems.dataflows(networks, 60, 4, random)
                    : RandomProblems.uniform(networks, 60, 4, random);
            Goal goal = new Goal.LeastMakespan();
            if (energy) {
                double fastest = ((Scheduled) Scheduler.fast().schedule(problem, goal)).figure();
                goal = new Goal.LeastEnergy((long) (fastest * random.nextDouble(1.05, 1.4)));
            }
            double fast = ((Scheduled) Scheduler.fast().schedule(problem, goal)).figure();
            double planned = ((Scheduled) planner.schedule(problem, goal)).figure();
            assertThat(planned).as("problem %d", index).isLessThanOrEqualTo(fast);
            changes.add(planned / fast - 1);
        }
        changes.sort(null);
        assertThat(changes.get(changes.size() / 2)).as("median change").isNegative();
    }
}
