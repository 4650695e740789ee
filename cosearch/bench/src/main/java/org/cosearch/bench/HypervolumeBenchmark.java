package org.cosearch.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import org.cosearch.archive.Hypervolume;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.moeaframework.core.Solution;
import org.moeaframework.core.population.NondominatedPopulation;
import org.moeaframework.problem.AbstractProblem;
import org.uma.jmetal.qualityindicator.impl.hypervolume.impl.WFGHypervolume;

/**
 * The hypervolume of points on a sphere, against the WFG of jMetal and of MOEA Framework, up to 1 in every objective,
 * which is the one reference point that jMetal 6.6 heeds.
 *
 * <p>Arguments: repeats (default 9).
 */
public final class HypervolumeBenchmark {

    private HypervolumeBenchmark() {}

    /** Prints the table: medians of CPU milliseconds. */
    public static void main(String[] arguments) {
        int repeats = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9;
        PrintStream out = System.out;
        out.println("| M | N | CoSearch | jMetal WFG | MOEA Framework WFG | faster by | largest difference |");
        out.println("|---|---|---|---|---|---|---|");
        for (int objectives = 3; objectives <= 5; objectives++) {
            for (int points : new int[] {100, 300, 1000}) {
                print(out, objectives, points, repeats);
            }
        }
    }

    private static void print(PrintStream out, int objectives, int count, int repeats) {
        double[][] points = sphere(objectives, count);
        double[] one = new double[objectives];
        Arrays.fill(one, 1);
        NondominatedPopulation population = new NondominatedPopulation();
        for (double[] point : points) {
            Solution solution = new Solution(0, objectives);
            solution.setObjectiveValues(point);
            population.add(solution);
        }
        List<DoubleSupplier> contenders = new ArrayList<>();
        contenders.add(() -> Hypervolume.upTo(one).of(points));
        contenders.add(() -> new WFGHypervolume(one).compute(points));
        contenders.add(() ->
                new org.moeaframework.core.indicator.WFGHypervolume(new Nothing(objectives), one).evaluate(population));
        double[][] millis = new double[contenders.size()][repeats];
        double[] volumes = new double[contenders.size()];
        for (int round = -3; round < repeats; round++) {
            for (int k = 0; k < volumes.length; k++) {
                int contender = k;
                double spent = CpuClock.millis(
                        () -> volumes[contender] = contenders.get(contender).getAsDouble());
                if (round >= 0) {
                    millis[k][round] = spent;
                }
            }
        }
        double ours = CpuClock.median(millis[0]);
        double jMetal = CpuClock.median(millis[1]);
        double moea = CpuClock.median(millis[2]);
        out.printf(
                "| %d | %d | %.2f | %.2f | %.2f | %.1f | %.1e |%n",
                objectives,
                count,
                ours,
                jMetal,
                moea,
                Math.min(jMetal, moea) / ours,
                Math.max(Math.abs(volumes[0] - volumes[1]), Math.abs(volumes[0] - volumes[2])));
    }

    private static double[][] sphere(int objectives, int count) {
        RandomGenerator random = new RandomStreams(objectives).stream(Purpose.SAMPLING);
        double[][] points = new double[count][objectives];
        for (double[] point : points) {
            double square = 0;
            for (int m = 0; m < objectives; m++) {
                point[m] = Math.abs(random.nextGaussian());
                square += point[m] * point[m];
            }
            for (int m = 0; m < objectives; m++) {
                point[m] /= Math.sqrt(square);
            }
        }
        return points;
    }

    private static final class Nothing extends AbstractProblem {

        Nothing(int objectives) {
            super(0, objectives);
        }

        @Override
        public void evaluate(Solution solution) {
            throw new IllegalStateException("Nothing is to be evaluated.");
        }

        @Override
        public Solution newSolution() {
            return new Solution(0, numberOfObjectives);
        }
    }
}
