package org.cosearch.accelerator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.cosearch.accelerator.schedule.Placement.CannotRun;
import org.cosearch.accelerator.schedule.Placement.Runs;
import org.cosearch.accelerator.schedule.Scheduler.MissesLatency;
import org.cosearch.accelerator.schedule.Scheduler.Result;
import org.cosearch.accelerator.schedule.Scheduler.RunsNowhere;
import org.cosearch.accelerator.schedule.Scheduler.Scheduled;
import org.cosearch.laws.Laws;
import org.junit.jupiter.api.Test;

/** What every scheduler promises. */
abstract class SchedulerContract {

    private static final Goal LEAST_MAKESPAN = new Goal.LeastMakespan();

    abstract Scheduler scheduler();

    @Test
    void schedulesAreLegalAndAboveTheirLowerBound() {
        Laws.forAll(12, SchedulerContract::problem, (problem, random) -> {
            Scheduled fastest = scheduled(problem, LEAST_MAKESPAN);
            Legality.check(problem, fastest.schedule());
            assertThat(fastest.figure()).isGreaterThanOrEqualTo(fastest.lowerBound());
            long latency = (long) (fastest.figure() * random.nextDouble(1, 1.5));
            Scheduled thriftiest = scheduled(problem, new Goal.LeastEnergy(latency));
            Legality.check(problem, thriftiest.schedule());
            assertThat(thriftiest.schedule().makespanCycles()).isLessThanOrEqualTo(latency);
            assertThat(thriftiest.figure()).isGreaterThanOrEqualTo(thriftiest.lowerBound());
        });
    }

    @Test
    void equalProblemsGiveEqualSchedules() {
        Laws.forAll(4, SchedulerContract::problem, (problem, random) -> {
            Scheduled first = scheduled(problem, LEAST_MAKESPAN);
            assertThat(scheduled(problem, LEAST_MAKESPAN)).isEqualTo(first);
            Goal goal = new Goal.LeastEnergy((long) (first.figure() * 1.2));
            assertThat(scheduler().schedule(problem, goal))
                    .isEqualTo(scheduler().schedule(problem, goal));
        });
    }

    @Test
    void oneSchedulerServesSeveralThreads() {
        Scheduler scheduler = scheduler();
        List<ScheduleProblem> problems = IntStream.range(0, 8)
                .mapToObj(seed -> RandomProblems.uniform(2, 6, 2, RandomProblems.seeded(seed)))
                .toList();
        List<Result> alone = problems.stream()
                .map(problem -> scheduler.schedule(problem, LEAST_MAKESPAN))
                .toList();
        List<Result> together = problems.parallelStream()
                .map(problem -> scheduler.schedule(problem, LEAST_MAKESPAN))
                .toList();
        assertThat(together).isEqualTo(alone);
    }

    @Test
    void oneSubAcceleratorRunsOneLayerAfterTheOther() {
        ScheduleProblem problem = RandomProblems.uniform(2, 7, 1, RandomProblems.seeded(3));
        Scheduled result = scheduled(problem, LEAST_MAKESPAN);
        long cycles = result.schedule().assignments().stream()
                .mapToLong(layer -> layer.endCycle() - layer.startCycle())
                .sum();
        assertThat(result.schedule().makespanCycles()).isEqualTo(cycles);
        assertThat(result.gap()).isZero();
    }

    @Test
    void independentNetworksRunAtTheSameTime() {
        Runs slow = new Runs(90, 5);
        Runs quick = new Runs(10, 50);
        ScheduleProblem problem = problem(
                NetworkJob.chain("one", List.of(layer("a", quick, slow), layer("b", quick, slow))),
                NetworkJob.chain("two", List.of(layer("a", slow, quick), layer("b", slow, quick))));
        Scheduled result = scheduled(problem, LEAST_MAKESPAN);
        assertThat(result.schedule().makespanCycles()).isEqualTo(20);
        assertThat(result.schedule().energyPicojoules()).isEqualTo(200);
    }

    @Test
    void energyIsSavedWithinTheLatencyOnly() {
        ScheduleProblem problem =
                problem(NetworkJob.chain("one", List.of(layer("a", new Runs(10, 50), new Runs(90, 5)))));
        assertThat(scheduled(problem, new Goal.LeastEnergy(90)).figure()).isEqualTo(5);
        assertThat(scheduled(problem, new Goal.LeastEnergy(89)).figure()).isEqualTo(50);
        assertThat(scheduled(problem, new Goal.LeastEnergy(Long.MAX_VALUE)).figure())
                .isEqualTo(5);
    }

