package org.cosearch.latency.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.laws.Laws;
import org.junit.jupiter.api.Test;

class HeldOutTest {

    private static final int N = 20;

    /** A level that is hardly known, and independent noise of scale 1. */
    private static HeldOut.Fitted level(double logPrior) {
        double[][] covariance = new double[N][N];
        for (double[] row : covariance) {
            Arrays.fill(row, 100);
        }
        double[] noise = new double[N];
        Arrays.fill(noise, 1);
        return new HeldOut.Fitted(covariance, noise, logPrior);
    }

    private static double[] values(double deviation, RandomGenerator random) {
        double[] values = new double[N];
        for (int i = 0; i < N; i++) {
            values[i] = 3 + deviation * random.nextGaussian();
        }
        return values;
    }

    private static double factor(double[] values) {
        return new HeldOut(values, List.of(level(0))).varianceFactor();
    }

    @Test
    void measurementsAsFarOffAsStatedChangeLittle() {
        Laws.forAll(
                20,
                random -> values(Math.sqrt(Posterior.NORMAL_VARIANCE), random),
                (values, random) -> assertThat(factor(values)).isBetween(0.6, 1.7));
    }

    @Test
    void measurementsFartherOffWidenIntervals() {
        Laws.forAll(
                20,
                random -> values(3, random),
                (values, random) -> assertThat(factor(values)).isGreaterThan(1.7));
    }

    @Test
    void measurementsNearerNarrowThem() {
        Laws.forAll(
                20,
                random -> values(0.2, random),
                (values, random) -> assertThat(factor(values)).isBetween(1.0 / 3, 0.4));
    }

    @Test
    void oneOutlierCountsNoMoreThanFourDeviations() {
        double[] values = new double[N];
        values[7] = 1e6;
        assertThat(factor(values)).isBetween(0.8, 0.9);
    }

    @Test
    void aHypothesisOfNoWeightHasNoSay() {
        double[] values = values(3, new java.util.SplittableRandom(4));
        double[][] zero = new double[N][N];
        double[] wide = new double[N];
        Arrays.fill(wide, 1e4);
        HeldOut both = new HeldOut(values, List.of(level(0), new HeldOut.Fitted(zero, wide, -1e6)));
        assertThat(both.varianceFactor()).isCloseTo(factor(values), within(1e-9));
    }
}
