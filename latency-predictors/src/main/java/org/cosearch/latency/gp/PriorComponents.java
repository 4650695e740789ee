package org.cosearch.latency.gp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cosearch.latency.encode.ItemGroup;

/**
 * The covariances of item costs that a new device's prior is summed from, each scaled so that the latency of an average
 * architecture has variance 1 under it, and which of them there are.
 *
 * <ul>
 *   <li>mean and weights: the new device's costs are a weighted sum of the sources' costs;
 *   <li>per group, shared and own: a cost per option common to all columns, and one per item;
 *   <li>per group, transfer and option transfer: a matrix normal distribution over columns × options whose two
 *       covariances are those of the sources' costs, and one with equal columns;
 *   <li>per group of numbers: smooth and linear functions of the number;
 *   <li>work: a linear and two smooth functions of an item's workload, where that is known.
 * </ul>
 */
final class PriorComponents {

    /** What a component describes; decides where its scale is expected. */
    enum Kind {
        MEAN(0.1, 0),
        WEIGHTS(0.05, 0),
        OTHER(0.02, 0),
        DECISIVE(0.1, 0.1);

        /** Expected standard deviation of relative latency, where the sources' is 0.12. */
        final double expected;

        /** Smallest scale, whatever the sources say. */
        final double smallest;

        Kind(double expected, double smallest) {
            this.expected = expected;
            this.smallest = smallest;
        }
    }

    /** Covariance of items, {@code [item][item]}, centred and scaled. */
    record Component(String name, Kind kind, double[][] covariance) {}

    private final ItemStatistics statistics;
    private final double[][] features;

    PriorComponents(ItemStatistics statistics) {
        this.statistics = statistics;
        this.features = features(statistics.encoding().workload());
    }

