package org.cosearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.cosearch.archive.Hypervolume;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Test;

class Nsga2Test extends SearchStrategyContract {

    @Override
    protected SearchStrategy strategy(Problem problem, Space space, RandomGenerator random) {
        return new Nsga2(problem, 40, TypedProposals.of(space), random);
    }

    @Test
    void theBatchSizeChangesNothing() {
        List<Trial> whole = Searches.run(joint(40, 1), JointProblem::outcome, 600, 1000);

        assertThat(Searches.run(joint(40, 1), JointProblem::outcome, 600, 1)).isEqualTo(whole);
        assertThat(Searches.run(joint(40, 1), JointProblem::outcome, 600, 7)).isEqualTo(whole);
    }

    @Test
    void anAskEndsWithItsGeneration() {
        Nsga2 search = joint(40, 1);
        assertThat(search.ask(1000)).hasSize(40);
    }

    @Test
    void zdt1IsSolved() {
        // hypervolume up to (1.1, 1.1) of the last population; 0.87667 at best. Published engines reach 0.869 with
        // these
        // settings and evaluations.
        Benchmark zdt1 = Benchmark.zdt1();
        for (long seed = 0; seed < 3; seed++) {
            assertThat(hypervolumeOfThePopulation(zdt1, 25_000, seed))
                    .as("seed %d", seed)
                    .isBetween(0.865, 0.87667);
        }
    }

    @Test
    void dtlz2OfThreeObjectivesIsSolved() {
        // up to (1.1, 1.1, 1.1); 0.80740 at best. Published engines reach 0.702 in the median: crowding distance does
        // not spread three objectives well.
        Benchmark dtlz2 = Benchmark.dtlz2();
        double[] found = LongStream.range(0, 5)
                .mapToDouble(seed -> hypervolumeOfThePopulation(dtlz2, 25_000, seed))
                .sorted()
                .toArray();

        assertThat(found[2]).as("median of %s", Arrays.toString(found)).isBetween(0.69, 0.80740);
    }

    private static double hypervolumeOfThePopulation(Benchmark benchmark, int evaluations, long seed) {
        Nsga2 search = new Nsga2(benchmark.problem(), 100, TypedProposals.of(benchmark.space()), generator(seed));
        Searches.run(search, benchmark::outcome, evaluations, 100);
        double[] reference = new double[benchmark.problem().objectives().size()];
        Arrays.fill(reference, 1.1);
        return Hypervolume.upTo(reference).of(costs(benchmark.problem(), search.population()));
    }

    private static double[][] costs(Problem problem, List<Trial> trials) {
        return trials.stream()
                .map(trial -> problem.costs(((Outcome.Scored) trial.outcome()).scores()))
                .toArray(double[][]::new);
    }

    @Test
    void theConstrainedFrontOfBnhIsFound() {
        Benchmark bnh = Benchmark.bnh();
        Nsga2 search = new Nsga2(bnh.problem(), 100, TypedProposals.of(bnh.space()), generator(1));
        Searches.run(search, bnh::outcome, 10_000, 100);

        assertThat(search.population()).allMatch(trial -> bnh.problem().feasible(trial.outcome()));
        for (double[] costs : costs(bnh.problem(), search.population())) {
            assertThat(costs[1] - exactBnh(costs[0])).isBetween(-1e-9, 1.0);
        }
        double[][] exact = new double[2001][];
        for (int i = 0; i <= 2000; i++) {
            exact[i] = new double[] {136.0 * i / 2000, exactBnh(136.0 * i / 2000)};
        }
        Hypervolume hypervolume = Hypervolume.upTo(140, 50);
        assertThat(hypervolume.of(costs(bnh.problem(), search.population())))
                .isGreaterThan(0.985 * hypervolume.of(exact));
    }

    /** The least f1 for a value of f0: on the front y = x up to 3, then y = 3. */
    private static double exactBnh(double f0) {
        double x = f0 <= 72 ? Math.sqrt(f0 / 8) : Math.sqrt((f0 - 36) / 4);
        double y = Math.min(x, 3);
        return (x - 5) * (x - 5) + (y - 5) * (y - 5);
    }

    @Test
    void feasibleParentsSurviveInfeasibleChildrenThatWouldDominate() {
        Benchmark bnh = Benchmark.bnh();
        Nsga2 search = new Nsga2(bnh.problem(), 20, TypedProposals.of(bnh.space()), generator(3));
        List<Trial> all = Searches.run(search, bnh::outcome, 400, 20);
        long feasible = all.stream()
                .filter(trial -> bnh.problem().feasible(trial.outcome()))
                .count();

        assertThat(feasible).isGreaterThan(20).isLessThan(400);
        assertThat(search.population()).allMatch(trial -> bnh.problem().feasible(trial.outcome()));
    }

    @Test
    void amongTheInfeasibleTheSmallestViolationIsBestAndFailuresAreWorst() {
        Nsga2 search = joint(10, 2);
        List<Genome> asked = search.ask(10);
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Outcome outcome = i < 3 ? new Outcome.Failed("Crashed.") : JointProblem.withArea(4.0 + (10 - i) * 0.5);
            trials.add(new Trial(i, asked.get(i), outcome));
        }
        search.tell(trials);

        assertThat(search.population()).extracting(Trial::id).containsExactly(9L, 8L, 7L, 6L, 5L, 4L, 3L, 0L, 1L, 2L);
    }

    @Test
    void equalDesignsAreOrderedByAge() {
        Nsga2 search = joint(10, 2);
        List<Genome> asked = search.ask(10);
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            trials.add(new Trial(i, asked.get(i), JointProblem.withArea(3)));
        }
        search.tell(trials);

        assertThat(search.population()).isEqualTo(trials);
    }

    @Test
    void nearlyTheExactFrontOfTheJointProblemIsFoundAndRandomSearchBeaten() {
        List<Trial> all = JointProblem.all();
        Set<Genome> front = new HashSet<>(Searches.genomes(JointProblem.front(all)));
        double best = Searches.hypervolume(JointProblem.PROBLEM, all, JointProblem.REFERENCE);
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> found = new ArrayList<>();
        for (long seed = 0; seed < 10; seed++) {
            List<Trial> trials = Searches.run(joint(40, seed), JointProblem::outcome, 1000, 40);
            List<Trial> baseline = Searches.run(
                    new RandomSearch(TypedProposals.of(JointProblem.SPACE), generator(seed)),
                    JointProblem::outcome,
                    1000,
                    40);
            ours.add(Searches.hypervolume(JointProblem.PROBLEM, trials, JointProblem.REFERENCE) / best);
            theirs.add(Searches.hypervolume(JointProblem.PROBLEM, baseline, JointProblem.REFERENCE) / best);
            found.add((double) Searches.genomes(trials).stream()
                            .filter(front::contains)
                            .count()
                    / front.size());
        }

        assertThat(all).hasSize(8736);
        assertThat(Searches.median(ours)).isGreaterThan(0.985).isGreaterThan(Searches.median(theirs) + 0.01);
        assertThat(Searches.median(found)).isGreaterThan(0.75); // of the exact front, after 11 % of the designs
    }

    @Test
    void aPopulationHasAtLeastTwo() {
        assertThatThrownBy(() -> joint(1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(1)");
    }

    private static Nsga2 joint(int population, long seed) {
        return new Nsga2(
                JointProblem.PROBLEM,
                population,
                TypedProposals.of(JointProblem.SPACE).by(Crossover.homologous().or(0.5, Crossover.blocks())),
                generator(seed));
    }
}
