package org.cosearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectionsTest {

    @Test
    void theLatticeOfTwoDivisionsHasCornersAndMiddles() {
        assertThat(Directions.lattice(3, 2))
                .isDeepEqualTo(new double[][] {{0, 0, 1}, {0, .5, .5}, {0, 1, 0}, {.5, 0, .5}, {.5, .5, 0}, {1, 0, 0}});
    }

    @ParameterizedTest
    @CsvSource({"1,5,1", "2,99,100", "3,12,91", "5,6,210", "8,3,120"}) // the last three: Deb and Jain 2014, table I
    void theLatticeHasAsManyPointsAsTheBinomialSays(int objectives, int divisions, int points) {
        double[][] lattice = Directions.lattice(objectives, divisions);

        assertThat(lattice).hasNumberOfRows(points);
        assertThat(Arrays.stream(lattice).map(Arrays::toString).distinct()).hasSize(points);
        for (double[] point : lattice) {
            assertThat(Arrays.stream(point).sum()).isEqualTo(1, within(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource({"1,50,1", "2,100,100", "3,100,91", "8,156,156", "10,275,275"}) // the last two have two layers: ibid.
    void atMostSoManyAreAsManyAsTheLatticesAllow(int objectives, int most, int points) {
        double[][] directions = Directions.atMost(objectives, most);

        assertThat(directions).hasNumberOfRows(points);
        for (double[] point : directions) {
            assertThat(Arrays.stream(point).sum()).isEqualTo(1, within(1e-12));
        }
    }

    @Test
    void thereIsOneDirectionPerObjectiveAtLeast() {
        assertThat(Directions.atMost(4, 1)).hasNumberOfRows(4);
    }

    @Test
    void aLatticeHasAnObjectiveAndADivision() {
        assertThatThrownBy(() -> Directions.lattice(0, 2)).hasMessageContaining("(0)");
        assertThatThrownBy(() -> Directions.lattice(2, 0)).hasMessageContaining("(0)");
    }
}
