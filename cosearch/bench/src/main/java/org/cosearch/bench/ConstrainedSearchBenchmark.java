package org.cosearch.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.cosearch.evaluate.DesignTable;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.latency.data.DatasetFolder;
import org.cosearch.latency.data.Splits;
import org.cosearch.latency.evaluate.MetaTraining;
import org.cosearch.predict.MetaLearner;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.search.Linas;
import org.cosearch.search.Nsga2;
import org.cosearch.search.Proposals;
import org.cosearch.search.RandomSearch;
import org.cosearch.search.RegularizedEvolution;
import org.cosearch.search.SearchStrategy;
import org.cosearch.search.TypedProposals;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;

/**
 * The most accurate network within a latency limit on a device that was measured 20 times, with 100 look-ups of accuracy:
 * the regret to the exact optimum and how many answers are truly within the limit.
 *
 * <p>Arguments: the folder of NAS-Bench-201 tables, seeds (default 30), then devices (default the targets of its split).
 */
public final class ConstrainedSearchBenchmark {

    private static final int[] PERCENTILES = {30, 60, 90};
    private static final int SOURCE_SAMPLES = 512;
    private static final Problem PROBLEM = new Problem(List.of(Objective.maximize(Metric.ACCURACY_PERCENT)), List.of());

    /** A fresh strategy. */
    @FunctionalInterface
    private interface Maker {
        SearchStrategy make(Problem problem, Space space, Proposals proposals, RandomGenerator random);
    }

    private static final Map<String, Maker> STRATEGIES = new LinkedHashMap<>();

    static {
        STRATEGIES.put("random", (problem, space, proposals, random) -> new RandomSearch(proposals, random));
        STRATEGIES.put(
                "regularised evolution",
                (problem, space, proposals, random) -> new RegularizedEvolution(problem, 30, 10, proposals, random));
        STRATEGIES.put("NSGA-II", (problem, space, proposals, random) -> new Nsga2(problem, 20, proposals, random));
        STRATEGIES.put(
                "LINAS",
                (problem, space, proposals, random) ->
                        new Linas(problem, space, Linas.Settings.DEFAULT, proposals, random));
    }

    private ConstrainedSearchBenchmark() {}

    /** Prints a row per device and limit: for each strategy the median regret and the share of answers within the limit. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        int seeds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        Splits splits = Splits.read(new DatasetFolder(folder).splits());
        List<String> devices =
                arguments.length > 2 ? Arrays.asList(arguments).subList(2, arguments.length) : splits.targetDevices();
        MetaLearner learner = MetaTraining.of(folder, Optional.empty(), Optional.empty(), SOURCE_SAMPLES)
                .train("gp", new RandomStreams(1));
        PrintStream out = System.out;
        out.printf("| device | percentile | limit ms | optimum %% | %s |%n", String.join(" | ", STRATEGIES.keySet()));
        out.println("|---".repeat(STRATEGIES.size() + 4) + "|");
        for (String device : devices) {
            DesignTable table = DesignTable.read(
                    folder,
                    List.of(
                            new DesignTable.Column(
                                    Metric.ACCURACY_PERCENT, "accuracy.csv", "cifar10valid_validation_percent"),
                            new DesignTable.Column(Metric.LATENCY_MS, "latency.csv", device)));
            for (int percentile : PERCENTILES) {
                print(out, learner, device, table, percentile, seeds);
            }
        }
    }

    private static void print(
            PrintStream out, MetaLearner learner, String device, DesignTable table, int percentile, int seeds)
            throws InterruptedException {
        double limit = percentile(table, percentile);
        double optimum = optimum(table, limit);
        out.printf("| %s | %d | %.3g | %.2f |", device, percentile, limit, optimum);
        for (Maker maker : STRATEGIES.values()) {
            List<Double> regrets = new ArrayList<>();
            int within = 0;
            for (int seed = 0; seed < seeds; seed++) {
                RandomStreams streams = new RandomStreams(seed);
                MeasuredBoard board = new MeasuredBoard(table, learner, streams.stream(Purpose.MEASUREMENT));
                List<Genome> feasible = board.feasible(limit);
                Optional<Trial> answer = feasible.isEmpty()
                        ? Optional.empty()
                        : board.answer(
                                maker.make(
                                        PROBLEM,
                                        table.space(),
                                        new FeasibleProposals(TypedProposals.of(table.space()), feasible),
                                        streams.stream(Purpose.SEARCH)),
                                limit);
                boolean holds =
                        answer.isPresent() && board.latencyMs(answer.get().genome()) <= limit;
                within += holds ? 1 : 0;
                regrets.add(holds ? optimum - MeasuredBoard.accuracyPercent(answer.get()) : Double.POSITIVE_INFINITY);
            }
            out.printf(
                    " %.2f (%d %%) |",
                    CpuClock.median(
                            regrets.stream().mapToDouble(Double::doubleValue).toArray()),
                    Math.round(100.0 * within / seeds));
        }
        out.println();
    }

    private static double percentile(DesignTable table, int percentile) {
        double[] sorted = table.trials().stream()
                .mapToDouble(
                        trial -> ((Outcome.Scored) trial.outcome()).scores().value(Metric.LATENCY_MS))
                .sorted()
                .toArray();
        return sorted[sorted.length * percentile / 100];
    }

    private static double optimum(DesignTable table, double limit) {
        return table.trials().stream()
                .map(trial -> ((Outcome.Scored) trial.outcome()).scores())
                .filter(scores -> scores.value(Metric.LATENCY_MS) <= limit)
                .mapToDouble(scores -> scores.value(Metric.ACCURACY_PERCENT))
                .max()
                .orElseThrow();
    }
}
