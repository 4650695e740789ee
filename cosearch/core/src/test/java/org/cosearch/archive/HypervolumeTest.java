package org.cosearch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.cosearch.laws.Laws;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HypervolumeTest {

    private static final Offset<Double> ROUNDING = within(1e-12);

    @Test
    void theReferencePointCounts() {
        // jMetal 6.6 gives the first value for both: it clips the front to [0, 1] and inverts it
        double[][] front = {{0, 1}, {0.6, 0.4}, {1, 0}};

        assertThat(Hypervolume.upTo(1, 1).of(front)).isEqualTo(0.4 * 0.6, ROUNDING);
        assertThat(Hypervolume.upTo(1.1, 1.1).of(front)).isEqualTo(1.1 * 0.1 + 0.5 * 0.6 + 0.1 * 0.4, ROUNDING);
    }

    @Test
    void pointsAtOrBeyondTheReferenceAddNothing() {
        double[][] front = {{0.5, 0.5}, {1, 0}, {0, 1}, {-5, 2}, {2, -5}, {Double.POSITIVE_INFINITY, 0}};

        assertThat(Hypervolume.upTo(1, 1).of(front)).isEqualTo(0.25, ROUNDING);
    }

    @Test
    void nothingHasNoVolume() {
        assertThat(Hypervolume.upTo(1, 1, 1).of(new double[0][])).isZero();
    }

    @Test
    void oneObjectiveIsALength() {
        assertThat(Hypervolume.upTo(3).of(new double[][] {{2}, {-1}, {5}})).isEqualTo(4, ROUNDING);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void isTheVolumeOfTheUnionOfBoxes(int objectives) {
        // costs on a grid, so that ties, copies and points outside are frequent
        Laws.forAll(150, random -> grid(random, objectives, objectives > 4 ? 10 : 13), (rows, random) -> {
            double[] reference = new double[objectives];
            Arrays.setAll(reference, m -> 3 + random.nextInt(4));
            assertThat(Hypervolume.upTo(reference).of(rows))
                    .isEqualTo(inclusionExclusion(rows, reference), within(1e-7));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void isTheShareOfRandomPointsThatAreDominated(int objectives) {
        RandomGenerator random = new RandomStreams(7).stream(Purpose.SAMPLING);
        double[][] rows = sphere(random, objectives, 60);
        double[] reference = new double[objectives];
        Arrays.fill(reference, 1.1);
        int samples = 200_000;
        int hits = 0;
        for (int i = 0; i < samples; i++) {
            double[] point = random.doubles(objectives, 0, 1.1).toArray();
            hits += Arrays.stream(rows).anyMatch(row -> Rows.nowhereWorse(row, point)) ? 1 : 0;
        }
        double box = Math.pow(1.1, objectives);

        // four standard deviations of a share of 200,000 draws
        assertThat(Hypervolume.upTo(reference).of(rows))
                .isEqualTo(box * hits / samples, within(box * 4 * 0.5 / Math.sqrt(samples)));
    }

    @ParameterizedTest
    @CsvSource({"2,400", "3,400", "4,200", "5,40", "6,20"})
    void doesNotDependOnTheOrderOfRowsOrObjectives(int objectives, int rows) {
        Laws.forAll(20, random -> sphere(random, objectives, rows), (front, random) -> {
            double[] reference = new double[objectives];
            Arrays.fill(reference, 1.1);
            double[][] turned = new double[rows][objectives];
            for (int i = 0; i < rows; i++) {
                for (int m = 0; m < objectives; m++) {
                    turned[rows - 1 - i][(m + 1) % objectives] = front[i][m];
                }
            }
            assertThat(Hypervolume.upTo(reference).of(turned))
                    .isEqualTo(Hypervolume.upTo(reference).of(front), ROUNDING);
        });
    }

    @Test
    void aDenseLinearFrontApproachesHalfTheSquare() {
        int n = 100_000;
        double[][] rows = new double[n + 1][];
        for (int i = 0; i <= n; i++) {
            rows[i] = new double[] {(double) i / n, 1 - (double) i / n};
        }

        // (n − 1) / 2n: the sum of n − 1 steps of height i/n and width 1/n
        assertThat(Hypervolume.upTo(1, 1).of(rows)).isEqualTo(0.5 - 0.5 / n, within(1e-9));
    }

    @Test
    void theRowsAreNotChanged() {
        double[][] rows = {{3, 1, 2, 0}, {1, 3, 0, 2}, {0, 0, 4, 4}};
        double[][] before = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);

        Hypervolume.upTo(5, 5, 5, 5).of(rows);

        assertThat(rows).isDeepEqualTo(before);
    }

    @Test
    void aRowOfAnotherLengthOrWithoutAFiniteCostIsRefused() {
        Hypervolume hypervolume = Hypervolume.upTo(1, 1);

        assertThatThrownBy(() -> hypervolume.of(new double[][] {{0, 0}, {0}}))
                .hasMessage("Row 1 has (1) costs where (2) are expected.");
        assertThatThrownBy(() -> hypervolume.of(new double[][] {{0, Double.NaN}}))
                .hasMessage("A cost of row 0 is (NaN).");
        assertThatThrownBy(() -> hypervolume.of(new double[][] {{0, Double.NEGATIVE_INFINITY}}))
                .hasMessage("A cost of row 0 is (-Infinity).");
        assertThatThrownBy(() -> Hypervolume.upTo(1, Double.NaN)).hasMessageContaining("([1.0, NaN])");
        assertThatThrownBy(Hypervolume::upTo).hasMessageContaining("([])");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void growsToTheVolumeOfEveryPrefix(int objectives) {
        Laws.forAll(60, random -> grid(random, objectives, 25), (rows, random) -> {
            double[] reference = new double[objectives];
            Arrays.fill(reference, 4);
            Hypervolume hypervolume = Hypervolume.upTo(reference);
            GrowingHypervolume growing = new GrowingHypervolume(hypervolume);
            assertThat(growing.value()).isZero();
            for (int i = 0; i < rows.length; i++) {
                assertThat(growing.add(rows[i]))
                        .isEqualTo(hypervolume.of(Arrays.copyOf(rows, i + 1)), within(1e-9))
                        .isEqualTo(growing.value());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void aContributionIsWhatTheSetLosesWithoutTheRow(int objectives) {
        Laws.forAll(300, random -> grid(random, objectives, objectives > 3 ? 15 : 40), (rows, random) -> {
            double[] reference = new double[objectives];
            Arrays.fill(reference, 4 + random.nextInt(3));
            Hypervolume hypervolume = Hypervolume.upTo(reference);
            assertThat(hypervolume.contributions(rows)).containsExactly(losses(hypervolume, rows), within(1e-9));
        });
    }

    @ParameterizedTest
    @CsvSource({"2,300", "3,300", "4,40", "5,20"})
    void contributionsOfAFrontAreThoseOfLeavingEachOut(int objectives, int count) {
        Laws.forAll(10, random -> sphere(random, objectives, count), (rows, random) -> {
            double[] reference = new double[objectives];
            Arrays.fill(reference, 0.9 + 0.3 * random.nextDouble());
            Hypervolume hypervolume = Hypervolume.upTo(reference);
            assertThat(hypervolume.contributions(rows)).containsExactly(losses(hypervolume, rows), within(1e-10));
        });
    }

    private static double[] losses(Hypervolume hypervolume, double[][] rows) {
        double[] losses = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double[][] others = rows.clone();
            others[i] = hypervolume.reference();
            losses[i] = hypervolume.of(rows) - hypervolume.of(others);
        }
        return losses;
    }

    private static double[][] grid(RandomGenerator random, int objectives, int most) {
        double[][] rows = new double[1 + random.nextInt(most)][objectives];
        for (double[] row : rows) {
            Arrays.setAll(row, m -> random.nextInt(7) - 1);
        }
        return rows;
    }

    /** Points on the positive part of the unit sphere: a front without dominated points. */
    static double[][] sphere(RandomGenerator random, int objectives, int count) {
        double[][] rows = new double[count][objectives];
        for (double[] row : rows) {
            double norm = 0;
            for (int m = 0; m < objectives; m++) {
                row[m] = Math.abs(random.nextGaussian());
                norm += row[m] * row[m];
            }
            for (int m = 0; m < objectives; m++) {
                row[m] /= Math.sqrt(norm);
            }
        }
        return rows;
    }

    /** Σ over the non-empty subsets of rows of ±(volume of the intersection of their boxes). */
    private static double inclusionExclusion(double[][] rows, double[] reference) {
        double volume = 0;
        for (int subset = 1; subset < 1 << rows.length; subset++) {
            double intersection = 1;
            for (int m = 0; m < reference.length; m++) {
                double worst = Double.NEGATIVE_INFINITY;
                for (int row = 0; row < rows.length; row++) {
                    worst = (subset >> row & 1) == 1 ? Math.max(worst, rows[row][m]) : worst;
                }
                intersection *= Math.max(0, reference[m] - worst);
            }
            volume += Integer.bitCount(subset) % 2 == 1 ? intersection : -intersection;
        }
        return volume;
    }
}
