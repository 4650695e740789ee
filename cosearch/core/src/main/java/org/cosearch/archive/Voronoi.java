package org.cosearch.archive;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** Cells around centres; a point belongs to the nearest, by distances relative to the axes. */
final class Voronoi implements Niches {

    private static final int SAMPLES_PER_CELL = 50;
    private static final int ROUNDS = 30;

    private final List<Axis> axes;
    private final double[][] centres; // [cell, axis], from 0 to 1

    private Voronoi(List<Axis> axes, double[][] centres) {
        this.axes = axes;
        this.centres = centres;
    }

    static Voronoi of(int cells, List<Axis> axes, RandomGenerator random) {
        if (cells < 1 || axes.isEmpty()) {
            throw new IllegalArgumentException(
                    "There are (%d) cells over (%d) axes, but at least 1 of each.".formatted(cells, axes.size()));
        }
        double[][] samples = new double[cells * SAMPLES_PER_CELL][axes.size()];
        for (double[] sample : samples) {
            Arrays.setAll(sample, i -> random.nextDouble());
        }
        double[][] centres = new double[cells][];
        Arrays.setAll(centres, i -> samples[i].clone());
        for (int round = 0; round < ROUNDS; round++) {
            settle(centres, samples);
        }
        return new Voronoi(List.copyOf(axes), centres);
    }

    /** Moves each centre to the mean of the samples nearest to it; one without samples stays. */
    private static void settle(double[][] centres, double[][] samples) {
        double[][] sums = new double[centres.length][centres[0].length];
        int[] counts = new int[centres.length];
        for (double[] sample : samples) {
            int nearest = nearest(centres, sample);
            counts[nearest]++;
            for (int i = 0; i < sample.length; i++) {
                sums[nearest][i] += sample[i];
            }
        }
        for (int cell = 0; cell < centres.length; cell++) {
            for (int i = 0; counts[cell] > 0 && i < centres[cell].length; i++) {
                centres[cell][i] = sums[cell][i] / counts[cell];
            }
        }
    }

    private static int nearest(double[][] centres, double[] point) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int cell = 0; cell < centres.length; cell++) {
            double square = 0;
            for (int i = 0; i < point.length && square < least; i++) {
                double difference = point[i] - centres[cell][i];
                square += difference * difference;
            }
            if (square < least) {
                least = square;
                nearest = cell;
            }
        }
        return nearest;
    }

    static void check(double[] descriptors, int expected) {
        if (descriptors.length != expected) {
            throw new IllegalArgumentException(
                    "There are (%d) descriptors where (%d) are expected.".formatted(descriptors.length, expected));
        }
    }

    @Override
    public int descriptors() {
        return axes.size();
    }

    @Override
    public int cells() {
        return centres.length;
    }

    @Override
    public OptionalInt cell(double... descriptors) {
        check(descriptors, axes.size());
        double[] scaled = new double[descriptors.length];
        Arrays.setAll(
                scaled,
                i -> (descriptors[i] - axes.get(i).from())
                        / (axes.get(i).to() - axes.get(i).from()));
        return OptionalInt.of(nearest(centres, scaled));
    }
}
