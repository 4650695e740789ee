package org.cosearch.codesign;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.evaluate.Evaluator;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Scores;
import org.cosearch.workload.Network;

/**
 * Obtains the accuracy of designs: the weighted mean over the tasks (Jiang et al. 2020, NASAIC, section III), and each
 * task's own where there are several. The errors of the tasks are taken as independent.
 *
 * @param tasks in the order of a design's networks, at least one
 */
public record AccuracyEvaluator(List<Task> tasks) implements Evaluator<Design> {

    /**
     * What a network is for.
     *
     * @param name of the task
     * @param weight share in the mean accuracy, above 0; the sum over the tasks need not be 1
     * @param accuracy scores {@link Metric#ACCURACY_PERCENT} of networks
     */
    public record Task(String name, double weight, Evaluator<Network> accuracy) {
        public Task {
            if (!(weight > 0)) {
                throw new IllegalArgumentException("Task %s has weight (%s), not above 0.".formatted(name, weight));
            }
        }

        /** The task's own accuracy, where a design has several tasks. */
        public Metric metric() {
            return new Metric(Metric.ACCURACY_PERCENT.name() + "." + name, Metric.ACCURACY_PERCENT.unit());
        }
    }

    public AccuracyEvaluator {
        tasks = List.copyOf(tasks);
    }

    @Override
    public List<Outcome> evaluate(List<Design> designs) throws InterruptedException {
        List<List<Outcome>> byTask = new ArrayList<>(tasks.size());
        for (int i = 0; i < tasks.size(); i++) {
            int task = i;
            byTask.add(tasks.get(i)
                    .accuracy()
                    .evaluate(designs.stream()
                            .map(design -> design.networks().get(task))
                            .toList()));
        }
        List<Outcome> outcomes = new ArrayList<>(designs.size());
        for (int i = 0; i < designs.size(); i++) {
            int design = i;
            outcomes.add(combined(byTask.stream().map(list -> list.get(design)).toList()));
        }
        return outcomes;
    }

    private Outcome combined(List<Outcome> outcomes) {
        List<Figure> own = new ArrayList<>(tasks.size());
        double sum = 0;
        double variance = 0;
        double weights = 0;
        for (int i = 0; i < tasks.size(); i++) {
            if (!(outcomes.get(i) instanceof Outcome.Scored scored)) {
                return outcomes.get(i);
            }
            Figure figure = scored.scores().figure(Metric.ACCURACY_PERCENT).orElseThrow();
            double weight = tasks.get(i).weight();
            sum += weight * figure.value();
            variance += weight * weight * figure.sigma() * figure.sigma();
            weights += weight;
            own.add(new Figure(tasks.get(i).metric(), figure.value(), figure.origin(), figure.sigma()));
        }
        Figure mean =
                new Figure(Metric.ACCURACY_PERCENT, sum / weights, own.get(0).origin(), Math.sqrt(variance) / weights);
        List<Figure> figures = new ArrayList<>(List.of(mean));
        if (tasks.size() > 1) {
            figures.addAll(own);
        }
        return new Outcome.Scored(new Scores(figures));
    }
}
