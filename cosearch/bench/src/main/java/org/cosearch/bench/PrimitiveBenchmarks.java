package org.cosearch.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.cosearch.archive.CrowdingDistance;
import org.cosearch.archive.Hypervolume;
import org.cosearch.archive.NonDominatedSort;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Our primitives alone, by JMH: for finding out whether a change made them faster. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PrimitiveBenchmarks {

    @Param({"200", "2000"})
    int count;

    @Param({"2", "3", "4"})
    int objectives;

    private double[][] cube = {};
    private double[][] front = {};
    private double[] feasible = {};
    private Hypervolume hypervolume = Hypervolume.upTo(0);

    /** Draws the points. */
    @Setup
    public void draw() {
        cube = Arrays.copyOf(SortingBenchmark.points(objectives, true), count);
        front = Arrays.copyOf(SortingBenchmark.points(objectives, false), count);
        feasible = new double[count];
        double[] reference = new double[objectives];
        Arrays.fill(reference, 1);
        hypervolume = Hypervolume.upTo(reference);
    }

    @Benchmark
    public int[] sortingACube() {
        return NonDominatedSort.ranks(cube, feasible);
    }

    @Benchmark
    public double[] crowdingDistance() {
        return CrowdingDistance.of(front);
    }

    @Benchmark
    public double hypervolumeOfACube() {
        return hypervolume.of(cube);
    }

    @Benchmark
    public double[] contributionsInACube() {
        return hypervolume.contributions(cube);
    }
}
