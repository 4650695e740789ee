package org.cosearch.report;

import java.util.List;
import java.util.stream.Collectors;
import org.cosearch.evaluate.Metric;

/**
 * How the hypervolume grew, in this run and in the baselines that it is compared with.
 *
 * <p>The hypervolume is that of the feasible designs so far after each objective was mapped to 0 at its ideal and 1 at
 * its nadir, so that it has no unit.
 *
 * @param axes one per objective that the hypervolume is over; empty if none was computed
 * @param normalization a sentence or two on where ideal and nadir come from
 * @param run this run; several replicates if it was repeated with other seeds, its own first
 */
public record Convergence(List<Axis> axes, String normalization, Method run, List<Method> baselines) {

    /** Nothing to tell: the hypervolume was not computed. */
    public static final Convergence NONE =
            new Convergence(List.of(), "", new Method(Method.Kind.THIS_RUN, "this run", List.of()), List.of());

    public Convergence {
        axes = List.copyOf(axes);
        baselines = List.copyOf(baselines);
    }

    /** The metrics that the hypervolume is over, as a list for people. */
    String metricNames() {
        return axes.stream().map(axis -> axis.metric().name()).collect(Collectors.joining(", "));
    }

    /**
     * How one objective was normalised.
     *
     * @param ideal the value that maps to 0, in the metric's unit
     * @param nadir the value that maps to 1, in the metric's unit
     * @param reference coordinate of the reference point after the normalisation, such as 1.1
     */
    public record Axis(Metric metric, double ideal, double nadir, double reference) {}

    /**
     * A way to search and what it reached.
     *
     * @param name as printed
     * @param replicates one per seed
     */
    public record Method(Kind kind, String name, List<Replicate> replicates) {

        /** The role in an honest comparison. */
        public enum Kind {
            THIS_RUN,
            /** The run's own strategy again, with the seeds of the baselines. */
            SAME_STRATEGY,
            RANDOM_SEARCH,
            SUPERNET_RANDOM_SEARCH,
            LOCAL_SEARCH,
            REGULARIZED_EVOLUTION,
            SUCCESSIVE_SEARCH
        }

        public Method {
            replicates = List.copyOf(replicates);
        }

        /** The hypervolume that each replicate ended with, in their order. */
        public List<Double> finals() {
            return replicates.stream().map(Replicate::last).toList();
        }
    }

    /**
     * The curve of one seed.
     *
     * @param curve at least one point, in the order of evaluations; the value holds until the next point, and the last
     *     point is where the search stopped
     */
    public record Replicate(long seed, List<Point> curve) {
        public Replicate {
            curve = List.copyOf(curve);
            if (curve.isEmpty()) {
                throw new IllegalArgumentException("The curve of seed (%d) has no points.".formatted(seed));
            }
            for (int i = 1; i < curve.size(); i++) {
                if (curve.get(i).evaluations() < curve.get(i - 1).evaluations()
                        || curve.get(i).wallSeconds() < curve.get(i - 1).wallSeconds()) {
                    throw new IllegalArgumentException(
                            "The curve of seed (%d) goes back at point %d (%s).".formatted(seed, i, curve.get(i)));
                }
            }
        }

        /** The evaluations in the end. */
        long evaluations() {
            return curve.get(curve.size() - 1).evaluations();
        }

        /** The hypervolume in the end. */
        public double last() {
            return curve.get(curve.size() - 1).hypervolume();
        }
    }

    /**
     * The hypervolume after so many evaluations.
     *
     * @param wallSeconds since the start, pauses between interruption and resume not counted
     */
    public record Point(long evaluations, double wallSeconds, double hypervolume) {
        public Point {
            if (!Double.isFinite(hypervolume) || !Double.isFinite(wallSeconds)) {
                throw new IllegalArgumentException("The point (%d evaluations, %s s, hypervolume %s) is not finite."
                        .formatted(evaluations, wallSeconds, hypervolume));
            }
        }
    }
}
