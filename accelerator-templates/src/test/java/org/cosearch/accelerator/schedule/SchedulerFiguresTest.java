package org.cosearch.accelerator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.accelerator.schedule.Scheduler.Result;
import org.cosearch.accelerator.schedule.Scheduler.Scheduled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prints the distributions of gaps and times that the documentation quotes. */
@Tag("slow")
class SchedulerFiguresTest {

    private static final int PROBLEMS = 200;

    @Test
    void fastSchedulesTakeLessThanAMillisecond() {
        List<ScheduleProblem> problems = new ArrayList<>();
        List<Goal> goals = new ArrayList<>();
        List<Double> optima = new ArrayList<>();
        for (int index = 0; index < PROBLEMS; index++) {
            RandomGenerator random = RandomProblems.seeded(2_000_000 + index);
            ScheduleProblem problem = SchedulerQualityTest.problem(index, random);
            Goal energy = SchedulerQualityTest.latency(problem, index, random);
            for (Goal goal : List.of(new Goal.LeastMakespan(), energy)) {
                problems.add(problem);
                goals.add(goal);
                optima.add(SchedulerQualityTest.optimum(problem, goal, index).figure());
            }
        }
        List<List<Double>> micros = List.of(new ArrayList<>(), new ArrayList<>());
        List<List<Double>> percents = List.of(new ArrayList<>(), new ArrayList<>());
        for (int round = 0; round < 5; round++) {
            micros.forEach(List::clear);
            percents.forEach(List::clear);
            for (int index = 0; index < problems.size(); index++) {
                long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                Result result = Scheduler.fast().schedule(problems.get(index), goals.get(index));
                long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
                micros.get(index % 2).add(nanos * 1e-3);
                double figure = result instanceof Scheduled scheduled ? scheduled.figure() : Double.POSITIVE_INFINITY;
                percents.get(index % 2).add(100 * (figure / optima.get(index) - 1));
            }
        }
        for (int goal = 0; goal < 2; goal++) {
            String name = goal == 0 ? "least makespan" : "least energy";
            print("fast, %s, gap in percent".formatted(name), percents.get(goal));
            print("fast, %s, CPU microseconds".formatted(name), micros.get(goal));
            assertThat(median(micros.get(goal))).isLessThan(1_000);
        }
    }

    @Test
    void twoSecondsOfOptaPlannerImproveLargeSchedules() {
        Scheduler planner = OptaPlannerScheduler.timed(Scheduler.fast(), Duration.ofSeconds(2));
        for (boolean energy : new boolean[] {false, true}) {
            List<Double> percents = new ArrayList<>();
            List<Double> millis = new ArrayList<>();
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
                long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                double fast = ((Scheduled) Scheduler.fast().schedule(problem, goal)).figure();
                millis.add((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) * 1e-6);
                double planned = ((Scheduled) planner.schedule(problem, goal)).figure();
                assertThat(planned).isLessThanOrEqualTo(fast);
                percents.add(100 * (planned / fast - 1));
            }
            String name = energy ? "least energy" : "least makespan";
            print("60 layers x 4, %s, fast, CPU milliseconds".formatted(name), millis);
            print("60 layers x 4, %s, 2 s of OptaPlanner against fast, percent".formatted(name), percents);
            assertThat(median(percents)).isNegative();
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void print(String name, List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int last = sorted.size() - 1;
        System.out.printf(
                "%s: least %.2f, median %.2f, 90 %% %.2f, most %.2f, mean %.3f%n",
                name,
                sorted.get(0),
                sorted.get(last / 2),
                sorted.get(last * 9 / 10),
                sorted.get(last),
                values.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
    }
}
