package org.cosearch.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.cosearch.archive.GrowingHypervolume;
import org.cosearch.archive.Hypervolume;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;

/** Runs strategies in tests. */
final class Searches {

    private Searches() {}

    /** All trials of at most {@code evaluations}, asked {@code batch} at a time. */
    static List<Trial> run(
            SearchStrategy strategy, Function<Genome, ? extends Outcome> outcome, int evaluations, int batch) {
        List<Trial> all = new ArrayList<>();
        while (all.size() < evaluations) {
            List<Genome> asked = strategy.ask(Math.min(batch, evaluations - all.size()));
            if (asked.isEmpty()) {
                break;
            }
            List<Trial> trials = told(asked, all.size(), outcome);
            strategy.tell(trials);
            all.addAll(trials);
        }
        return all;
    }

    /** The trials of genomes, numbered from {@code first}. */
    static List<Trial> told(List<Genome> asked, long first, Function<Genome, ? extends Outcome> outcome) {
        List<Trial> trials = new ArrayList<>();
        for (Genome genome : asked) {
            trials.add(new Trial(first + trials.size(), genome, outcome.apply(genome)));
        }
        return trials;
    }

    static List<Genome> genomes(List<Trial> trials) {
        return trials.stream().map(Trial::genome).toList();
    }

    static double hypervolume(Problem problem, List<Trial> trials, double... reference) {
        double[] curve = GrowingHypervolume.curve(Hypervolume.upTo(reference), problem, trials);
        return curve[curve.length - 1];
    }

    /** The hypervolume up to 1.1 of a population after 25,000 evaluations of a benchmark, as engines are compared by. */
    static double hypervolume(Benchmark benchmark, SearchStrategy strategy, Supplier<List<Trial>> population) {
        run(strategy, benchmark::outcome, 25_000, 100);
        double[] reference = new double[benchmark.problem().objectives().size()];
        Arrays.fill(reference, 1.1);
        return hypervolume(benchmark.problem(), population.get(), reference);
    }

    /** The share of the hypervolume of the joint problem that is found in so many evaluations, the median of ten seeds. */
    static double share(LongFunction<SearchStrategy> strategy, int evaluations) {
        double best = hypervolume(JointProblem.PROBLEM, JointProblem.all(), JointProblem.REFERENCE);
        List<Double> shares = new ArrayList<>();
        for (long seed = 0; seed < 10; seed++) {
            List<Trial> trials = run(strategy.apply(seed), JointProblem::outcome, evaluations, 20);
            shares.add(hypervolume(JointProblem.PROBLEM, trials, JointProblem.REFERENCE) / best);
        }
        return median(shares);
    }

    /** The share that random search finds. */
    static double randomShare(int evaluations) {
        return share(
                seed -> new RandomSearch(TypedProposals.of(JointProblem.SPACE), SearchStrategyContract.generator(seed)),
                evaluations);
    }

    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
