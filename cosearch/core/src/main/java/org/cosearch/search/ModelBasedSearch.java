package org.cosearch.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Spec;
import org.cosearch.evaluate.Trial;
import org.cosearch.search.surrogate.Features;
import org.cosearch.search.surrogate.Regressor;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;

/**
 * Sequential model-based optimisation: after random designs, each round fits a predictor per metric to what was told, and
 * asks those of many random designs that are best by the optimistic end of their predictions.
 *
 * <p>With several objectives each design of a round is the best by another weighting, drawn at random (Knowles 2006,
 * ParEGO). Where something cannot be predicted yet, designs stay random.
 *
 * <p>Departures from the paper: the predictor is chosen by cross-validation; half of the random designs are children of the
 * best so far; a round of several designs.
 *
 * @see <a href="https://arxiv.org/abs/1704.08792">Negrinho and Gordon 2017: DeepArchitect, 5.3</a>
 * @see <a href="https://doi.org/10.1109/TEVC.2005.851274">Knowles 2006: ParEGO</a>
 */
public final class ModelBasedSearch implements SearchStrategy {

    /** Trials that predictors are fitted to at most. */
    private static final int LESSONS = 100;

    /** The best designs that have children. */
    private static final int PARENTS = 20;

    /**
     * How a search proceeds.
     *
     * @param initial random designs before the first round, at least 10
     * @param batch designs of a round, at least 1
     * @param pool random designs of which those of a round are the best, at least 2
     * @param optimism deviations that a prediction may be better than it is, at least 0
     * @param chance the probability that a design is random all the same, from 0 to 1
     */
    public record Settings(int initial, int batch, int pool, double optimism, double chance) {

        /** 30 random designs, rounds of 5, the best of 400 by one deviation, every tenth at random. */
        public static final Settings DEFAULT = new Settings(30, 5, 400, 1, 0.1);

        public Settings {
            if (initial < 10 || batch < 1 || pool < 2 || !(optimism >= 0) || !(chance >= 0 && chance <= 1)) {
                throw new IllegalArgumentException(
                        "Model-based search has initial (%d), batch (%d), pool (%d), optimism (%s) and chance (%s), but at least 10, 1, 2 and 0, and from 0 to 1."
                                .formatted(initial, batch, pool, optimism, chance));
            }
        }
    }

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

    /** @param regressors to choose from for each metric, at least one */
    public ModelBasedSearch(
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
        trials.forEach(trial -> told.add(Candidate.of(problem, trial)));
    }

    private List<Genome> round() {
        List<Candidate> best = told.best(PARENTS);
        Optional<Surrogates> surrogates = Surrogates.fit(problem, features, regressors, told.lessons(best, LESSONS));
        if (surrogates.isEmpty()) {
            return novelty.random(settings.batch());
        }
        List<Prospect> pool = pool(surrogates.get(), best);
        List<Genome> round = new ArrayList<>();
        while (round.size() < settings.batch()) {
            boolean chance = pool.isEmpty() || random.nextDouble() < settings.chance();
            List<Genome> next = chance ? novelty.random(1) : novelty.upTo(1, 1, () -> taken(pool));
            if (next.isEmpty()) {
                break;
            }
            round.addAll(next);
        }
        return round;
    }

    /** New designs, half of them children of the best, each as good as it may well be. */
    private List<Prospect> pool(Surrogates surrogates, List<Candidate> best) {
        Ranges ranges = Ranges.of(told.all());
        Set<Genome> genomes = new LinkedHashSet<>();
        for (int i = 0; i < settings.pool(); i++) {
            Genome genome = i % 2 == 0 ? proposals.sample(novelty.asked(), random) : child(best);
            if (!novelty.asked().contains(genome)) {
                genomes.add(genome);
            }
        }
        List<Prospect> pool = new ArrayList<>();
        for (Genome genome : genomes) {
            Scores scores = optimistic((Outcome.Scored) surrogates.predict(genome));
            pool.add(new Prospect(genome, problem.violation(scores), ranges.scaled(problem.costs(scores))));
        }
        return pool;
    }

    /** The best of the pool by one weighting, which leaves it. */
    private Genome taken(List<Prospect> pool) {
        Weighting weighting = Weighting.drawn(problem.objectives().size(), random);
        Prospect best = Collections.min(
                pool,
                Comparator.comparingDouble(Prospect::violation).thenComparingDouble(of -> weighting.of(of.costs)));
        pool.remove(best);
        return best.genome;
    }

    /**
     * What is expected of a design.
     *
     * @param costs in ranges of those known, {@code [objective]}
     */
    private record Prospect(Genome genome, double violation, double[] costs) {}

    private Genome child(List<Candidate> best) {
        int a = random.nextInt(best.size());
        int b = random.nextInt(best.size());
        return proposals.child(
                best.get(Math.min(a, b)).genome(), best.get(Math.max(a, b)).genome(), novelty.asked(), random);
    }

    /** The figures as good as they may well be. */
    private Scores optimistic(Outcome.Scored predicted) {
        List<Figure> figures = new ArrayList<>();
        for (Figure figure : predicted.scores().figures()) {
            double shift = settings.optimism() * figure.sigma() * (better(figure.metric()) ? 1 : -1);
            figures.add(new Figure(figure.metric(), figure.value() + shift, figure.origin(), figure.sigma()));
        }
        return new Scores(figures);
    }

    /** Whether more of a metric is better. */
    private boolean better(Metric metric) {
        for (Objective objective : problem.objectives()) {
            if (objective.metric().equals(metric)) {
                return objective.cost(1) < objective.cost(0);
            }
        }
        return problem.specs().stream()
                .filter(spec -> spec.metric().equals(metric))
                .anyMatch(spec -> spec.relation() == Spec.Relation.AT_LEAST);
    }

    /** The least and the greatest costs of feasible designs, {@code [objective]}; none if there are no such designs. */
    private record Ranges(double[] least, double[] greatest) {

        static Ranges of(List<Candidate> told) {
            double[] least = {};
            double[] greatest = {};
            for (Candidate candidate : told) {
                if (candidate.feasible() && least.length == 0) {
                    least = candidate.costs().clone();
                    greatest = candidate.costs().clone();
                }
                for (int m = 0; candidate.feasible() && m < least.length; m++) {
                    least[m] = Math.min(least[m], candidate.costs()[m]);
                    greatest[m] = Math.max(greatest[m], candidate.costs()[m]);
                }
            }
            return new Ranges(least, greatest);
        }

        double[] scaled(double[] costs) {
            double[] scaled = costs.clone();
            for (int m = 0; m < least.length; m++) {
                scaled[m] = (costs[m] - least[m]) / Math.max(Double.MIN_NORMAL, greatest[m] - least[m]);
            }
            return scaled;
        }
    }
}
