package org.cosearch.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
            List<Trial> trials = new ArrayList<>();
            for (Genome genome : asked) {
                trials.add(new Trial(all.size() + trials.size(), genome, outcome.apply(genome)));
            }
            strategy.tell(trials);
            all.addAll(trials);
        }
        return all;
    }

    static List<Genome> genomes(List<Trial> trials) {
        return trials.stream().map(Trial::genome).toList();
    }

    static double hypervolume(Problem problem, List<Trial> trials, double... reference) {
        double[] curve = GrowingHypervolume.curve(Hypervolume.upTo(reference), problem, trials);
        return curve[curve.length - 1];
    }

    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
