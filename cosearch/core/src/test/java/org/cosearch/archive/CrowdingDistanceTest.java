package org.cosearch.archive;

import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.cosearch.laws.Laws;
import org.junit.jupiter.api.Test;

class CrowdingDistanceTest {

    @Test
    void isTheSumOfTheNormalisedGapsBetweenNeighbours() {
        double[][] front = {{0, 10}, {1, 6}, {4, 4}, {10, 0}};

        double[] distances = CrowdingDistance.of(front);

        assertThat(distances[0]).isEqualTo(POSITIVE_INFINITY);
        assertThat(distances[1]).isEqualTo(0.4 + 0.6, within(1e-12));
        assertThat(distances[2]).isEqualTo(0.9 + 0.6, within(1e-12));
        assertThat(distances[3]).isEqualTo(POSITIVE_INFINITY);
    }

    @Test
    void copiesAfterTheFirstHaveNone() {
        double[][] front = {{1, 6}, {0, 10}, {1, 6}, {10, 0}, {0, 10}};

        assertThat(CrowdingDistance.of(front)).containsExactly(2, POSITIVE_INFINITY, 0, POSITIVE_INFINITY, 0);
    }

    @Test
    void anObjectiveInWhichAllAreEqualSaysNothing() {
        double[][] front = {{0, 7, 3}, {1, 7, 2}, {2, 7, 1}};

        assertThat(CrowdingDistance.of(front)).containsExactly(POSITIVE_INFINITY, 2, POSITIVE_INFINITY);
    }

    @Test
    void loneRowsAreLonely() {
        assertThat(CrowdingDistance.of(new double[][] {{3, 4}})).containsExactly(POSITIVE_INFINITY);
        assertThat(CrowdingDistance.of(new double[][] {{3, 4}, {3, 4}})).containsExactly(POSITIVE_INFINITY, 0);
        assertThat(CrowdingDistance.of(new double[0][])).isEmpty();
    }

    @Test
    void theOrderOfTheRowsDoesNotMatter() {
        Laws.forAll(300, CrowdingDistanceTest::distinctRows, (rows, random) -> {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < rows.length; i++) {
                order.add(i);
            }
            Collections.shuffle(order, new Random(random.nextLong()));
            double[][] shuffled = order.stream().map(i -> rows[i]).toArray(double[][]::new);

            double[] expected = CrowdingDistance.of(rows);
            double[] actual = CrowdingDistance.of(shuffled);

            for (int i = 0; i < rows.length; i++) {
                assertThat(actual[i]).isEqualTo(expected[order.get(i)]);
            }
        });
    }

    /** Different rows with many ties in single objectives. */
    private static double[][] distinctRows(RandomGenerator random) {
        double[][] rows = new double[1 + random.nextInt(30)][3];
        for (double[] row : rows) {
            Arrays.setAll(row, m -> random.nextInt(4));
        }
        return Arrays.stream(rows)
                .map(row -> Arrays.stream(row).boxed().toList())
                .distinct()
                .map(row -> row.stream().mapToDouble(d -> d).toArray())
                .toArray(double[][]::new);
    }
}
