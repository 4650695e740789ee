package org.cosearch.latency.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.cosearch.laws.Laws;
import org.junit.jupiter.api.Test;

class RankCorrelationTest {

    /** Values from scipy.stats 1.17.1 (spearmanr, kendalltau), 22 November 2026; exact but for rounding. */
    @Test
    void tiesCountAsInScipy() {
        double[] a = {1, 2, 2, 3, 5, 8, 8, 8, 4, 0};
        double[] b = {2, 1, 3, 3, 9, 7, 7, 5, 5, 2};
        assertThat(RankCorrelation.spearman(a, b)).isCloseTo(0.83801029693195, within(1e-12));
        assertThat(RankCorrelation.kendall(a, b)).isCloseTo(0.6829268292682927, within(1e-12));
    }

    @Test
    void kendallAgreesWithCountingPairs() {
        Laws.forAll(
                50,
                random -> new double[][] {
                    random.ints(40, 0, 12).asDoubleStream().toArray(),
                    random.ints(40, 0, 9).asDoubleStream().toArray()
                },
                (lists, random) -> assertThat(RankCorrelation.kendall(lists[0], lists[1]))
                        .isCloseTo(counted(lists), within(1e-12)));
    }

    @Test
    void aConstantListHasNoCorrelation() {
        assertThat(RankCorrelation.spearman(new double[] {1, 1, 1}, new double[] {1, 2, 3}))
                .isZero();
        assertThat(RankCorrelation.kendall(new double[] {1, 1, 1}, new double[] {1, 2, 3}))
                .isZero();
    }

    @Test
    void listsOfDifferentLengthAreRefused() {
        assertThatThrownBy(() -> RankCorrelation.spearman(new double[2], new double[3]))
                .hasMessageContaining("2 and 3");
    }

    private static double counted(double[][] lists) {
        double concordance = 0;
        double pairsA = 0;
        double pairsB = 0;
        for (int i = 0; i < lists[0].length; i++) {
            for (int j = 0; j < i; j++) {
                double a = Math.signum(lists[0][i] - lists[0][j]);
                double b = Math.signum(lists[1][i] - lists[1][j]);
                concordance += a * b;
                pairsA += a * a;
                pairsB += b * b;
            }
        }
        return concordance / Math.sqrt(pairsA * pairsB);
    }
}
