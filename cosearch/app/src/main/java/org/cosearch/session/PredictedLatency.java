package org.cosearch.session;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.codesign.DesignCodec;
import org.cosearch.config.RunFile;
import org.cosearch.evaluate.Evaluator;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Scores;
import org.cosearch.latency.bundle.PredictorBundle;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.predict.LatencyPredictor;
import org.cosearch.predict.Prediction;
import org.cosearch.predict.SpaceColumns;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.space.Genome;

/**
 * Obtains the latency of designs on a device from predictors of their networks: one network after another, errors taken
 * as independent. Where there are several networks, the latency of each is told as well.
 *
 * @param tasks in the order of a design's networks; none if no latency is predicted
 */
record PredictedLatency(List<Task> tasks) implements Evaluator<Genome> {

    /**
     * A network of the run and what predicts its latency.
     *
     * @param name of the network, and of its block in a genome
     * @param columns in which the predictor sees the network's decisions
     */
    record Task(String name, String device, DecisionSpace columns, LatencyPredictor predictor) {}

    PredictedLatency {
        tasks = List.copyOf(tasks);
    }

    /** The predictors of a run file. */
    static PredictedLatency of(RunFile run) {
        List<Task> tasks = new ArrayList<>();
        for (RunFile.Network network : run.networks()) {
            if (network.predictor().isPresent()) {
                PredictorBundle bundle = network.predictor().get();
                tasks.add(new Task(
                        network.config().name(),
                        bundle.device(),
                        bundle.learner().space(),
                        bundle.predictor(new RandomStreams(run.config().seed()).stream(Purpose.PREDICTION))));
            }
        }
        return new PredictedLatency(tasks);
    }

    /** Whether latencies are predicted at all. */
    boolean any() {
        return !tasks.isEmpty();
    }

    /** The figures of {@code others}, latencies replaced by predicted ones; {@code others} itself if there are none. */
    Evaluator<Genome> over(Evaluator<Genome> others) {
        return any() ? genomes -> merged(others.evaluate(genomes), evaluate(genomes)) : others;
    }

    @Override
    public List<Outcome> evaluate(List<Genome> genomes) {
        return genomes.stream()
                .<Outcome>map(genome -> new Outcome.Scored(new Scores(figures(genome))))
                .toList();
    }

    private List<Figure> figures(Genome genome) {
        Genome networks = genome.at(DesignCodec.NETWORKS);
        List<Figure> own = new ArrayList<>();
        double sum = 0;
        double variance = 0;
        for (Task task : tasks) {
            Prediction prediction =
                    task.predictor().predict(SpaceColumns.architecture(task.columns(), networks.at(task.name())));
            double deviation = prediction.standardDeviationMs();
            sum += prediction.meanMs();
            variance += deviation * deviation;
            own.add(new Figure(
                    new Metric(Metric.LATENCY_MS.name() + "." + task.name(), Metric.LATENCY_MS.unit()),
                    prediction.meanMs(),
                    Origin.PREDICTED,
                    deviation));
        }
        List<Figure> figures =
                new ArrayList<>(List.of(new Figure(Metric.LATENCY_MS, sum, Origin.PREDICTED, Math.sqrt(variance))));
        if (tasks.size() > 1) {
            figures.addAll(own);
        }
        return figures;
    }

    private static List<Outcome> merged(List<Outcome> others, List<Outcome> predicted) {
        List<Outcome> merged = new ArrayList<>(others.size());
        for (int i = 0; i < others.size(); i++) {
            merged.add(
                    others.get(i) instanceof Outcome.Scored simulated
                                    && predicted.get(i) instanceof Outcome.Scored latency
                            ? new Outcome.Scored(latency.scores().and(withoutLatency(simulated.scores())))
                            : others.get(i));
        }
        return merged;
    }

    private static Scores withoutLatency(Scores scores) {
        return new Scores(scores.figures().stream()
                .filter(figure -> !isLatency(figure.metric()))
                .toList());
    }

    private static boolean isLatency(Metric metric) {
        return metric.equals(Metric.LATENCY_MS) || metric.name().startsWith(Metric.LATENCY_MS.name() + ".");
    }
}
