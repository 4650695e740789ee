package org.cosearch.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.cosearch.config.BaselineConfig;
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
 * The searches that a run is compared with, on the objectives that need no training: the run's own strategy and those that
 * the run file names, all with as many evaluations and the same allowance of networks as the run, the same evaluator and
 * the same seeds.
 *
 * @param problem what they are compared on
 * @param evaluator of its figures
 */
record Baselines(Blueprint blueprint, Problem problem, Evaluator<Genome> evaluator, InstantSource clock) {

    /** Sees how many of the baselines' evaluations are done. */
    @FunctionalInterface
    interface Progress {
        void done(long evaluations, long all);
    }

    /**
     * A way to search, made afresh for each seed.
     *
     * @param before evaluations that are spent before the strategy asks for its first design
     */
    private record Contender(
            Method.Kind kind, String name, long before, Function<RandomGenerator, SearchStrategy> strategy) {}

    /**
     * Runs all baselines, or none if the run file asks for none.
     *
     * @param evaluations of each, those that the run has used
     */
    List<HardwareComparison.Group> run(long evaluations, Progress progress) throws InterruptedException {
        if (blueprint.config().baseline().isEmpty() || evaluations == 0) {
            return List.of();
        }
        BaselineConfig config = blueprint.config().baseline().get();
        List<Contender> contenders = contenders(config, evaluations);
        RandomStreams streams = new RandomStreams(blueprint.config().seed());
        long all = contenders.size() * config.seeds() * evaluations;
        long done = 0;
        List<List<HardwareComparison.Search>> searches = contenders.stream()
                .<List<HardwareComparison.Search>>map(any -> new ArrayList<>())
                .toList();
        for (int seed = 0; seed < config.seeds(); seed++) {
            for (int i = 0; i < contenders.size(); i++) {
                searches.get(i).add(search(streams, seed, evaluations, contenders.get(i)));
                done += evaluations;
                progress.done(done, all);
            }
        }
        List<HardwareComparison.Group> groups = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            groups.add(new HardwareComparison.Group(
                    contenders.get(i).kind(), contenders.get(i).name(), searches.get(i)));
        }
        return groups;
    }

    private List<Contender> contenders(BaselineConfig config, long evaluations) {
        Succession succession = new Succession(blueprint, problem, evaluations);
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender(
                Method.Kind.SAME_STRATEGY,
                "the same strategy on hardware alone",
                0,
                random -> blueprint.strategy(problem, random)));
        for (BaselineConfig.Strategy strategy : config.strategies()) {
            contenders.add(
                    switch (strategy) {
                        case RANDOM ->
                            new Contender(Method.Kind.RANDOM_SEARCH, "random search", 0, blueprint::randomStrategy);
                        case NETWORK_FIRST ->
                            new Contender(
                                    Method.Kind.SUCCESSIVE_SEARCH,
                                    "networks first, then the chip",
                                    succession.networkEvaluations(),
                                    succession::networksFirst);
                        case CHIP_FIRST ->
                            new Contender(
                                    Method.Kind.SUCCESSIVE_SEARCH,
                                    "chip first, then the networks",
                                    0,
                                    succession::chipFirst);
                    });
        }
        return contenders;
    }

    private HardwareComparison.Search search(RandomStreams streams, long seed, long evaluations, Contender contender)
            throws InterruptedException {
        SearchStrategy search = contender.strategy().apply(streams.stream(Purpose.BASELINE, seed));
        Instant start = clock.instant();
        List<Trial> trials = new ArrayList<>();
        List<WallTimes.Mark> marks = new ArrayList<>();
        long done = contender.before();
        while (done < evaluations) {
            List<Genome> asked = search.ask((int) Math.min(blueprint.batch(), evaluations - done));
            if (asked.isEmpty()) {
                break;
            }
            List<Outcome> outcomes = evaluator.evaluate(asked);
            List<Trial> batch = new ArrayList<>();
            for (int i = 0; i < asked.size(); i++) {
                batch.add(new Trial(done + i, asked.get(i), outcomes.get(i)));
            }
            search.tell(batch);
            trials.addAll(batch);
            done += batch.size();
            marks.add(new WallTimes.Mark(
                    done, Duration.between(start, clock.instant()).toMillis() / 1000.0));
        }
        return new HardwareComparison.Search(seed, trials, evaluations, marks);
    }
}
