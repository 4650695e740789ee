package org.cosearch.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.accelerator.schedule.Goal;
import org.cosearch.accelerator.schedule.OptaPlannerScheduler;
import org.cosearch.accelerator.schedule.ScheduleProblem;
import org.cosearch.accelerator.schedule.Scheduler;
import org.cosearch.accelerator.schedule.Scheduler.Scheduled;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;

/**
 * How far schedules are from the optimum, and what they take, on families of random problems.
 *
 * <p>{@code small [instances]}: 10 to 14 layers on 2 or 3 sub-accelerators against the exact optimum. {@code large
 * [instances] [seconds]}: 60 layers on 4, OptaPlanner against the fast scheduler that it starts from.
 */
public final class SchedulingBenchmark {

    private static final int WARM_UP = 300;
    private static final int ROUNDS = 5;

    private final PrintStream out = System.out;

    private SchedulingBenchmark() {}

    /** Prints the tables. */
    public static void main(String[] arguments) {
        String what = arguments.length > 0 ? arguments[0] : "small";
        int instances = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        SchedulingBenchmark benchmark = new SchedulingBenchmark();
        if (what.equals("small")) {
            benchmark.small(instances);
        } else {
            benchmark.large(instances, arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2);
        }
    }

    /** What the latency is to the least makespan. */
    private enum Condition {
        MAKESPAN("least makespan"),
        TIGHT("least energy, latency 1 to 1.05 of the least"),
        LOOSE("least energy, latency 1.05 to 2 of the least");

        private final String label;

        Condition(String label) {
            this.label = label;
        }

        Goal goal(double leastMakespan, RandomGenerator random) {
            double slack = this == TIGHT ? random.nextDouble(0, 0.05) : random.nextDouble(0.05, 1);
            return this == MAKESPAN
                    ? new Goal.LeastMakespan()
                    : new Goal.LeastEnergy((long) (leastMakespan * (1 + slack)));
        }
    }

    /** A problem, and the figure of its optimum where it is proven. */
    private record Instance(ScheduleProblem problem, Goal goal, double optimum) {}

    private void small(int count) {
        List<Double> allGaps = new ArrayList<>();
        List<Double> allTimes = new ArrayList<>();
        boolean warm = false;
        for (Condition condition : Condition.values()) {
            out.printf("%n%s, %d instances per family%n", condition.label, count);
            out.println("| family | optimal | median gap % | 90 % | worst | missed | median µs | 90 % | worst |");
            out.println("|---".repeat(9) + "|");
            for (SchedulingFamily family : SchedulingFamily.values()) {
                List<Instance> instances = instances(family, condition, count);
                if (!warm) {
                    for (int i = 0; i < WARM_UP; i++) {
                        measure(instances.get(i % count));
                    }
                    warm = true;
                }
                List<Double> gaps = new ArrayList<>();
                List<Double> times = new ArrayList<>();
                int missed = 0;
                for (Instance instance : instances) {
                    times.add(measure(instance));
                    double gap = gap(instance);
                    missed += Double.isInfinite(gap) ? 1 : 0;
                    gaps.add(gap);
                }
                row(family.label(), gaps, missed, times);
                allGaps.addAll(gaps);
                allTimes.addAll(times);
            }
        }
        out.println();
        row(
                "all",
                allGaps,
                (int) allGaps.stream().filter(gap -> gap.isInfinite()).count(),
                allTimes);
    }

    private void row(String label, List<Double> gaps, int missed, List<Double> times) {
        long optimal = gaps.stream().filter(gap -> gap < 1e-7).count();
        out.printf(
                "| %s | %d of %d | %.2f | %.2f | %.2f | %d | %.0f | %.0f | %.0f |%n",
                label,
                optimal,
                gaps.size(),
                quantile(gaps, 0.5),
                quantile(gaps, 0.9),
                quantile(gaps, 1),
                missed,
                quantile(times, 0.5),
                quantile(times, 0.9),
                quantile(times, 1));
    }

    private List<Instance> instances(SchedulingFamily family, Condition condition, int count) {
        List<Instance> instances = new ArrayList<>();
        for (int seed = 0; instances.size() < count; seed++) {
            RandomGenerator random = new RandomStreams(seed).stream(Purpose.SAMPLING);
            ScheduleProblem problem = family.sample(random.nextInt(10, 15), random.nextInt(2, 4), random);
            Scheduled shortest = exact(problem, new Goal.LeastMakespan());
            Goal goal = condition.goal(shortest.figure(), random);
            Scheduled best = exact(problem, goal);
            if (best.gap() > 0 || shortest.gap() > 0) {
                out.printf("(%s, seed %d: not proven, left out)%n", family.label(), seed);
            } else {
                instances.add(new Instance(problem, goal, best.figure()));
            }
        }
        return instances;
    }

    private static Scheduled exact(ScheduleProblem problem, Goal goal) {
        return (Scheduled) Scheduler.exact().schedule(problem, goal);
    }

    /** In percent above the optimum; infinite if the latency was missed. */
    private static double gap(Instance instance) {
        return Scheduler.fast().schedule(instance.problem(), instance.goal()) instanceof Scheduled scheduled
                ? 100 * (scheduled.figure() / instance.optimum() - 1)
                : Double.POSITIVE_INFINITY;
    }

    /** The median CPU time of a fast schedule, in microseconds. */
    private static double measure(Instance instance) {
        double[] micros = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            micros[round] = 1e3 * CpuClock.millis(() -> Scheduler.fast().schedule(instance.problem(), instance.goal()));
        }
        return CpuClock.median(micros);
    }

    private void large(int count, int seconds) {
        Scheduler planner = OptaPlannerScheduler.timed(Scheduler.fast(), Duration.ofSeconds(seconds));
        out.printf(
                "| goal | instances | fast is optimal | worse | equal | better | median %% | best %% | fast, median CPU ms |%n");
        out.println("|---".repeat(9) + "|");
        for (Condition condition : List.of(Condition.MAKESPAN, Condition.LOOSE)) {
            List<Double> changes = new ArrayList<>();
            List<Double> millis = new ArrayList<>();
            int optimal = 0;
            for (int index = 0; index < count; index++) {
                SchedulingFamily family = SchedulingFamily.values()[index % SchedulingFamily.values().length];
                RandomGenerator random = new RandomStreams(1_000 + index).stream(Purpose.SAMPLING);
                ScheduleProblem problem = family.sample(60, 4, random);
                double makespan = ((Scheduled) Scheduler.fast().schedule(problem, new Goal.LeastMakespan())).figure();
                Goal goal = condition.goal(makespan, random);
                Scheduled fast = (Scheduled) Scheduler.fast().schedule(problem, goal);
                millis.add(CpuClock.millis(() -> Scheduler.fast().schedule(problem, goal)));
                optimal += fast.gap() == 0 ? 1 : 0;
                double planned = ((Scheduled) planner.schedule(problem, goal)).figure();
                changes.add(100 * (planned / fast.figure() - 1));
            }
            out.printf(
                    "| %s | %d | %d | %d | %d | %d | %.3f | %.3f | %.1f |%n",
                    condition.label,
                    count,
                    optimal,
                    changes.stream().filter(change -> change > 1e-9).count(),
                    changes.stream().filter(change -> Math.abs(change) <= 1e-9).count(),
                    changes.stream().filter(change -> change < -1e-9).count(),
                    quantile(changes, 0.5),
                    quantile(changes, 0),
                    quantile(millis, 0.5));
        }
    }

    private static double quantile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.round(share * (sorted.size() - 1)));
    }
}
