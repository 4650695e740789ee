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
            DesignTable table = QualityBenchmark.table(folder, device);
            List<MeasuredBoard> boards = boards(MeasuredBoard.Device.of(table, learner.space()), learner, seeds);
            for (int percentile : PERCENTILES) {
                double limit = percentile(table, percentile);
                print(out, device, percentile, limit, optimum(table, limit), table.space(), boards);
            }
        }
    }

    /** The device, measured and calibrated anew with each seed. */
    private static List<MeasuredBoard> boards(MeasuredBoard.Device device, MetaLearner learner, int seeds) {
        List<MeasuredBoard> boards = new ArrayList<>();
        for (int seed = 0; seed < seeds; seed++) {
            boards.add(new MeasuredBoard(device, learner, new RandomStreams(seed).stream(Purpose.MEASUREMENT)));
        }
        return boards;
    }

    private static void print(
            PrintStream out,
            String device,
            int percentile,
            double limit,
            double optimum,
            Space space,
            List<MeasuredBoard> boards)
            throws InterruptedException {
        out.printf("| %s | %d | %.3g | %.2f |", device, percentile, limit, optimum);
        for (Maker maker : STRATEGIES.values()) {
            double[] regrets = new double[boards.size()];
            int within = 0;
            for (int seed = 0; seed < regrets.length; seed++) {
                MeasuredBoard board = boards.get(seed);
                List<Genome> feasible = board.feasible(limit);
                RandomGenerator random = new RandomStreams(seed).stream(Purpose.SEARCH);
                Optional<Trial> answer = feasible.isEmpty()
                        ? Optional.empty()
                        : board.answer(
                                maker.make(
                                        PROBLEM,
                                        space,
                                        new FeasibleProposals(TypedProposals.of(space), feasible),
                                        random),
                                limit);
                boolean holds =
                        answer.isPresent() && board.latencyMs(answer.get().genome()) <= limit;
                within += holds ? 1 : 0;
                regrets[seed] =
                        holds ? optimum - MeasuredBoard.accuracyPercent(answer.get()) : Double.POSITIVE_INFINITY;
            }
            out.printf(" %.2f (%d %%) |", CpuClock.median(regrets), Math.round(100.0 * within / regrets.length));
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