    /** The components for a device that is none of {@code sources}; the same number for any number of sources from 1. */
    List<Component> of(List<SourceFunction> sources) {
        List<double[]> costs = new ArrayList<>();
        for (SourceFunction source : sources) {
            double deviation = Math.sqrt(statistics.variance(source.cost()));
            double[] cost = source.cost().clone();
            for (int i = 0; i < cost.length; i++) {
                cost[i] /= Math.max(1e-9, deviation);
            }
            costs.add(cost);
        }
        List<Component> components = new ArrayList<>();
        double[] mean = new double[statistics.frequency().length];
        for (double[] cost : costs) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += cost[i] / costs.size();
            }
        }
        add(components, "mean", Kind.MEAN, outer(List.of(mean)));
        add(components, "weights", Kind.WEIGHTS, outer(costs));
        for (ItemGroup group : statistics.encoding().groups()) {
            addGroup(components, group, costs);
        }
        if (features.length > 0) {
            addWork(components);
        }
        return components;
    }

    private void addGroup(List<Component> components, ItemGroup group, List<double[]> costs) {
        double[][] one = identity(group.options());
        double[][] own = identity(group.columns());
        Kind kind = group.decisive() ? Kind.DECISIVE : Kind.OTHER;
        add(components, group.name() + " own", kind, kronecker(group, own, one));
        if (group.values().size() > 3) {
            add(components, group.name() + " smooth", Kind.OTHER, kronecker(group, own, smooth(group)));
        }
        double[][] shared = ones(group.columns());
        if (group.values().size() > 2) {
            add(components, group.name() + " linear", Kind.OTHER, kronecker(group, shared, linear(group)));
        }
        if (group.columns() > 1) {
            double[][] options = options(group, costs);
            add(components, group.name() + " shared", Kind.OTHER, kronecker(group, shared, one));
            add(components, group.name() + " transfer", Kind.OTHER, kronecker(group, columns(group, costs), options));
            add(components, group.name() + " option transfer", Kind.OTHER, kronecker(group, shared, options));
        }
    }

    private void addWork(List<Component> components) {
        int items = features.length;
        double[][] raw = statistics.encoding().workload();
        double[][] near = new double[items][items];
        double[][] far = new double[items][items];
        double[][] linear = new double[items][items];
        double[] deviation = deviations(raw);
        for (int a = 0; a < items; a++) {
            for (int b = 0; b < items; b++) {
                double square = 0;
                for (int k = 0; k < features[a].length; k++) {
                    double difference = features[a][k] - features[b][k];
                    square += difference * difference;
                    linear[a][b] += raw[a][k] * raw[b][k] / (deviation[k] * deviation[k]);
                }
                near[a][b] = Math.exp(-square / 2);
                far[a][b] = Math.exp(-square / 18);
            }
        }
        add(components, "work, near", Kind.OTHER, near);
        add(components, "work, far", Kind.OTHER, far);
        add(components, "work, linear", Kind.OTHER, linear);
    }

    private void add(List<Component> components, String name, Kind kind, double[][] covariance) {
        statistics.center(covariance);
        double variance = statistics.meanVariance(covariance);
        double factor = variance > 1e-12 ? 1 / variance : 0;
        for (double[] row : covariance) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= factor;
            }
        }
        components.add(new Component(name, kind, covariance));
    }

    /** Logarithms of the work relative to the median item, in standard deviations. */
    private static double[][] features(double[][] workload) {
        if (workload.length == 0) {
            return workload;
        }
        double[][] features = new double[workload.length][workload[0].length];
        for (int k = 0; k < features[0].length; k++) {
            double[] values = new double[workload.length];
            for (int item = 0; item < values.length; item++) {
                values[item] = workload[item][k];
            }
            double unit = Math.max(1, SourceFit.median(values));
            for (int item = 0; item < values.length; item++) {
                features[item][k] = Math.log1p(values[item] / unit);
            }
        }
        double[] deviation = deviations(features);
        for (double[] feature : features) {
            for (int k = 0; k < feature.length; k++) {
                feature[k] /= deviation[k];
            }
        }
        return features;
    }

    private static double[] deviations(double[][] values) {
        double[] deviation = new double[values[0].length];
        for (int k = 0; k < deviation.length; k++) {
            double sum = 0;
            double squares = 0;
            for (double[] row : values) {
                sum += row[k];
                squares += row[k] * row[k];
            }
            double mean = sum / values.length;
            deviation[k] = Math.sqrt(Math.max(1e-18, squares / values.length - mean * mean));
        }
        return deviation;
    }

    /** The covariance of the sources' costs over options, summed over columns and sources. */
    private static double[][] options(ItemGroup group, List<double[]> costs) {
        double[][] covariance = new double[group.options()][group.options()];
        for (double[] cost : costs) {
            for (int column = 0; column < group.columns(); column++) {
                int first = group.firstItem() + column * group.options();
                for (int a = 0; a < group.options(); a++) {
                    for (int b = 0; b < group.options(); b++) {
                        covariance[a][b] += cost[first + a] * cost[first + b];
                    }
                }
            }
        }
        return covariance;
    }

    /** The covariance of the sources' costs over columns, summed over options and sources. */
    private static double[][] columns(ItemGroup group, List<double[]> costs) {
        double[][] covariance = new double[group.columns()][group.columns()];
        for (double[] cost : costs) {
            for (int a = 0; a < group.columns(); a++) {
                for (int b = 0; b < group.columns(); b++) {
                    int firstA = group.firstItem() + a * group.options();
                    int firstB = group.firstItem() + b * group.options();
                    for (int option = 0; option < group.options(); option++) {
                        covariance[a][b] += cost[firstA + option] * cost[firstB + option];
                    }
                }
            }
        }
        return covariance;
    }

    private static double[][] smooth(ItemGroup group) {
        int n = group.options();
        double[][] covariance = new double[n][n];
        double range = group.values().get(n - 1) - group.values().get(0);
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                double distance = (group.values().get(a) - group.values().get(b)) / range;
                covariance[a][b] = Math.exp(-distance * distance / (2 * 0.3 * 0.3));
            }
        }
        return covariance;
    }

    private static double[][] linear(ItemGroup group) {
        int n = group.options();
        double[][] covariance = new double[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                covariance[a][b] = group.values().get(a) * group.values().get(b);
            }
        }
        return covariance;
    }

    private double[][] kronecker(ItemGroup group, double[][] columns, double[][] options) {
        int items = statistics.frequency().length;
        int n = group.options();
        double[][] product = new double[items][items];
        for (int a = 0; a < group.items(); a++) {
            for (int b = 0; b < group.items(); b++) {
                product[group.firstItem() + a][group.firstItem() + b] = columns[a / n][b / n] * options[a % n][b % n];
            }
        }
        return product;
    }

    /** The mean of the vectors' outer products. */
    static double[][] outer(List<double[]> vectors) {
        int n = vectors.get(0).length;
        double[][] sum = new double[n][n];
        for (double[] vector : vectors) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    sum[i][j] += vector[i] * vector[j] / vectors.size();
                }
            }
        }
        return sum;
    }

    private static double[][] identity(int n) {
        double[][] identity = new double[n][n];
        for (int i = 0; i < n; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }

    private static double[][] ones(int n) {
        double[][] ones = new double[n][n];
        for (double[] row : ones) {
            Arrays.fill(row, 1);
        }
        return ones;
    }
}
