package org.cosearch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.cosearch.laws.Laws;
import org.junit.jupiter.api.Test;

class NonDominatedSortTest {

    private static final class Designs {

        private final double[][] costs;
        private final double[] violations;

        Designs(double[][] costs, double[] violations) {
            this.costs = costs;
            this.violations = violations;
        }

        /** Rows on a coarse grid, so that ties and copies are frequent; a third of the sets has infeasible rows. */
        static Designs random(RandomGenerator random) {
            int rows = random.nextInt(60);
            int objectives = 1 + random.nextInt(5);
            int levels = 2 + random.nextInt(12);
            boolean constrained = random.nextInt(3) == 0;
            double[][] costs = new double[rows][objectives];
            double[] violations = new double[rows];
            for (int row = 0; row < rows; row++) {
                violations[row] = constrained ? random.nextInt(4) : 0;
                violations[row] = violations[row] == 3 ? Double.POSITIVE_INFINITY : violations[row];
                costs[row] = violations[row] > 0 && random.nextBoolean() ? new double[0] : costs[row];
                for (int m = 0; m < costs[row].length; m++) {
                    costs[row][m] = random.nextInt(levels) * (random.nextBoolean() ? 1.0 : -1.0);
                }
            }
            return new Designs(costs, violations);
        }

        /** Deb's definition. */
        boolean dominates(int a, int b) {
            if (violations[a] > 0 || violations[b] > 0) {
                return violations[a] < violations[b];
            }
            boolean somewhereBetter = false;
            for (int m = 0; m < costs[a].length; m++) {
                if (costs[a][m] > costs[b][m]) {
                    return false;
                }
                somewhereBetter |= costs[a][m] < costs[b][m];
            }
            return somewhereBetter;
        }

        /** Peels one front after the other. */
        int[] peeled() {
            int[] ranks = new int[costs.length];
            Arrays.fill(ranks, -1);
            for (int rank = 0, left = ranks.length; left > 0; rank++) {
                for (int b = 0; b < ranks.length; b++) {
                    boolean dominated = false;
                    for (int a = 0; a < ranks.length; a++) {
                        dominated |= (ranks[a] < 0 || ranks[a] == rank) && dominates(a, b);
                    }
                    if (ranks[b] < 0 && !dominated) {
                        ranks[b] = rank;
                        left--;
                    }
                }
            }
            return ranks;
        }

        @Override
        public String toString() {
            return Arrays.deepToString(costs) + " violations " + Arrays.toString(violations);
        }
    }

    @Test
    void theRanksAreThoseOfPeelingFrontAfterFront() {
        Laws.forAll(
                2000,
                Designs::random,
                (designs, random) -> assertThat(NonDominatedSort.ranks(designs.costs, designs.violations))
                        .isEqualTo(designs.peeled()));
    }

    @Test
    void theTreeRanksAsComparingOneByOneDoes() {
        Laws.forAll(60, NonDominatedSortTest::many, (rows, random) -> {
            int[] ranks = NonDominatedSort.ranks(rows, new double[rows.length]);
            assertThat(ranks).isEqualTo(new Designs(rows, new double[rows.length]).peeled());
        });
    }

    /** More rows than are compared one by one, of two to eight objectives, with ties, copies, and infinite costs. */
    private static double[][] many(RandomGenerator random) {
        double[][] rows = new double[200 + random.nextInt(200)][2 + random.nextInt(7)];
        int levels = random.nextBoolean() ? 5 : 1_000_000;
        for (double[] row : rows) {
            for (int m = 0; m < row.length; m++) {
                row[m] = random.nextInt(200) == 0 ? Double.POSITIVE_INFINITY : random.nextInt(levels) - levels / 2;
            }
        }
        return rows;
    }

