package org.cosearch.search;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Spec;
import org.cosearch.space.Field;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;

/** A numeric test problem of the literature. */
record Benchmark(Space space, Problem problem, Function<double[], double[]> figures) {

    private static final List<Metric> METRICS =
            IntStream.range(0, 6).mapToObj(i -> new Metric("f" + i, "")).toList();
    private static final String[] NAMES =
            IntStream.range(0, 40).mapToObj(i -> "x" + i).toArray(String[]::new);

    Outcome outcome(Genome genome) {
        double[] x = new double
                [genome.space() instanceof org.cosearch.space.Product product
                        ? product.fields().size()
                        : 0];
        Arrays.setAll(x, i -> genome.real(NAMES[i]));
        double[] values = figures.apply(x);
        Figure[] named = new Figure[values.length];
        Arrays.setAll(named, i -> Figure.of(METRICS.get(i), values[i], Origin.COUNTED));
        return new Outcome.Scored(Scores.of(named));
    }

    /** Zitzler, Deb and Thiele 2000, ZDT1: the front is f1 = 1 − √f0. */
    static Benchmark zdt1() {
        return new Benchmark(cube(30), minimised(2), x -> {
            double g = 1 + 9 * Arrays.stream(x, 1, x.length).sum() / (x.length - 1);
            return new double[] {x[0], g * (1 - Math.sqrt(x[0] / g))};
        });
    }

    /** Deb et al. 2005, DTLZ2 of three objectives and twelve variables: the front is the unit sphere. */
    static Benchmark dtlz2() {
        return new Benchmark(cube(12), minimised(3), x -> {
            double g = Arrays.stream(x, 2, x.length)
                    .map(value -> (value - 0.5) * (value - 0.5))
                    .sum();
            double a = x[0] * Math.PI / 2;
            double b = x[1] * Math.PI / 2;
            return new double[] {
                (1 + g) * Math.cos(a) * Math.cos(b), (1 + g) * Math.cos(a) * Math.sin(b), (1 + g) * Math.sin(a)
            };
        });
    }

    /**
     * Binh and Korn 1997 (BNH in Deb et al. 2002): two figures to minimise, two limits. The front is x = y from 0 to 3,
     * then y = 3 with x from 3 to 5.
     */
    static Benchmark bnh() {
        Problem problem = new Problem(
                minimised(2).objectives(), List.of(Spec.atMost(METRICS.get(2), 25), Spec.atLeast(METRICS.get(3), 7.7)));
        Space space = Space.product(Space.field("x0", Space.reals(0, 5)), Space.field("x1", Space.reals(0, 3)));
        return new Benchmark(space, problem, v -> {
            double x = v[0];
            double y = v[1];
            return new double[] {
                4 * x * x + 4 * y * y,
                (x - 5) * (x - 5) + (y - 5) * (y - 5),
                (x - 5) * (x - 5) + y * y,
                (x - 8) * (x - 8) + (y + 3) * (y + 3)
            };
        });
    }

    private static Space cube(int variables) {
        return Space.product(IntStream.range(0, variables)
                .mapToObj(i -> Space.field(NAMES[i], Space.reals(0, 1)))
                .toArray(Field[]::new));
    }

    private static Problem minimised(int objectives) {
        return new Problem(
                METRICS.subList(0, objectives).stream().map(Objective::minimize).toList(), List.of());
    }
}
