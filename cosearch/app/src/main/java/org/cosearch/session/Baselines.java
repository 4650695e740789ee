package org.cosearch.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.cosearch.evaluate.Evaluator;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.report.Convergence.Method;
import org.cosearch.search.SearchStrategy;
import org.cosearch.space.Genome;

/**
 * The searches that a run is compared with, on the objectives that need no training: the run's own strategy and random
 * search, both with as many evaluations and the same allowance of networks as the run, the same evaluator and the same
 * seeds.
 *
 * @param problem of the objectives and specs that need no training
 */
record Baselines(Blueprint blueprint, Problem problem, Evaluator<Genome> hardware, InstantSource clock) {

    /** Sees how many of the baselines' evaluations are done. */
    @FunctionalInterface
    interface Progress {
        void done(long evaluations, long all);
    }

    /**
     * Runs all baselines, or none if the run file asks for none.
     *
     * @param evaluations of each, those that the run has used
     */
    List<HardwareComparison.Group> run(long evaluations, Progress progress) throws InterruptedException {
        int seeds =
                blueprint.config().baseline().map(baseline -> baseline.seeds()).orElse(0);
        if (seeds == 0 || evaluations == 0) {
            return List.of();
        }
        RandomStreams streams = new RandomStreams(blueprint.config().seed());
        long all = 2L * seeds * evaluations;
        List<HardwareComparison.Search> own = new ArrayList<>();
        List<HardwareComparison.Search> random = new ArrayList<>();
        for (int i = 0; i < seeds; i++) {
            own.add(search(streams, i, evaluations, generator -> blueprint.strategy(problem, generator)));
            progress.done((2L * i + 1) * evaluations, all);
            random.add(search(streams, i, evaluations, blueprint::randomStrategy));
            progress.done((2L * i + 2) * evaluations, all);
        }
        return List.of(
                new HardwareComparison.Group(Method.Kind.OTHER, "the same strategy on hardware alone", own),
                new HardwareComparison.Group(Method.Kind.RANDOM_SEARCH, "random search", random));
    }

    private HardwareComparison.Search search(
            RandomStreams streams, long seed, long evaluations, Function<RandomGenerator, SearchStrategy> strategy)
            throws InterruptedException {
        SearchStrategy search = strategy.apply(streams.stream(Purpose.BASELINE, seed));
        Instant start = clock.instant();
        List<Trial> trials = new ArrayList<>();
        List<WallTimes.Mark> marks = new ArrayList<>();
        while (trials.size() < evaluations) {
            List<Genome> asked = search.ask((int) Math.min(blueprint.batch(), evaluations - trials.size()));
            if (asked.isEmpty()) {
                break;
            }
            List<Outcome> outcomes = hardware.evaluate(asked);
            List<Trial> batch = new ArrayList<>();
            for (int i = 0; i < asked.size(); i++) {
                batch.add(new Trial(trials.size() + i, asked.get(i), outcomes.get(i)));
            }
            search.tell(batch);
            trials.addAll(batch);
            marks.add(new WallTimes.Mark(
                    trials.size(), Duration.between(start, clock.instant()).toMillis() / 1000.0));
        }
        return new HardwareComparison.Search(seed, trials, marks);
    }
}
