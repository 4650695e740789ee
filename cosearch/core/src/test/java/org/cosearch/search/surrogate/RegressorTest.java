package org.cosearch.search.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cosearch.space.Space.field;
import static org.cosearch.space.Space.option;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.cosearch.laws.Laws;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Test;

class RegressorTest {

    private static double[][] rows(int count, int features, RandomGenerator random) {
        double[][] rows = new double[count][features];
        for (double[] row : rows) {
            Arrays.setAll(row, i -> random.nextDouble());
        }
        return rows;
    }

    private static double[] values(double[][] rows, ToDoubleFunction<double[]> function) {
        return Arrays.stream(rows).mapToDouble(function).toArray();
    }

    private static double error(Regressor regressor, ToDoubleFunction<double[]> function) {
        double[][] seen = rows(120, 4, new Random(1));
        double[][] unseen = rows(100, 4, new Random(2));
        Regressor.Model model = regressor.fit(seen, values(seen, function));
        return Arrays.stream(unseen)
                .mapToDouble(row -> Math.abs(model.predict(row).mean() - function.applyAsDouble(row)))
                .max()
                .orElseThrow();
    }

    @Test
    void ridgeFindsALine() {
        assertThat(error(Regressor.ridge(), row -> 3 + 2 * row[0] - row[1])).isLessThan(0.01);
    }

    @Test
    void ridgeOfPairsFindsProducts() {
        ToDoubleFunction<double[]> products = row -> row[0] * row[1] - 2 * row[2] * row[3];

        assertThat(error(Regressor.ridgeOfPairs(), products)).isLessThan(0.02);
        assertThat(error(Regressor.ridge(), products)).isGreaterThan(0.2);
    }

    @Test
    void aGaussianProcessFindsACurveAndKnowsWhereItHasSeenNothing() {
        ToDoubleFunction<double[]> curve = row -> Math.sin(5 * row[0]) + row[1] * row[1];
        double[][] seen = rows(120, 4, new Random(1));
        Regressor.Model model = Regressor.gaussianProcess().fit(seen, values(seen, curve));

        assertThat(error(Regressor.gaussianProcess(), curve)).isLessThan(0.4);
        assertThat(model.predict(new double[] {3, 3, 3, 3}).sigma())
                .isGreaterThan(5 * model.predict(seen[0]).sigma());
    }

    @Test
    void boostedTreesFindSteps() {
        ToDoubleFunction<double[]> steps =
                row -> (row[0] > 0.5 ? 1000.0 : 0) + (row[1] > 0.3 && row[2] > 0.5 ? 500 : 0);
        double[][] seen = rows(200, 4, new Random(1));
        double[][] unseen = rows(200, 4, new Random(2));
        Regressor.Model trees = Regressor.boostedTrees().fit(seen, values(seen, steps));
        Regressor.Model line = Regressor.ridge().fit(seen, values(seen, steps));
        double[] truth = values(unseen, steps);

        double[] predicted = values(unseen, row -> trees.predict(row).mean());
        assertThat(CrossValidation.kendall(predicted, truth))
                .isGreaterThan(0.05
                        + CrossValidation.kendall(
                                values(unseen, row -> line.predict(row).mean()), truth));
        double within = 0;
        for (int i = 0; i < truth.length; i++) {
            within += Math.abs(predicted[i] - truth[i])
                            < 2 * trees.predict(unseen[i]).sigma()
                    ? 1
                    : 0;
        }
        assertThat(within / truth.length).isGreaterThan(0.85);
    }

    @Test
    void boostedTreesAreTheSameEachTime() {
        double[][] seen = rows(60, 5, new Random(1));
        double[] values = values(seen, row -> row[0] * row[1] + row[2]);
        Regressor.Model first = Regressor.boostedTrees().fit(seen, values);
        Regressor.Model second = Regressor.boostedTrees().fit(seen, values);

        for (double[] row : rows(50, 5, new Random(3))) {
            assertThat(first.predict(row)).isEqualTo(second.predict(row));
        }
    }

