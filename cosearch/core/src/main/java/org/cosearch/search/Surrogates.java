package org.cosearch.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Spec;
import org.cosearch.evaluate.Trial;
import org.cosearch.search.surrogate.CrossValidation;
import org.cosearch.search.surrogate.Features;
import org.cosearch.search.surrogate.Regressor;
import org.cosearch.space.Genome;

/** The predictors of one round: one per metric of a problem, each fitted to the figures that trials have of it. */
final class Surrogates {

    /** Fewer figures of a metric are not learned from. */
    private static final int FEWEST = 10;

    private final Features features;
    private final Map<Metric, CrossValidation.Chosen> chosen;
    private final Map<Genome, Outcome> predicted = new HashMap<>();

    private Surrogates(Features features, Map<Metric, CrossValidation.Chosen> chosen) {
        this.features = features;
        this.chosen = chosen;
    }

    /** The predictors of the metrics of a problem; none if there is a metric with too few figures. */
    static Optional<Surrogates> fit(
            Problem problem, Features features, List<Regressor> regressors, List<Trial> trials) {
        Map<Metric, CrossValidation.Chosen> chosen = new LinkedHashMap<>();
        for (Metric metric : metrics(problem)) {
            List<double[]> rows = new ArrayList<>();
            List<Double> values = new ArrayList<>();
            for (Trial trial : trials) {
                scores(trial.outcome()).figure(metric).ifPresent(figure -> {
                    rows.add(features.of(trial.genome()));
                    values.add(figure.value());
                });
            }
            if (values.size() < FEWEST) {
                return Optional.empty();
            }
            chosen.put(
                    metric,
                    CrossValidation.choose(
                            regressors,
                            rows.toArray(double[][]::new),
                            values.stream().mapToDouble(value -> value).toArray()));
        }
        return Optional.of(new Surrogates(features, chosen));
    }

    private static Set<Metric> metrics(Problem problem) {
        Set<Metric> metrics = new LinkedHashSet<>();
        problem.objectives().stream().map(Objective::metric).forEach(metrics::add);
        problem.specs().stream().map(Spec::metric).forEach(metrics::add);
        return metrics;
    }

    private static Scores scores(Outcome outcome) {
        if (outcome instanceof Outcome.Scored scored) {
            return scored.scores();
        }
        return outcome instanceof Outcome.Rejected rejected ? rejected.scores() : Scores.NONE;
    }

    /** The predicted figures of a genome with their deviations. */
    Outcome predict(Genome genome) {
        return predicted.computeIfAbsent(genome, unknown -> {
            double[] row = features.of(unknown);
            List<Figure> figures = new ArrayList<>();
            chosen.forEach((metric, of) -> {
                Regressor.Prediction prediction = of.model().predict(row);
                figures.add(new Figure(metric, prediction.mean(), Origin.PREDICTED, prediction.sigma()));
            });
            return new Outcome.Scored(new Scores(figures));
        });
    }

    /** What was chosen for each metric, in the order of objectives, then specs. */
    Map<Metric, CrossValidation.Chosen> chosen() {
        return chosen;
    }
}
