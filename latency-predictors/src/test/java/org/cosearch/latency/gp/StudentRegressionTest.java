package org.cosearch.latency.gp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.junit.jupiter.api.Test;

class StudentRegressionTest {

    private static double[][] smooth(int n) {
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                covariance[i][j] = Math.exp(-(i - j) * (i - j) / 50.0);
            }
        }
        return covariance;
    }

    private static double[] noise(int n) {
        double[] noise = new double[n];
        Arrays.fill(noise, 1e-3);
        return noise;
    }

    @Test
    void oneOutlierDoesNotMoveTheFit() {
        int n = 20;
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = Math.sin(i / 6.0);
        }
        y[9] += 3;
        double[] alpha = StudentRegression.fit(smooth(n), y, noise(n)).weights();
        double fitted = Dense.dot(smooth(n)[9], alpha);
        assertThat(Math.abs(fitted - Math.sin(9 / 6.0))).isLessThan(0.05);
    }

    @Test
    void theTrueNoiseHasMoreEvidenceThanAnother() {
        int n = 60;
        double[] y = new double[n];
        RandomGenerator random = new RandomStreams(5).stream(Purpose.DATA);
        for (int i = 0; i < n; i++) {
            y[i] = Math.sin(i / 6.0) + 0.1 * random.nextGaussian();
        }
        double[] right = new double[n];
        double[] small = new double[n];
        double[] large = new double[n];
        Arrays.fill(right, 0.01 * 0.6);
        Arrays.fill(small, 1e-5);
        Arrays.fill(large, 1);
        double evidence = StudentRegression.fit(smooth(n), y, right).evidence();
        assertThat(evidence)
                .isGreaterThan(StudentRegression.fit(smooth(n), y, small).evidence());
        assertThat(evidence)
                .isGreaterThan(StudentRegression.fit(smooth(n), y, large).evidence());
    }
}
