package org.cosearch.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.cosearch.accelerator.cost.FlatMapping;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.cost.NestEvaluator;
import org.cosearch.accelerator.format.TimeloopArchitecture;
import org.cosearch.accelerator.format.TimeloopConstraints;
import org.cosearch.accelerator.format.TimeloopProblem;
import org.cosearch.accelerator.format.TimeloopTables;
import org.cosearch.accelerator.mapping.BoundedMapper;
import org.cosearch.accelerator.mapping.MappingGoal;
import org.cosearch.hardware.Accelerator;
import org.cosearch.workload.LoopNest;
import org.cosearch.yaml.Yaml;

/**
 * Time and quality of {@link BoundedMapper}, layer by layer: CPU time of the first search and of one in a warm process, the
 * energy-delay product, how far it is above the lower bound, and evaluations of the mapping per second.
 *
 * <p>Without an argument on accelerators of our own templates; with a folder on its Timeloop designs, each a folder with
 * {@code arch.yaml}, {@code constraints.yaml}, {@code ERT.yaml}, {@code ART.yaml} and folders of layers.
 */
public final class MapperBenchmark {

    private static final List<String> CHIPS =
            List.of("eyeriss-v1", "simba", "simple-weight-stationary", "simple-output-stationary");
    private static final int WARM = 5;
    private static final int EVALUATIONS = 1_000_000;

    private record Case(String name, LoopNest nest, Accelerator accelerator) {}

    private MapperBenchmark() {}

    /** Runs. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        out.println(
                "| design, layer | first ms | warm ms | EDP, J · cycle | above the bound, % | optimal | evaluations/s |");
        out.println("|---|---|---|---|---|---|---|");
        List<Double> warm = new ArrayList<>();
        for (Case each : arguments.length > 0 ? read(Path.of(arguments[0])) : ours()) {
            warm.add(run(each, out));
        }
        out.printf(
                Locale.ROOT,
                "%d layers, median %.1f ms%n",
                warm.size(),
                CpuClock.median(warm.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    private static List<Case> ours() {
        List<Case> cases = new ArrayList<>();
        for (String chip : CHIPS) {
            for (LayerShape layer : LayerShape.values()) {
                cases.add(new Case(
                        chip + ", " + layer.name().toLowerCase(Locale.ROOT),
                        layer.nest(),
                        CostModelBenchmark.accelerator(chip)));
            }
        }
        return cases;
    }

    private static List<Case> read(Path folder) throws IOException {
        List<Case> cases = new ArrayList<>();
        for (Path design : folders(folder)) {
            Accelerator read = TimeloopArchitecture.read(
                    Yaml.read(design.resolve("arch.yaml")),
                    TimeloopTables.read(Yaml.read(design.resolve("ERT.yaml")), Yaml.read(design.resolve("ART.yaml"))));
            Accelerator accelerator =
                    read.with(TimeloopConstraints.read(Yaml.read(design.resolve("constraints.yaml")), read));
            for (Path layer : folders(design)) {
                cases.add(new Case(
                        design.getFileName() + ", " + layer.getFileName(),
                        TimeloopProblem.read(Yaml.read(layer.resolve("problem.yaml"))),
                        accelerator));
            }
        }
        return cases;
    }

    private static List<Path> folders(Path parent) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static double run(Case each, PrintStream out) {
        BoundedMapper mapper = new BoundedMapper(InputCounts.TIMELOOP, MappingGoal.EDP, BoundedMapper.DEFAULT_STEPS);
        List<BoundedMapper.Answer> answers = new ArrayList<>();
        double[] millis = new double[WARM + 1];
        for (int i = 0; i <= WARM; i++) {
            millis[i] = CpuClock.millis(() -> answers.add(mapper.map(each.nest(), each.accelerator(), () -> false)));
        }
        double warm = CpuClock.median(java.util.Arrays.copyOfRange(millis, 1, WARM + 1));
        if (answers.get(0) instanceof BoundedMapper.Found found) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %.1f | %.6g | %.2f | %s | %,.0f |%n",
                    each.name(),
                    millis[0],
                    warm,
                    found.score() * 1e-12,
                    100 * (found.score() / found.lowerBound() - 1),
                    found.optimal() ? "yes" : "",
                    evaluationsPerSecond(each, found));
        } else {
            out.printf(Locale.ROOT, "| %s | %.0f | %.1f | no mapping | | | |%n", each.name(), millis[0], warm);
        }
        return warm;
    }

    private static double evaluationsPerSecond(Case each, BoundedMapper.Found found) {
        NestEvaluator evaluator = new NestEvaluator(each.nest(), each.accelerator(), InputCounts.TIMELOOP);
        FlatMapping mapping = CostModelBenchmark.flat(found.mapped().mapping(), each.nest(), evaluator);
        double[] sum = {0};
        Runnable evaluations = () -> {
            for (int i = 0; i < EVALUATIONS; i++) {
                sum[0] += evaluator.evaluate(mapping) ? evaluator.energyDelay() : Double.NaN;
            }
        };
        evaluations.run();
        double millis = CpuClock.millis(evaluations);
        if (Double.isNaN(sum[0])) {
            throw new IllegalStateException("The mapping was legal before.");
        }
        return EVALUATIONS / millis * 1000;
    }
}
