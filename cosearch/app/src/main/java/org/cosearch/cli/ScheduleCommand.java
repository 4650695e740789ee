package org.cosearch.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.mapping.LayerByLayerCostModel;
import org.cosearch.accelerator.mapping.MemoMapper;
import org.cosearch.accelerator.mapping.TilingMapper;
import org.cosearch.accelerator.schedule.Goal;
import org.cosearch.accelerator.schedule.OptaPlannerScheduler;
import org.cosearch.accelerator.schedule.Scheduler;
import org.cosearch.accelerator.schedule.Scheduler.Result;
import org.cosearch.accelerator.systolic.SystolicCost;
import org.cosearch.config.ScheduleFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code schedule}: which layer runs on which sub-accelerator, from when to when. */
@Command(
        name = "schedule",
        mixinStandardHelpOptions = true,
        description = "Schedule the layers of networks on the sub-accelerators of a chip.",
        footer = {
            "",
            "The file has networks, and either what their layers cost on each sub-accelerator, or the accelerators, for",
            "which the cost model costs them: see configs/schedules. Exit code 3 where nothing ends within the latency,",
            "or a layer runs on no sub-accelerator."
        })
final class ScheduleCommand implements Callable<Integer> {

    private static final int MAPPINGS_KEPT = 10_000;
    private static final int LEAST_WIDTH = 40;

    /** What is made small. */
    enum GoalName {
        makespan,
        energy
    }

    /** How a schedule is searched. */
    enum Method {
        fast,
        thorough,
        exact,
        optaplanner
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A schedule file, in YAML or JSON.")
    private Path file = Path.of("");

    @Option(
            names = "--goal",
            paramLabel = "GOAL",
            description = "makespan, or energy within --latency-cycles. Default: energy if a latency is given, else"
                    + " makespan")
    private Optional<GoalName> goal = Optional.empty();

    @Option(
            names = "--latency-cycles",
            paramLabel = "CYCLES",
            description = "By which every layer has ended; for the goal energy.")
    private Optional<Long> latencyCycles = Optional.empty();

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            defaultValue = "thorough",
            description =
                    "fast, thorough, exact, or optaplanner, which goes on from a thorough schedule until --seconds"
                            + " are over. Default: ${DEFAULT-VALUE}")
    private Method method = Method.thorough;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "How long OptaPlanner searches. Default: ${DEFAULT-VALUE}")
    private double seconds = 2;

    @Option(names = "--width", paramLabel = "COLUMNS", description = "Of the chart. Default: the terminal's")
    private Optional<Integer> width = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Goal asked = readGoal();
        Scheduler scheduler = scheduler();
        ScheduleFile read = ScheduleFile.read(
                file,
                new LayerByLayerCostModel(
                        new MemoMapper(SystolicCost.of(new TilingMapper(InputCounts.TIMELOOP)), MAPPINGS_KEPT)));
        long begin = System.nanoTime();
        Result result = scheduler.schedule(read.problem(), asked);
        double took = (System.nanoTime() - begin) * 1e-9;
        PrintWriter out = spec.commandLine().getOut();
        ScheduleReport report = new ScheduleReport(read, result, asked);
        if (json) {
            out.println(Json.of(report.json(method.name(), took)));
        } else {
            report.print(columns(), out);
            if (result instanceof Scheduler.Scheduled) {
                out.printf(Locale.ROOT, "  %-12s %s, %.3f s%n", "method", method, took);
            }
        }
        return result instanceof Scheduler.Scheduled ? ExitCode.OK : ExitCode.DOES_NOT_FIT;
    }

    private Goal readGoal() {
        GoalName name = goal.orElse(latencyCycles.isPresent() ? GoalName.energy : GoalName.makespan);
        if (name == GoalName.makespan) {
            if (latencyCycles.isPresent()) {
                throw refusal("The goal makespan has no latency.\nMaybe leave out --latency-cycles.");
            }
            return new Goal.LeastMakespan();
        }
        if (latencyCycles.isEmpty()) {
            throw refusal("The goal energy needs a latency.\nMaybe add --latency-cycles N.");
        }
        return new Goal.LeastEnergy(latencyCycles.get());
    }

    private Scheduler scheduler() {
        if (!(seconds >= 0.001 && seconds <= 1e6)) {
            throw refusal("The time (%s) is not from 0.001 to 1000000 seconds.".formatted(seconds));
        }
        return switch (method) {
            case fast -> Scheduler.fast();
            case thorough -> Scheduler.thorough();
            case exact -> Scheduler.exact();
            case optaplanner ->
                OptaPlannerScheduler.timed(Scheduler.thorough(), Duration.ofMillis(Math.round(seconds * 1e3)));
        };
    }

    private int columns() {
        int columns = width.orElseGet(() -> spec.usageMessage().autoWidth(true).width());
        if (columns < LEAST_WIDTH) {
            throw refusal("The width (%d) is below %d columns.".formatted(columns, LEAST_WIDTH));
        }
        return columns;
    }

    private ParameterException refusal(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
