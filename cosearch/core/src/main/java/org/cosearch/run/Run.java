package org.cosearch.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.cosearch.evaluate.Evaluator;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Trial;
import org.cosearch.search.SearchStrategy;
import org.cosearch.space.Codec;
import org.cosearch.space.Genome;

/**
 * The one loop: ask, decode, evaluate, journal, tell.
 *
 * <p>Resuming is running again: trials that the journal holds are answered from it, after a check that the strategy asks
 * for the same genomes. Search is single-threaded; what runs in parallel is inside the evaluator.
 *
 * @param codec what the genomes mean
 * @param evaluator obtains the outcomes
 * @param budget when to stop
 * @param batch how many genomes are asked for at a time, at least 1
 * @param listener sees every batch
 * @param clock for the wall time
 * @param spent wall time of earlier sessions of the same run
 */
public record Run<T>(
        Codec<T> codec,
        Evaluator<T> evaluator,
        Budget budget,
        int batch,
        RunListener listener,
        InstantSource clock,
        Duration spent) {

    /** Why a run ended. */
    public enum End {
        /** The evaluations of the budget are done. */
        EVALUATIONS,
        /** The wall time of the budget is over. */
        WALL_TIME,
        /** The strategy has nothing left to propose. */
        EXHAUSTED,
        /** Somebody asked it to stop: the thread was interrupted. */
        STOPPED
    }

    /** All trials, in order, and why there are no more. */
    public record Result(List<Trial> trials, End end) {
        public Result {
            trials = List.copyOf(trials);
        }
    }

    /**
     * Drives {@code strategy} until the budget is spent. An interrupt of the calling thread stops it cleanly: the batch
     * at work is dropped, what was journalled stays.
     *
     * @param strategy fresh; it is told every trial, those of the journal included
     * @throws IOException if the journal cannot be written, or does not fit what the strategy asks
     */
    public Result execute(SearchStrategy strategy, Journal journal) throws IOException {
        Instant start = clock.instant();
        List<Trial> trials = new ArrayList<>();
        while (trials.size() < budget.evaluations()) {
            if (Thread.interrupted()) {
                return new Result(trials, End.STOPPED);
            }
            boolean replaying = trials.size() < journal.recorded().size();
            Duration wall = spent.plus(Duration.between(start, clock.instant()));
            if (!replaying
                    && budget.wallTime()
                            .filter(limit -> wall.compareTo(limit) >= 0)
                            .isPresent()) {
                return new Result(trials, End.WALL_TIME);
            }
            List<Genome> asked = strategy.ask((int) Math.min(batch, budget.evaluations() - trials.size()));
            if (asked.isEmpty()) {
                return new Result(trials, End.EXHAUSTED);
            }
            List<Trial> known = replayed(asked, trials.size(), journal.recorded());
            List<Trial> fresh;
            try {
                fresh = evaluate(asked.subList(known.size(), asked.size()), trials.size() + known.size());
            } catch (InterruptedException stop) {
                return new Result(trials, End.STOPPED);
            }
            journal.append(fresh);
            List<Trial> all = new ArrayList<>(known);
            all.addAll(fresh);
            strategy.tell(all);
            trials.addAll(all);
            listener.told(List.copyOf(all), known.size());
        }
        return new Result(trials, End.EVALUATIONS);
    }

    private static List<Trial> replayed(List<Genome> asked, int from, List<Trial> recorded) throws IOException {
        int until = Math.min(from + asked.size(), recorded.size());
        List<Trial> known = from < until ? recorded.subList(from, until) : List.of();
        for (int i = 0; i < known.size(); i++) {
            if (!known.get(i).genome().equals(asked.get(i))) {
                throw new IOException(
                        "The journal does not belong to this search: trial %d is %s there, and %s is asked for.%nMaybe it was written by another version of CoSearch: run the configuration anew."
                                .formatted(from + i, known.get(i).genome(), asked.get(i)));
            }
        }
        return known;
    }

    private List<Trial> evaluate(List<Genome> genomes, long firstId) throws InterruptedException {
        List<T> designs = genomes.stream().map(codec::decode).toList();
        List<Outcome> outcomes = designs.isEmpty() ? List.of() : evaluator.evaluate(designs);
        if (outcomes.size() != designs.size()) {
            throw new IllegalStateException(
                    "The evaluator gave (%d) outcomes for %d designs.".formatted(outcomes.size(), designs.size()));
        }
        List<Trial> trials = new ArrayList<>(genomes.size());
        for (int i = 0; i < genomes.size(); i++) {
            trials.add(new Trial(firstId + i, genomes.get(i), outcomes.get(i)));
        }
        return trials;
    }
}
