package org.cosearch.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.cosearch.device.Estimate;
import org.cosearch.device.SessionSamples;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void quantilesAgreeWithAnotherImplementation() {
        for (int degrees = 1; degrees <= 60; degrees++) {
            assertThat(StudentT.quantile975(degrees))
                    .isCloseTo(new TDistribution(degrees).inverseCumulativeProbability(0.975), within(1e-6));
        }
    }

    @Test
    void percentilesLieBetweenTheNearestRanks() {
        double[] sorted = {1, 2, 3, 4, 10};
        assertThat(Statistics.percentile(sorted, 0)).isEqualTo(1);
        assertThat(Statistics.percentile(sorted, 50)).isEqualTo(3);
        assertThat(Statistics.percentile(sorted, 90)).isCloseTo(7.6, within(1e-12));
        assertThat(Statistics.percentile(sorted, 100)).isEqualTo(10);
        assertThat(Statistics.percentile(new double[] {7}, 99)).isEqualTo(7);
    }

    @Test
    void anOutlierIsFlaggedAndKept() {
        List<Double> samples = List.of(10.0, 10.1, 9.9, 10.05, 9.95, 30.0);
        assertThat(Statistics.outliers(samples, 5)).isEqualTo(1);
        Estimate estimate = Statistics.estimate(List.of(new SessionSamples(samples, 1, 0, true)), 5);
        assertThat(estimate.p99Ms() * 1e6).isGreaterThan(25);
        assertThat(estimate.halfWidthMs()).isInfinite();
        assertThat(estimate.flaggedPercent()).isCloseTo(100.0 / 6, within(1e-9));
    }

    /** By hand: medians 10, 11, 12 give a mean of 11 and a half width of 4.3027 · 1 / √3. */
    @Test
    void theIntervalIsOverSessionMedians() {
        List<SessionSamples> sessions = IntStream.of(10, 11, 12)
                .mapToObj(centre -> new SessionSamples(
                        List.of(centre - 0.5, centre + 0.0, centre + 0.0, centre + 0.0, centre + 7.0), 1, 0, true))
                .toList();
        Estimate estimate = Statistics.estimate(sessions, 5);
        assertThat(estimate.meanMs() * 1e6).isCloseTo(11, within(1e-9));
        assertThat(estimate.halfWidthMs() * 1e6).isCloseTo(4.302653 / Math.sqrt(3), within(1e-5));
        assertThat(estimate.betweenSessionPercent()).isCloseTo(100.0 / 11, within(1e-9));
    }
}
