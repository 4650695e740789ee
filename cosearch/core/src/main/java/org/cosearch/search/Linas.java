package org.cosearch.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.search.surrogate.CrossValidation;
import org.cosearch.search.surrogate.Features;
import org.cosearch.search.surrogate.Regressor;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;

/**
 * LINAS: for designs that are expensive to evaluate. After random ones, each round fits a predictor per metric to what was
 * told, searches on the predictions by NSGA-II, and asks the best of what it finds.
 *
 * <p>The predictor of a metric is that of several with the best rank correlation in cross-validation (as in Lu et al.
 * 2020, adaptive switching). Where it is below 0.3 for a metric, or there are too few figures, children of the best
 * designs so far are asked instead: plain evolution. A fifth of a round explores: half of it where predictions are least
 * certain, half at random.
 *
 * <p>Departures from the papers: designs are told apart by typed decisions, not by integer vectors; the batch is chosen
 * greedily by the hypervolume that predictions add to the front, which fills its gaps; no genome is asked twice; a round
 * is told whole before the next one is fitted.
 *
 * @see <a href="https://arxiv.org/abs/2205.10358">Cummings et al. 2022: a hardware-aware framework for accelerating neural
 *     architecture search across modalities (DyNAS-T, LINAS)</a>
 * @see <a href="https://doi.org/10.1007/978-3-030-58452-8_3">Lu et al. 2020: NSGANetV2, evolutionary multi-objective
 *     surrogate-assisted neural architecture search</a>
 */
public final class Linas implements SearchStrategy {

    /** A worse rank correlation is no guide. */
    private static final double USABLE = 0.3;

    private static final int TRIES = 10;

    /**
     * How a search proceeds.
     *
     * @param initial random designs before the first round, at least 10
     * @param batch designs of a round, at least 1
     * @param population of the inner search, at least 2
     * @param generations of the inner search, at least 1
     * @param memory trials that predictors are fitted to at most, at least 20: the best and the latest
     */
    public record Settings(int initial, int batch, int population, int generations, int memory) {

        /** 30 random designs, rounds of 10, thirty generations of fifty, 150 trials. */
        public static final Settings DEFAULT = new Settings(30, 10, 50, 30, 150);

        public Settings {
            if (initial < 10 || batch < 1 || population < 2 || generations < 1 || memory < 20) {
                throw new IllegalArgumentException(
                        "LINAS has initial (%d), batch (%d), population (%d), generations (%d) and memory (%d), but at least 10, 1, 2, 1 and 20."
                                .formatted(initial, batch, population, generations, memory));
            }
        }
    }

    /**
     * How well a metric is predicted in a round.
     *
     * @param told the trials told before it
     * @param regressor the one chosen
     * @param kendall its rank correlation τ-b in cross-validation
     * @param used whether the round was led by predictions
     */
    public record Report(long told, Metric metric, String regressor, double kendall, boolean used) {}

    private final Problem problem;
    private final Settings settings;
    private final Proposals proposals;
    private final List<Regressor> regressors;
    private final RandomGenerator random;
    private final Features features;
    private final Novelty novelty;
    private final Dialogue dialogue = new Dialogue();
    private final Experience told = new Experience();
    private final List<Genome> waiting = new ArrayList<>(); // of the open round, the next one first
    private final List<Report> reports = new ArrayList<>();

    /** With the {@linkplain Regressor#usual usual} regressors to choose from. */
    public Linas(Problem problem, Space space, Settings settings, Proposals proposals, RandomGenerator random) {
        this(problem, space, settings, proposals, Regressor.usual(), random);
    }

    /** @param regressors to choose from, at least one */
    public Linas(
            Problem problem,
            Space space,
            Settings settings,
            Proposals proposals,
            List<Regressor> regressors,
            RandomGenerator random) {
        if (regressors.isEmpty()) {
            throw new IllegalArgumentException("There is no regressor to choose from.");
        }
        this.problem = problem;
        this.settings = settings;
        this.proposals = proposals;
        this.regressors = List.copyOf(regressors);
        this.random = random;
        features = new Features(space);
        novelty = new Novelty(proposals, random);
    }

