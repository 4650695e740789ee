package org.cosearch.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.archive.NonDominatedSort;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.uma.jmetal.solution.doublesolution.DoubleSolution;
import org.uma.jmetal.solution.doublesolution.impl.DefaultDoubleSolution;
import org.uma.jmetal.util.ranking.impl.MergeNonDominatedSortRanking;
import ru.ifmo.nds.BestOrderSort;
import ru.ifmo.nds.ENS;
import ru.ifmo.nds.FilterSort;
import ru.ifmo.nds.JensenFortinBuzdalov;
import ru.ifmo.nds.NonDominatedSorting;
import ru.ifmo.nds.NonDominatedSortingFactory;
import ru.ifmo.nds.SetIntersectionSort;

/**
 * Non-dominated sorting of 10,000 points of 2 to 8 objectives, in a cube and on one front, against jMetal's merge sort
 * and the implementations of Buzdalov. All are checked to agree rank for rank;
 * the hybrid of van Emde Boas trees and non-dominated trees is left out because in version 0.2.1 it does not.
 *
 * <p>Arguments: repeats (default 15).
 */
public final class SortingBenchmark {

    private static final int POINTS = 10_000;

    private SortingBenchmark() {}

    @FunctionalInterface
    private interface Sort {
        int[] ranks(double[][] points);
    }

    private record Entry(String label, Sort sort) {}

    /** Prints the table: medians of CPU milliseconds. */
    public static void main(String[] arguments) {
        int repeats = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15;
        PrintStream out = System.out;
        for (boolean cube : new boolean[] {true, false}) {
            for (int objectives = 2; objectives <= 8; objectives++) {
                double[][] points = points(objectives, cube);
                List<Entry> entries = entries(objectives);
                double[][] millis = new double[entries.size()][repeats];
                int[] expected = new int[0];
                for (int round = -3; round < repeats; round++) {
                    for (int k = 0; k < entries.size(); k++) {
                        Sort sort = entries.get(k).sort();
                        int[][] ranks = new int[1][];
                        double spent = CpuClock.millis(() -> ranks[0] = sort.ranks(points));
                        expected = expected.length == 0 ? ranks[0] : expected;
                        if (!Arrays.equals(expected, ranks[0])) {
                            throw new IllegalStateException("%s ranks otherwise than %s."
                                    .formatted(
                                            entries.get(k).label(),
                                            entries.get(0).label()));
                        }
                        if (round >= 0) {
                            millis[k][round] = spent;
                        }
                    }
                }
                print(out, cube, objectives, entries, millis);
            }
        }
    }

    private static void print(PrintStream out, boolean cube, int objectives, List<Entry> entries, double[][] millis) {
        if (objectives == 2) {
            out.printf("%n| %s, M |", cube ? "cube" : "one front");
            entries.forEach(entry -> out.printf(" %s |", entry.label()));
            out.printf(" ours / best other |%n|%s%n", "---|".repeat(entries.size() + 2));
        }
        double best = Double.POSITIVE_INFINITY;
        out.printf("| %d |", objectives);
        for (int k = 0; k < millis.length; k++) {
            double median = CpuClock.median(millis[k]);
            best = k > 0 ? Math.min(best, median) : best;
            out.printf(" %.1f |", median);
        }
        out.printf(" %.2f |%n", CpuClock.median(millis[0]) / best);
    }

    private static List<Entry> entries(int objectives) {
        List<Entry> entries = new ArrayList<>();
        double[] feasible = new double[POINTS];
        entries.add(new Entry("CoSearch", points -> NonDominatedSort.ranks(points, feasible)));
        entries.add(new Entry("jMetal merge sort", new MergeSort()));
        add(entries, "ENS-NDT, one tree", ENS.getENS_NDT_OneTree(8), objectives);
        add(entries, "ENS-NDT", ENS.getENS_NDT(8), objectives);
        add(
                entries,
                "JFB hybrid NDT",
                JensenFortinBuzdalov.getRedBlackTreeSweepHybridNDTImplementation(8, 1),
                objectives);
        add(entries, "best order", BestOrderSort.getImprovedImplementation(), objectives);
        add(entries, "filter sort", FilterSort.getInstance(), objectives);
        add(entries, "set intersection", SetIntersectionSort.getBitSetInstance(), objectives);
        return entries;
    }

    /** jMetal's, on solutions that are made once. */
    private static final class MergeSort implements Sort {

        private final List<DoubleSolution> solutions = new ArrayList<>();

        @Override
        public int[] ranks(double[][] points) {
            if (solutions.isEmpty()) {
                for (double[] point : points) {
                    DoubleSolution solution = new DefaultDoubleSolution(List.of(), point.length, 0);
                    System.arraycopy(point, 0, solution.objectives(), 0, point.length);
                    solutions.add(solution);
                }
            }
            MergeNonDominatedSortRanking<DoubleSolution> ranking = new MergeNonDominatedSortRanking<>();
            ranking.compute(solutions);
            int[] ranks = new int[points.length];
            Arrays.setAll(ranks, i -> ranking.getRank(solutions.get(i)));
            return ranks;
        }
    }

    private static void add(List<Entry> entries, String label, NonDominatedSortingFactory factory, int objectives) {
        NonDominatedSorting sorting = factory.getInstance(POINTS, objectives);
        entries.add(new Entry(label, points -> {
            int[] ranks = new int[points.length];
            sorting.sort(points, ranks);
            return ranks;
        }));
    }

    static double[][] points(int objectives, boolean cube) {
        RandomGenerator random = new RandomStreams(objectives).stream(Purpose.SAMPLING);
        double[][] points = new double[POINTS][objectives];
        for (double[] point : points) {
            double sum = 0;
            for (int m = 0; m < objectives; m++) {
                point[m] = random.nextDouble();
                sum += point[m];
            }
            for (int m = 0; !cube && m < objectives; m++) {
                point[m] /= sum;
            }
        }
        if (!cube) { // exactly one front, whatever is rounded: the last objective falls with the sum of the others
            for (double[] point : points) {
                double others = 0;
                for (int m = 0; m + 1 < objectives; m++) {
                    others += point[m];
                }
                point[objectives - 1] = -others;
            }
        }
        return points;
    }
}
