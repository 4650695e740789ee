package org.cosearch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.cosearch.laws.Laws;
import org.junit.jupiter.api.Test;

class FrontDistanceTest {

    private static final double[][] FRONT = {{0, 10}, {1, 6}, {2, 2}, {6, 1}, {10, 0}};

    @Test
    void aSetThatDominatesIsCloserThanOneItDominates() {
        // the example of Ishibuchi et al. 2015, figure 4: by plain distances set B looks better than A
        double[][] a = {{2, 4}, {3, 3}, {4, 2}};
        double[][] b = {{2, 8}, {4, 4}, {8, 2}};

        // by hand: a is off by 0 + 3², … ; each term is the least √Σ max(0, row − point)²
        assertThat(FrontDistance.invertedGenerationalPlus(a, FRONT))
                .isEqualTo((2 + 1 + Math.sqrt(2) + 1 + 2) / 5, within(1e-12));
        assertThat(FrontDistance.invertedGenerationalPlus(b, FRONT))
                .isEqualTo((2 + Math.sqrt(5) + 2 * Math.sqrt(2) + Math.sqrt(5) + 2) / 5, within(1e-12));
    }

    @Test
    void epsilonIsTheLeastImprovementThatReachesEveryPoint() {
        assertThat(FrontDistance.additiveEpsilon(new double[][] {{3, 3}}, new double[][] {{1, 2}, {2, 2.5}}))
                .isEqualTo(2);
        assertThat(FrontDistance.additiveEpsilon(new double[][] {{0, 0}}, new double[][] {{1, 2}}))
                .isEqualTo(-1);
    }

    @Test
    void aFrontIsNoDistanceFromItself() {
        assertThat(FrontDistance.invertedGenerationalPlus(FRONT, FRONT)).isZero();
        assertThat(FrontDistance.additiveEpsilon(FRONT, FRONT)).isZero();
    }

    @Test
    void nothingIsInfinitelyFar() {
        assertThat(FrontDistance.invertedGenerationalPlus(new double[0][], FRONT))
                .isInfinite();
        assertThat(FrontDistance.additiveEpsilon(new double[0][], FRONT)).isInfinite();
    }

    @Test
    void improvingARowNeverAddsToTheDistance() {
        Laws.forAll(200, random -> HypervolumeTest.sphere(random, 3, 20), (rows, random) -> {
            double[][] better = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
            better[random.nextInt(20)][random.nextInt(3)] -= random.nextDouble();
            double[][] front = HypervolumeTest.sphere(random, 3, 30);

            assertThat(FrontDistance.invertedGenerationalPlus(better, front))
                    .isLessThanOrEqualTo(FrontDistance.invertedGenerationalPlus(rows, front));
            assertThat(FrontDistance.additiveEpsilon(better, front))
                    .isLessThanOrEqualTo(FrontDistance.additiveEpsilon(rows, front));
        });
    }

    @Test
    void anEmptyFrontOrARowOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> FrontDistance.additiveEpsilon(FRONT, new double[0][]))
                .hasMessage("The front has no points.");
        assertThatThrownBy(() -> FrontDistance.additiveEpsilon(new double[][] {{1}}, FRONT))
                .hasMessage("Row 0 has (1) costs where (2) are expected.");
    }
}