    /** An ask ends at the end of a round. */
    @Override
    public List<Genome> ask(int n) {
        dialogue.beforeAsking(n);
        if (waiting.isEmpty()) {
            waiting.addAll(told.size() < settings.initial() ? novelty.random(settings.initial()) : round());
        }
        List<Genome> next = waiting.subList(0, Math.min(n, waiting.size()));
        List<Genome> asked = dialogue.ask(next);
        next.clear();
        return asked;
    }

    @Override
    public void tell(List<Trial> trials) {
        dialogue.tell(trials);
        for (Trial trial : trials) {
            told.add(Candidate.of(problem, trial));
        }
    }

    /** How well each metric was predicted, round after round; for reports. */
    public List<Report> reports() {
        return List.copyOf(reports);
    }

    private List<Genome> round() {
        List<Candidate> best = told.best(settings.population());
        Optional<Surrogates> surrogates =
                Surrogates.fit(problem, features, regressors, told.lessons(best, settings.memory()));
        boolean usable = surrogates.isPresent()
                && surrogates.get().chosen().values().stream().allMatch(chosen -> chosen.kendall() >= USABLE);
        surrogates.ifPresent(of -> of.chosen().forEach((metric, chosen) -> report(metric, chosen, usable)));
        int explored = Math.max(1, settings.batch() / 10);
        if (!usable) {
            return novelty.upTo(settings.batch(), TRIES, () -> child(best));
        }
        List<Candidate> found = searched(surrogates.get(), best);
        List<Genome> round = new ArrayList<>();
        for (Candidate candidate :
                new BatchChoice(best, found).chosen(Math.max(1, settings.batch() - 2 * explored), explored)) {
            if (round.size() < settings.batch() && novelty.asked().add(candidate.genome())) {
                round.add(candidate.genome());
            }
        }
        if (round.size() < settings.batch()) {
            round.addAll(novelty.upTo(Math.min(explored, settings.batch() - round.size()), 0, () -> child(best)));
        }
        round.addAll(novelty.upTo(settings.batch() - round.size(), TRIES, () -> child(best)));
        return round;
    }

    private void report(Metric metric, CrossValidation.Chosen chosen, boolean used) {
        reports.add(new Report(told.size(), metric, chosen.label(), chosen.kendall(), used));
    }

    private Genome child(List<Candidate> best) {
        int a = Math.min(random.nextInt(best.size()), random.nextInt(best.size()));
        int b = Math.min(random.nextInt(best.size()), random.nextInt(best.size()));
        return proposals.child(
                best.get(Math.min(a, b)).genome(), best.get(Math.max(a, b)).genome(), novelty.asked(), random);
    }

    /** The new designs of the last population of a search on predictions that starts from the best so far. */
    private List<Candidate> searched(Surrogates surrogates, List<Candidate> best) {
        Nsga2 inner = new Nsga2(
                problem,
                settings.population(),
                best.stream()
                        .limit(settings.population() / 2)
                        .map(Candidate::genome)
                        .toList(),
                new Within(proposals, novelty.asked()),
                random);
        long id = 0;
        for (int generation = 0; generation < settings.generations(); generation++) {
            List<Trial> trials = new ArrayList<>();
            for (Genome genome : inner.ask(settings.population())) {
                trials.add(new Trial(id++, genome, surrogates.predict(genome)));
            }
            if (trials.isEmpty()) {
                break;
            }
            inner.tell(trials);
        }
        return inner.population().stream()
                .filter(trial -> !novelty.asked().contains(trial.genome()))
                .map(trial -> Candidate.of(problem, trial))
                .toList();
    }

    /** The proposals under what the outer search has asked, whatever the inner one does. */
    private record Within(Proposals proposals, Asked outer) implements Proposals {

        @Override
        public Genome sample(Asked asked, RandomGenerator random) {
            return proposals.sample(outer, random);
        }

        @Override
        public Genome child(Genome better, Genome other, Asked asked, RandomGenerator random) {
            return proposals.child(better, other, outer, random);
        }

        @Override
        public boolean permits(Genome genome, Asked asked) {
            return proposals.permits(genome, outer);
        }

        @Override
        public Stream<Genome> permitted(Asked asked) {
            return proposals.permitted(outer);
        }
    }
}