    @Test
    void aMemberAddedOrRemovedLeavesTheFrontsOfTheSet() {
        Laws.forAll(200, Designs::random, (designs, random) -> {
            GrowingFronts<Integer> growing = new GrowingFronts<>();
            List<Integer> members = new ArrayList<>();
            for (Integer row = 0; row < designs.costs.length; row++) {
                growing.add(row, designs.costs[row], designs.violations[row]);
                members.add(row);
                if (random.nextInt(3) == 0) {
                    growing.remove(members.remove(random.nextInt(members.size())));
                }
                assertThat(sets(growing.fronts())).isEqualTo(sets(designs, members));
            }
            assertThat(growing.last())
                    .isEqualTo(
                            growing.fronts().isEmpty()
                                    ? List.of()
                                    : growing.fronts().get(growing.fronts().size() - 1));
        });
    }

    private static List<Set<Integer>> sets(List<List<Integer>> fronts) {
        return fronts.stream().<Set<Integer>>map(HashSet::new).toList();
    }

    private static List<Set<Integer>> sets(Designs designs, List<Integer> members) {
        double[][] costs = members.stream().map(row -> designs.costs[row]).toArray(double[][]::new);
        double[] violations =
                members.stream().mapToDouble(row -> designs.violations[row]).toArray();
        List<Set<Integer>> sets = new ArrayList<>();
        for (int[] front : NonDominatedSort.fronts(costs, violations)) {
            sets.add(Arrays.stream(front).mapToObj(members::get).collect(Collectors.toSet()));
        }
        return sets;
    }

    @Test
    void whoIsNoMemberCannotLeave() {
        assertThatThrownBy(() -> new GrowingFronts<String>().remove("x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(x)");
    }

    @Test
    void theFrontsHoldEachRowOnceUnderItsRank() {
        Laws.forAll(300, Designs::random, (designs, random) -> {
            int[] ranks = NonDominatedSort.ranks(designs.costs, designs.violations);
            int[] seen = new int[ranks.length];
            int[][] fronts = NonDominatedSort.fronts(designs.costs, designs.violations);
            for (int rank = 0; rank < fronts.length; rank++) {
                assertThat(fronts[rank]).isNotEmpty().isSorted();
                for (int row : fronts[rank]) {
                    assertThat(ranks[row]).isEqualTo(rank);
                    seen[row]++;
                }
            }
            assertThat(Arrays.stream(seen).allMatch(times -> times == 1)).isTrue();
        });
    }

    @Test
    void anInfeasibleRowThatWouldDominateComesAfterTheFeasibleOne() {
        // the rankings of jMetal 6.6 put the infeasible row first
        double[][] costs = {{0, 0}, {1, 1}};

        assertThat(NonDominatedSort.ranks(costs, new double[] {0.01, 0})).containsExactly(1, 0);
    }

    @Test
    void infeasibleRowsAreOrderedByViolationAlone() {
        double[][] costs = {{0, 0}, {}, {5, 5}, {}};
        double[] violations = {0.5, Double.POSITIVE_INFINITY, 0.1, 0.5};

        assertThat(NonDominatedSort.ranks(costs, violations)).containsExactly(1, 2, 0, 1);
    }

    @Test
    void negativeZeroIsZero() {
        double[][] costs = {{-0.0, 5}, {0.0, 3}};

        assertThat(NonDominatedSort.ranks(costs, new double[] {0, -0.0})).containsExactly(1, 0);
    }

    @Test
    void noRowsHaveNoFronts() {
        assertThat(NonDominatedSort.fronts(new double[0][], new double[0])).isEmpty();
    }

    @Test
    void aRowOfAnotherLengthOrWithoutANumberIsRefused() {
        assertThatThrownBy(() -> NonDominatedSort.ranks(new double[][] {{1, 2}, {1}}, new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Row 1 has (1) costs where (2) are expected.");
        assertThatThrownBy(() -> NonDominatedSort.ranks(new double[][] {{1, Double.NaN}}, new double[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A cost of row 0 is (NaN).");
        assertThatThrownBy(() -> NonDominatedSort.ranks(new double[][] {{1}}, new double[] {Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The violation of row 0 (NaN) is not at least 0.");
    }
}
