package org.cosearch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.format.TimeloopConstraints;
import org.cosearch.accelerator.format.TimeloopExport;
import org.cosearch.accelerator.mapping.BoundedMapper;
import org.cosearch.accelerator.mapping.MappingGoal;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Cost;
import org.cosearch.workload.LoopNest;
import org.cosearch.yaml.Yaml;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code accelerator map}: the best mapping of a loop nest. */
@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        description = "Find the best mapping of a loop nest under constraints, and say how good it is.",
        footer = {
            "",
            "The work is limited by --steps, so that the result does not depend on the machine; --budget-seconds is a",
            "limit above it. Exit code 3 where there is no mapping."
        })
final class AcceleratorMapCommand implements Callable<Integer> {

    private static final double NANOS_PER_SECOND = 1e9;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Option(
            names = "--architecture",
            required = true,
            paramLabel = "FILE",
            description = "The accelerator, CoSearch's or Timeloop's.")
    private Path architecture = Path.of("");

    @Option(
            names = "--problem",
            required = true,
            paramLabel = "FILE",
            description = "The loop nest, CoSearch's or Timeloop's.")
    private Path problem = Path.of("");

    @Option(
            names = "--constraints",
            paramLabel = "FILE",
            description = "Constraints as Timeloop writes them; without them those of the architecture hold.")
    private Optional<Path> constraints = Optional.empty();

    @Mixin
    private ArchitectureOptions tables = new ArchitectureOptions();

    @Option(
            names = "--goal",
            paramLabel = "GOAL",
            defaultValue = "edp",
            description = "edp, energy, delay, or weighted:W for energy^W * cycles^(1-W). Default: ${DEFAULT-VALUE}")
    private String goal = "edp";

    @Option(
            names = "--budget-seconds",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "The search ends then at the latest. Default: ${DEFAULT-VALUE}")
    private double budgetSeconds = 10;

    @Option(
            names = "--steps",
            paramLabel = "COUNT",
            description = "Bounds that the search computes at most. Default: " + BoundedMapper.DEFAULT_STEPS)
    private long steps = BoundedMapper.DEFAULT_STEPS;

    @Option(
            names = "--round-up",
            description = "Also try larger bounds of loops, which factor better; what they add is charged.")
    private boolean roundUp;

    @Option(names = "--output", paramLabel = "FILE", description = "Write the mapping there, as Timeloop YAML.")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (!(budgetSeconds > 0)) {
            throw refusal("The budget (%s) is not above 0 seconds.".formatted(budgetSeconds));
        }
        BoundedMapper mapper = new BoundedMapper(
                InputCounts.TIMELOOP,
                readGoal(),
                steps,
                roundUp ? BoundedMapper.Bounds.ROUNDED_UP : BoundedMapper.Bounds.EXACT);
        Accelerator read = tables.files(architecture).read();
        LoopNest nest = ArchitectureFiles.nest(problem);
        Accelerator accelerator = constraints
                .map(file -> read.with(TimeloopConstraints.read(Yaml.read(file), read)))
                .orElse(read);
        TimeloopConstraints.beyond(accelerator, nest)
                .forEach(warning -> spec.commandLine().getErr().println("cosearch: " + warning));
        long begin = System.nanoTime();
        BoundedMapper.Answer answer =
                mapper.map(nest, accelerator, () -> System.nanoTime() - begin > budgetSeconds * NANOS_PER_SECOND);
        double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
        PrintWriter out = spec.commandLine().getOut();
        if (answer instanceof BoundedMapper.Found found) {
            String mapping = TimeloopExport.mapping(
                    found.mapped().mapping(), found.mapped().nest(), accelerator);
            if (output.isPresent()) {
                Files.writeString(output.get(), mapping);
            }
            print(found, mapping, seconds, out);
            return ExitCode.OK;
        }
        String reason = ((BoundedMapper.None) answer).reason();
        out.println(json ? Json.of(Map.of("fits", false, "reason", reason, "seconds", seconds)) : reason);
        return ExitCode.DOES_NOT_FIT;
    }

    private void print(BoundedMapper.Found found, String mapping, double seconds, PrintWriter out) {
        Cost cost = found.mapped().cost();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("mapping", mapping);
            object.put("cycles", cost.cycles());
            object.put("energy_pj", cost.energyPicojoules());
            object.put("edp_joule_cycle", cost.energyDelayJouleCycles());
            object.put("utilization_percent", 100 * cost.utilization());
            object.put("goal", goal);
            object.put("score", found.score());
            object.put("lower_bound", found.lowerBound());
            object.put("optimal", found.optimal());
            object.put("considered", found.considered());
            object.put("stopped_by_time", found.stopped());
            object.put("seconds", seconds);
            out.println(Json.of(object));
            return;
        }
        AcceleratorEvaluateCommand.table(cost, out);
        out.printf(
                Locale.ROOT,
                "%n%s after %,d mappings and %.2f s.%n%n",
                found.optimal()
                        ? "No mapping is better"
                        : "At most %.1f %% above the lower bound"
                                .formatted(100 * (found.score() / found.lowerBound() - 1)),
                found.considered(),
                seconds);
        out.print(mapping);
    }

    private MappingGoal readGoal() {
        List<String> parts = List.of(goal.split(":", 2));
        try {
            switch (parts.get(0)) {
                case "edp" -> {
                    return MappingGoal.EDP;
                }
                case "energy" -> {
                    return MappingGoal.ENERGY;
                }
                case "delay" -> {
                    return MappingGoal.DELAY;
                }
                case "weighted" -> {
                    return MappingGoal.weighted(parts.size() == 1 ? 0.5 : Double.parseDouble(parts.get(1)));
                }
                default -> throw refusal("The goal (%s) is not one of edp, energy, delay, weighted:W.".formatted(goal));
            }
        } catch (IllegalArgumentException invalid) {
            throw refusal("The goal (%s) is refused: %s".formatted(goal, invalid.getMessage()));
        }
    }

    private ParameterException refusal(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
