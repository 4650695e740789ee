package org.cosearch.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;
import org.cosearch.archive.Oracle;
import org.cosearch.evaluate.DesignTable;
import org.cosearch.evaluate.Evaluator;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.search.BeamSearch;
import org.cosearch.search.Linas;
import org.cosearch.search.LocalSearch;
import org.cosearch.search.MoeaD;
import org.cosearch.search.Nsga2;
import org.cosearch.search.Nsga3;
import org.cosearch.search.RandomSearch;
import org.cosearch.search.RegularizedEvolution;
import org.cosearch.search.SearchStrategy;
import org.cosearch.search.SmsEmoa;
import org.cosearch.search.TreeSearch;
import org.cosearch.search.TypedProposals;
import org.cosearch.search.surrogate.Regressor;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;

/**
 * Evaluations that each strategy needs to find 99 % of the exact hypervolume of accuracy and latency on a table.
 *
 * <p>Arguments: the folder of NAS-Bench-201 tables, seeds (default 30), then devices (default all of the file).
 */
public final class QualityBenchmark {

    private static final double SHARE = 0.99;
    private static final int MOST = 6000;

    /** A fresh strategy. */
    @FunctionalInterface
    private interface Maker {
        SearchStrategy make(Problem problem, Space space, RandomGenerator random);
    }

    private QualityBenchmark() {}

    /** Prints the table: the median evaluations of each strategy per device. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        int seeds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        List<String> devices = Arrays.asList(arguments).subList(Math.min(2, arguments.length), arguments.length);
        PrintStream out = System.out;
        Map<String, Maker> strategies = strategies();
        out.printf(
                "| device | %s | LINAS / NSGA-II (p) | NSGA-II / random (p) |%n",
                String.join(" | ", strategies.keySet()));
        out.println("|---".repeat(strategies.size() + 3) + "|");
        for (String device : devices.isEmpty() ? List.of("pixel3", "gold_6240", "titanx_256") : devices) {
            print(out, folder, device, seeds, strategies);
        }
    }

    private static Map<String, Maker> strategies() {
        Map<String, Maker> strategies = new LinkedHashMap<>();
        strategies.put("random", (problem, space, random) -> new RandomSearch(TypedProposals.of(space), random));
        strategies.put(
                "local search",
                (problem, space, random) -> new LocalSearch(problem, 10, TypedProposals.of(space), random));
        strategies.put(
                "regularised evolution",
                (problem, space, random) ->
                        new RegularizedEvolution(problem, 50, 12, TypedProposals.of(space), random));
        strategies.put("NSGA-II", (problem, space, random) -> new Nsga2(problem, 40, TypedProposals.of(space), random));
        strategies.put(
                "NSGA-III", (problem, space, random) -> new Nsga3(problem, 40, TypedProposals.of(space), random));
        strategies.put(
                "SMS-EMOA", (problem, space, random) -> new SmsEmoa(problem, 40, TypedProposals.of(space), random));
        strategies.put("MOEA/D", (problem, space, random) -> new MoeaD(problem, 40, TypedProposals.of(space), random));
        strategies.put(
                "tree search",
                (problem, space, random) -> new TreeSearch(problem, space, 0.1, TypedProposals.of(space), random));
        strategies.put(
                "beam search",
                (problem, space, random) -> new BeamSearch(
                        problem, space, new BeamSearch.Settings(10, 2, 0.1), TypedProposals.of(space), random));
        strategies.put(
                "LINAS with trees",
                (problem, space, random) -> new Linas(
                        problem,
                        space,
                        Linas.Settings.DEFAULT,
                        TypedProposals.of(space),
                        Stream.concat(
                                        Regressor.usual().stream(),
                                        Stream.of(
                                                Regressor.boostedTrees(),
                                                Regressor.boostedTrees().ofRanks()))
                                .toList(),
                        random));
        strategies.put(
                "LINAS",
                (problem, space, random) ->
                        new Linas(problem, space, Linas.Settings.DEFAULT, TypedProposals.of(space), random));
        return strategies;
    }

    private static void print(PrintStream out, Path folder, String device, int seeds, Map<String, Maker> strategies)
            throws IOException, InterruptedException {
        Problem problem = new Problem(
                List.of(Objective.maximize(Metric.ACCURACY_PERCENT), Objective.minimize(Metric.LATENCY_MS)), List.of());
        DesignTable table = table(folder, device);
        Oracle oracle = new Oracle(problem, table.trials());
        Map<String, double[]> needed = new LinkedHashMap<>();
        for (Map.Entry<String, Maker> strategy : strategies.entrySet()) {
            double[] evaluations = new double[seeds];
            for (int seed = 0; seed < seeds; seed++) {
                RandomGenerator random = new RandomStreams(seed).stream(Purpose.SEARCH);
                evaluations[seed] =
                        needed(strategy.getValue().make(problem, table.space(), random), table.evaluator(), oracle);
            }
            needed.put(strategy.getKey(), evaluations);
        }
        out.printf("| %s |", device);
        needed.values().forEach(evaluations -> out.printf(" %.0f |", CpuClock.median(evaluations)));
        out.printf(" %s | %s |%n", ratio(needed, "LINAS", "NSGA-II"), ratio(needed, "NSGA-II", "random"));
    }

    /** Validation accuracy of NAS-Bench-201 with the latency of a device. */
    static DesignTable table(Path folder, String device) throws IOException {
        return DesignTable.read(
                folder,
                List.of(
                        new DesignTable.Column(
                                Metric.ACCURACY_PERCENT, "accuracy.csv", "cifar10valid_validation_percent"),
                        new DesignTable.Column(Metric.LATENCY_MS, "latency.csv", device)));
    }

    private static String ratio(Map<String, double[]> needed, String first, String second) {
        double[] a = needed.getOrDefault(first, new double[] {Double.NaN});
        double[] b = needed.getOrDefault(second, new double[] {Double.NaN});
        return "%.2f (%.1e)"
                .formatted(CpuClock.median(a) / CpuClock.median(b), new MannWhitneyUTest().mannWhitneyUTest(a, b));
    }

    private static int needed(SearchStrategy strategy, Evaluator<Genome> evaluator, Oracle oracle)
            throws InterruptedException {
        List<Trial> trials = new ArrayList<>();
        while (trials.size() < MOST) {
            List<Genome> asked = strategy.ask(40);
            if (asked.isEmpty()) {
                break;
            }
            List<Trial> batch = new ArrayList<>();
            for (int i = 0; i < asked.size(); i++) {
                batch.add(new Trial(
                        trials.size() + i,
                        asked.get(i),
                        evaluator.evaluate(asked.subList(i, i + 1)).get(0)));
            }
            strategy.tell(batch);
            trials.addAll(batch);
            if (trials.size() % 200 < batch.size()
                    && oracle.evaluationsTo(SHARE, trials).isPresent()) {
                break;
            }
        }
        return oracle.evaluationsTo(SHARE, trials).orElse(MOST);
    }
}