    @Test
    void byRanksOutliersAreNotFollowed() {
        // a tenth of the designs does not learn at all
        ToDoubleFunction<double[]> accuracy = row -> row[3] < 0.1 ? 10 : 90 + row[0] - row[1];
        double[][] seen = rows(150, 4, new Random(1));
        double[][] unseen = Arrays.stream(rows(200, 4, new Random(2)))
                .filter(row -> row[3] >= 0.1)
                .toArray(double[][]::new);

        Regressor.Model plain = Regressor.ridge().fit(seen, values(seen, accuracy));
        Regressor.Model ranked = Regressor.ridge().ofRanks().fit(seen, values(seen, accuracy));
        double[] truth = values(unseen, accuracy);

        assertThat(CrossValidation.kendall(
                        values(unseen, row -> ranked.predict(row).mean()), truth))
                .isGreaterThan(CrossValidation.kendall(
                        values(unseen, row -> plain.predict(row).mean()), truth));
        assertThat(Regressor.ridge().ofRanks().label()).isEqualTo("ridge of ranks");
    }

    @Test
    void constantValuesArePredictedAsSuch() {
        double[][] seen = rows(20, 3, new Random(1));
        for (Regressor regressor : List.of(
                Regressor.ridge(), Regressor.ridgeOfPairs(), Regressor.gaussianProcess(), Regressor.boostedTrees())) {
            assertThat(regressor
                            .fit(seen, values(seen, row -> 7))
                            .predict(seen[0])
                            .mean())
                    .isEqualTo(7, within(1e-9));
        }
    }

    @Test
    void theRegressorThatRanksBestIsChosen() {
        double[][] seen = rows(80, 4, new Random(1));
        List<Regressor> both = List.of(Regressor.ridge(), Regressor.ridgeOfPairs());
        CrossValidation.Chosen chosen =
                CrossValidation.choose(both, seen, values(seen, row -> (row[0] - 0.5) * (row[1] - 0.5)));

        assertThat(chosen.label()).isEqualTo("ridge of pairs");
        assertThat(chosen.kendall()).isGreaterThan(0.8);
    }

    @Test
    void kendallCountsPairsInOrder() {
        assertThat(CrossValidation.kendall(new double[] {1, 2, 3}, new double[] {10, 20, 30}))
                .isEqualTo(1);
        assertThat(CrossValidation.kendall(new double[] {1, 2, 3}, new double[] {3, 2, 1}))
                .isEqualTo(-1);
        assertThat(CrossValidation.kendall(new double[] {1, 1, 1}, new double[] {3, 2, 1}))
                .isZero();
        // 5 pairs that differ in both: 4 agree, 1 does not; 5 and 6 differ in one (τ-b by hand: 3 / √30)
        assertThat(CrossValidation.kendall(new double[] {1, 2, 3, 3}, new double[] {1, 3, 2, 4}))
                .isEqualTo(3 / Math.sqrt(30), within(1e-12));
    }

    @Test
    void featuresAreIndicatorsAndPlaces() {
        Space space = Space.product(
                field("kind", Space.oneOf(option("a"), option("b", Space.powersOfTwo(1, 16)))),
                field("set", Space.manyOf(1, 2, "x", "y", "z")),
                field("rate", Space.reals(2, 4)));
        Features features = new Features(space);
        Genome genome = Genome.fromJson(space, "{\"kind\":\"b\",\"kind.b\":4,\"set\":[\"x\",\"z\"],\"rate\":2.5}");

        assertThat(features.of(genome)).containsExactly(0, 1, 0.5, 1, 1, 0, 1, 0.25);
        assertThat(features.width()).isEqualTo(8);
    }

    @Test
    void featuresOfAnyGenomeAreFromZeroToOne() {
        Space space = Space.repeat(
                0, 3, Space.product(field("n", Space.integers(-2, 7, 3)), field("c", Space.oneOf("a", "b"))));
        Features features = new Features(space);
        Laws.forAll(
                200,
                space::sampleDecisions,
                (genome, random) ->
                        assertThat(Arrays.stream(features.of(genome))).allMatch(value -> value >= 0 && value <= 1));
    }
}
