package org.cosearch.accelerator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.accelerator.schedule.Scheduler.Scheduled;
import org.junit.jupiter.api.Test;

/**
 * The fast scheduler against exact optima: 200 problems of 10 to 14 layers on 2 or 3 sub-accelerators, half with the costs
 * of dataflows and half with uniform ones. The schedulers were tuned on problems with other seeds.
 */
class SchedulerQualityTest {

    private static final long FIRST_SEED = 1_000_000;
    private static final int PROBLEMS = 200;

    @Test
    void fastMakespansAreNearTheOptimum() {
        List<Double> gaps = new ArrayList<>();
        Goal goal = new Goal.LeastMakespan();
        for (int index = 0; index < PROBLEMS; index++) {
            ScheduleProblem problem = problem(index, RandomProblems.seeded(FIRST_SEED + index));
            double optimum = optimum(problem, goal, index).figure();
            Scheduled fast = (Scheduled) Scheduler.fast().schedule(problem, goal);
            assertThat(fast.lowerBound()).as("bound of %d", index).isLessThanOrEqualTo(optimum);
            gaps.add(fast.figure() / optimum - 1);
        }
        small(gaps);
    }

    @Test
    void fastEnergiesAreNearTheOptimum() {
        List<Double> gaps = new ArrayList<>();
        for (int index = 0; index < PROBLEMS; index++) {
            RandomGenerator random = RandomProblems.seeded(FIRST_SEED + index);
            ScheduleProblem problem = problem(index, random);
            Goal goal = latency(problem, index, random);
            double optimum = optimum(problem, goal, index).figure();
            Scheduled fast = (Scheduled) Scheduler.fast().schedule(problem, goal);
            assertThat(fast.lowerBound()).as("bound of %d", index).isLessThanOrEqualTo(optimum * (1 + 1e-9));
            gaps.add(fast.figure() / optimum - 1);
        }
        small(gaps);
    }

    private static void small(List<Double> gaps) {
        List<Double> sorted = gaps.stream().sorted().toList();
        assertThat(sorted.get(0)).isGreaterThan(-1e-9);
        assertThat(sorted.get(PROBLEMS / 2)).as("median gap").isLessThanOrEqualTo(0.02);
        assertThat(sorted.get(PROBLEMS - 1)).as("worst gap").isLessThanOrEqualTo(0.1);
    }

    static ScheduleProblem problem(int index, RandomGenerator random) {
        int networks = random.nextInt(2, 4);
        int layers = random.nextInt(10, 15);
        int subs = random.nextInt(2, 4);
        return index % 2 == 0
                ? RandomProblems.dataflows(networks, layers, subs, random)
                : RandomProblems.uniform(networks, layers, subs, random);
    }

    /** A latency from the least makespan itself to 1.8 times it, more of them tight than loose. */
    static Goal latency(ScheduleProblem problem, int index, RandomGenerator random) {
        double slack = random.nextDouble();
        double fastest = optimum(problem, new Goal.LeastMakespan(), index).figure();
        return new Goal.LeastEnergy((long) (fastest * (1 + 0.8 * slack * slack)));
    }

    static Scheduled optimum(ScheduleProblem problem, Goal goal, int index) {
        Scheduled exact = (Scheduled) Scheduler.exact().schedule(problem, goal);
        assertThat(exact.gap()).as("gap of the optimum of %d", index).isZero();
        return exact;
    }
}