    @Test
    void aLatencyThatNothingMeetsIsAValue() {
        ScheduleProblem problem = problem(
                NetworkJob.chain("one", List.of(layer("a", new Runs(10, 50), new Runs(90, 5))))); // 10 cycles at least
        Result result = scheduler().schedule(problem, new Goal.LeastEnergy(9));
        assertThat(result).isInstanceOfSatisfying(MissesLatency.class, misses -> {
            assertThat(misses.proven()).isTrue();
            assertThat(misses.latencyCycles()).isEqualTo(9);
            assertThat(misses.fastest().makespanCycles()).isEqualTo(10);
            Legality.check(problem, misses.fastest());
        });
    }

    @Test
    void aLayerThatRunsNowhereIsAValue() {
        ScheduleProblem problem = problem(
                NetworkJob.chain("one", List.of(layer("a", new Runs(1, 1), new CannotRun("No channels.")))),
                NetworkJob.chain("two", List.of(layer("b", new CannotRun("Too wide."), new CannotRun("Too deep.")))));
        assertThat(scheduler().schedule(problem, LEAST_MAKESPAN))
                .isEqualTo(new RunsNowhere("two", "b", List.of("Too wide.", "Too deep.")));
        assertThat(scheduler().schedule(problem, new Goal.LeastEnergy(100)))
                .isEqualTo(new RunsNowhere("two", "b", List.of("Too wide.", "Too deep.")));
    }

    @Test
    void aTransferIsWaitedForAndPaidFor() {
        Transfer transfer = new Transfer(5, 7);
        ScheduleProblem problem = problem(NetworkJob.chain(
                "one",
                List.of(
                        new LayerTask("a", List.of(), List.of(new Runs(10, 1), new CannotRun("-")), transfer),
                        new LayerTask("b", List.of(), List.of(new CannotRun("-"), new Runs(10, 1)), transfer))));
        Scheduled result = scheduled(problem, LEAST_MAKESPAN);
        assertThat(result.schedule().assignments().get(1).startCycle()).isEqualTo(15);
        assertThat(result.schedule().makespanCycles()).isEqualTo(25);
        assertThat(result.schedule().energyPicojoules()).isCloseTo(9, within(1e-12));
    }

    @Test
    void aTransferThatCostsTooMuchIsAvoided() {
        Transfer transfer = new Transfer(50, 0);
        ScheduleProblem problem = problem(NetworkJob.chain(
                "one",
                List.of(
                        new LayerTask("a", List.of(), List.of(new Runs(10, 1), new Runs(20, 1)), transfer),
                        new LayerTask("b", List.of(), List.of(new Runs(30, 1), new Runs(10, 1)), transfer))));
        assertThat(scheduled(problem, LEAST_MAKESPAN).schedule().makespanCycles())
                .isEqualTo(30);
    }

    @Test
    void layersWithoutCyclesAndEnergyAreScheduled() {
        ScheduleProblem problem = problem(NetworkJob.chain(
                "one",
                List.of(
                        layer("fused first", new Runs(0, 0), new Runs(0, 0)),
                        layer("convolution", new Runs(10, 1), new Runs(20, 1)),
                        layer("fused", new Runs(0, 0), new Runs(0, 0)))));
        Scheduled result = scheduled(problem, LEAST_MAKESPAN);
        Legality.check(problem, result.schedule());
        assertThat(result.schedule().makespanCycles()).isEqualTo(10);
        assertThat(scheduled(problem, new Goal.LeastEnergy(10)).figure()).isEqualTo(1);
    }

    @Test
    void parallelBranchesOfOneNetworkRunAtTheSameTime() {
        Runs runs = new Runs(10, 1);
        ScheduleProblem problem = problem(new NetworkJob(
                "one",
                List.of(
                        new LayerTask("stem", List.of(), List.of(runs, runs)),
                        new LayerTask("left", List.of(0), List.of(runs, runs)),
                        new LayerTask("right", List.of(0), List.of(runs, runs)),
                        new LayerTask("join", List.of(1, 2), List.of(runs, runs)))));
        assertThat(scheduled(problem, LEAST_MAKESPAN).schedule().makespanCycles())
                .isEqualTo(30);
    }

    private Scheduled scheduled(ScheduleProblem problem, Goal goal) {
        Result result = scheduler().schedule(problem, goal);
        assertThat(result).isInstanceOf(Scheduled.class);
        return (Scheduled) result;
    }

    private static ScheduleProblem problem(RandomGenerator random) {
        int networks = random.nextInt(1, 4);
        int layers = random.nextInt(networks, 9);
        int subs = random.nextInt(1, 5);
        return switch (random.nextInt(3)) {
            case 0 -> RandomProblems.dataflows(networks, layers, subs, random);
            case 1 -> RandomProblems.uniform(networks, layers, subs, random);
            default -> RandomProblems.graphs(networks, layers, subs, random);
        };
    }

    private static ScheduleProblem problem(NetworkJob... jobs) {
        return new ScheduleProblem(List.of("left", "right"), List.of(jobs));
    }

    private static LayerTask layer(String name, Placement left, Placement right) {
        return new LayerTask(name, List.of(), List.of(left, right));
    }
}
