package org.cosearch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.cost.TimeloopCostModel;
import org.cosearch.accelerator.systolic.SystolicCost;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Cost;
import org.cosearch.hardware.CostModel;
import org.cosearch.hardware.CostModel.Costed;
import org.cosearch.hardware.CostModel.DoesNotFit;
import org.cosearch.workload.LoopNest;
import org.cosearch.yaml.YamlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code accelerator evaluate}: what a fixed mapping costs, or many of them, or a whole network. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description =
                "Cost a fixed mapping as Timeloop does; with --batch, many in one process; with --network, a whole"
                        + " network, layer by layer.",
        footer = {
            "",
            "A batch is a table with the columns architecture, problem, mapping, ert, art (the last two may be empty);",
            "paths are relative to it. Each case is one line of JSON, in order; a file that is refused gives a line",
            "with its error, and the exit code 2 in the end."
        })
final class AcceleratorEvaluateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Option(
            names = {"--architecture", "--accelerator"},
            paramLabel = "FILE",
            description = "The accelerator: CoSearch's YAML, Timeloop's, or a template by its file or name.")
    private Optional<Path> architecture = Optional.empty();

    @Option(names = "--problem", paramLabel = "FILE", description = "The loop nest, CoSearch's or Timeloop's.")
    private Optional<Path> problem = Optional.empty();

    @Option(names = "--mapping", paramLabel = "FILE", description = "The mapping, CoSearch's or Timeloop's.")
    private Optional<Path> mapping = Optional.empty();

    @Option(names = "--batch", paramLabel = "CSV", description = "A table of cases.")
    private Optional<Path> batch = Optional.empty();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private ArchitectureOptions tables = new ArchitectureOptions();

    @Option(
            names = "--input-counts",
            paramLabel = "MODE",
            defaultValue = "timeloop",
            description = "timeloop counts sliding windows as Timeloop does, exact as hardware would move them. "
                    + "Default: ${DEFAULT-VALUE}")
    private String inputCounts = "timeloop";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        CostModel model = SystolicCost.of(new TimeloopCostModel(counts()));
        PrintWriter out = spec.commandLine().getOut();
        if (network.network.isPresent()) {
            if (batch.isPresent() || problem.isPresent() || mapping.isPresent() || architecture.isEmpty()) {
                throw refusal("A network takes --architecture, and neither --problem, --mapping nor --batch.");
            }
            return new NetworkEvaluation(network, counts())
                    .print(tables.files(architecture.get()).read(), json, out);
        }
        if (batch.isPresent()) {
            if (architecture.isPresent() || problem.isPresent() || mapping.isPresent()) {
                throw refusal("A batch names its files itself; leave out --architecture, --problem and --mapping.");
            }
            return evaluate(BatchCase.read(batch.get()), model, out);
        }
        if (architecture.isEmpty() || problem.isEmpty() || mapping.isEmpty()) {
            throw refusal(
                    "Missing options: --architecture, --problem and --mapping, or --architecture and --network, or --batch.");
        }
        return print(
                evaluate(new BatchCase(tables.files(architecture.get()), problem.get(), mapping.get()), model), out);
    }

    private ParameterException refusal(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private InputCounts counts() {
        return switch (inputCounts) {
            case "timeloop" -> InputCounts.TIMELOOP;
            case "exact" -> InputCounts.EXACT;
            default -> throw refusal("The input counts (%s) are neither timeloop nor exact.".formatted(inputCounts));
        };
    }

    private record Answer(Accelerator accelerator, CostModel.Result result) {}

    private static Answer evaluate(BatchCase one, CostModel model) {
        Accelerator accelerator = one.architecture().read();
        LoopNest nest = ArchitectureFiles.nest(one.problem());
        return new Answer(
                accelerator,
                model.cost(nest, accelerator, ArchitectureFiles.mapping(one.mapping(), nest, accelerator)));
    }

    private static Map<String, Object> json(Answer answer) {
        return answer.result() instanceof Costed costed
                ? CostJson.of(costed.cost(), answer.accelerator().areaSquareMicrometers())
                : CostJson.of(((DoesNotFit) answer.result()).misfit());
    }

    private static int evaluate(List<BatchCase> cases, CostModel model, PrintWriter out) {
        int code = ExitCode.OK;
        for (BatchCase one : cases) {
            Map<String, Object> object;
            try {
                object = json(evaluate(one, model));
            } catch (YamlException | IllegalArgumentException refused) {
                object = new LinkedHashMap<>();
                object.put("error", String.valueOf(refused.getMessage()));
                code = ExitCode.REFUSED;
            }
            out.println(Json.line(object));
        }
        return code;
    }

    private int print(Answer answer, PrintWriter out) {
        int code = answer.result() instanceof Costed ? ExitCode.OK : ExitCode.DOES_NOT_FIT;
        if (json) {
            out.println(Json.of(json(answer)));
        } else if (answer.result() instanceof Costed costed) {
            table(costed.cost(), out);
        } else {
            out.println(((DoesNotFit) answer.result()).misfit().reason());
        }
        return code;
    }

    /** The figures of a cost for people. */
    static void table(Cost cost, PrintWriter out) {
        out.printf(Locale.ROOT, "cycles       %,d, bound by %s%n", cost.cycles(), cost.boundBy());
        out.printf(Locale.ROOT, "utilization  %.2f %%%n", 100 * cost.utilization());
        out.printf(Locale.ROOT, "energy       %,.2f pJ%n", cost.energyPicojoules());
        out.printf(Locale.ROOT, "EDP          %.4g J cycle%n%n", cost.energyDelayJouleCycles());
        Table table = new Table(
                List.of("level", "tensor", "instances", "tile words", "reads", "fills", "updates", "energy pJ"),
                List.of(2, 3, 4, 5, 6, 7));
        for (Cost.LevelCost level : cost.levels()) {
            for (Cost.Access access : level.tensors()) {
                table.add(
                        level.level(),
                        access.tensor().label(),
                        access.utilizedInstances(),
                        access.tileWords(),
                        access.reads(),
                        access.fills(),
                        access.updates(),
                        String.format(Locale.ROOT, "%,.2f", access.energyPicojoules()));
            }
        }
        table.print(out);
    }
}
