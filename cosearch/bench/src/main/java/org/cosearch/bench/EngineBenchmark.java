package org.cosearch.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;
import org.cosearch.archive.Hypervolume;

/**
 * NSGA-II side by side: evaluations per CPU second and hypervolume of the last population, interleaved.
 *
 * <p>Arguments: seeds (default 30), then {@code large} for the population of 1,000 as well.
 */
public final class EngineBenchmark {

    private static final int WARM_UPS = 6;

    private final PrintStream out;
    private final List<Contender> contenders =
            List.of(new CoSearchNsga2(), new JMetalNsga2(false), new JMetalNsga2(true), new MoeaFrameworkNsga2());

    private EngineBenchmark(PrintStream out) {
        this.out = out;
    }

    /** Prints the tables. */
    public static void main(String[] arguments) {
        int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
        EngineBenchmark benchmark = new EngineBenchmark(System.out);
        benchmark.compare(TestFunction.ZDT1, 100, 25_000, WARM_UPS, seeds);
        benchmark.compare(TestFunction.DTLZ2, 100, 25_000, WARM_UPS, seeds);
        if (Arrays.asList(arguments).contains("large")) {
            benchmark.compare(TestFunction.DTLZ2, 1000, 100_000, 1, 3);
        }
    }

    private void compare(TestFunction function, int population, int evaluations, int warmUps, int seeds) {
        Hypervolume hypervolume = Hypervolume.upTo(function.reference());
        double[][] millis = new double[contenders.size()][seeds];
        double[][] volumes = new double[contenders.size()][seeds];
        for (int round = -warmUps; round < seeds; round++) {
            for (int k = 0; k < contenders.size(); k++) {
                int contender = (k + round + warmUps) % contenders.size(); // nobody always comes after the same other
                long seed = round;
                double[][][] last = new double[1][][];
                double spent = CpuClock.millis(
                        () -> last[0] = contenders.get(contender).run(function, population, evaluations, seed));
                if (round >= 0) {
                    millis[contender][round] = spent;
                    volumes[contender][round] = hypervolume.of(last[0]);
                }
            }
        }
        out.printf(
                "%n%s, %d objectives, population %,d, %,d evaluations, %d seeds%n",
                function, function.objectives(), population, evaluations, seeds);
        out.println(
                "| engine | CPU ms | evaluations per CPU s | ours is faster by | hypervolume | p, ours against it |");
        out.println("|---|---|---|---|---|---|");
        double ours = CpuClock.median(millis[0]);
        for (int k = 0; k < contenders.size(); k++) {
            double theirs = CpuClock.median(millis[k]);
            out.printf(
                    "| %s | %.0f | %,.0f | %.1f | %.5f | %s |%n",
                    contenders.get(k).label(),
                    theirs,
                    evaluations / theirs * 1000,
                    theirs / ours,
                    CpuClock.median(volumes[k]),
                    k == 0 ? "" : "%.3f".formatted(new MannWhitneyUTest().mannWhitneyUTest(volumes[0], volumes[k])));
        }
    }
}
