package org.cosearch.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.cosearch.evaluate.DesignTable;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Trial;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.LatencyPredictor;
import org.cosearch.predict.MetaLearner;
import org.cosearch.predict.Prediction;
import org.cosearch.predict.SpaceColumns;
import org.cosearch.search.SearchStrategy;
import org.cosearch.space.Genome;

/**
 * A device of a table that allows {@value #MEASUREMENTS} measurements: most calibrate the predictor that leads a search,
 * the others check its best answers.
 */
final class MeasuredBoard {

    static final int MEASUREMENTS = 20;

    /** Measurements kept back for answers. */
    private static final int CHECKS = 4;

    /** How many standard deviations the predicted latency of a design that is looked up stays below the limit. */
    private static final double MARGIN = 0.5;

    /** The same for an answer that no measurement is left for. */
    private static final double WIDE_MARGIN = 2;

    private static final int LOOK_UPS = 100;

    private static final int BATCH = 10;

    private final Device device;
    private final Map<Genome, Prediction> predictions = new LinkedHashMap<>();

    /**
     * A device all of whose latencies are known.
     *
     * @param table accuracy and latency of every design
     * @param architectures the designs as a predictor sees them
     * @param latencies in milliseconds
     */
    record Device(DesignTable table, Map<Genome, Architecture> architectures, Map<Architecture, Double> latencies) {

        static Device of(DesignTable table, DecisionSpace columns) {
            Map<Genome, Architecture> architectures = new LinkedHashMap<>();
            Map<Architecture, Double> latencies = new LinkedHashMap<>();
            for (Trial trial : table.trials()) {
                Architecture architecture = SpaceColumns.architecture(columns, trial.genome());
                architectures.put(trial.genome(), architecture);
                latencies.put(
                        architecture,
                        ((Outcome.Scored) trial.outcome()).scores().value(Metric.LATENCY_MS));
            }
            return new Device(table, architectures, latencies);
        }

        LatencyMeasurement measured(Architecture architecture) {
            return new LatencyMeasurement(architecture, latencies.getOrDefault(architecture, 0.0));
        }
    }

    /** Measures and calibrates. */
    MeasuredBoard(Device device, MetaLearner learner, RandomGenerator random) {
        this.device = device;
        List<Architecture> all = List.copyOf(device.latencies().keySet());
        List<LatencyMeasurement> support = learner.suggest(all, List.of(), MEASUREMENTS - CHECKS, random).stream()
                .map(device::measured)
                .toList();
        LatencyPredictor predictor = learner.adapt(support, random);
        device.architectures()
                .forEach((genome, architecture) -> predictions.put(genome, predictor.predict(architecture)));
    }

    /** The latency that a measurement gives. */
    double latencyMs(Genome genome) {
        return device.latencies().getOrDefault(device.architectures().get(genome), Double.NaN);
    }

    /** The designs whose predicted latency is within a limit, with a margin. */
    List<Genome> feasible(double limitMs) {
        return predictions.entrySet().stream()
                .filter(entry -> entry.getValue().boundMs(MARGIN) <= limitMs)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * The most accurate design that the search finds and that a measurement says is within the limit; if none of the
     * measured ones is, the most accurate with a wide margin.
     */
    Optional<Trial> answer(SearchStrategy strategy, double limitMs) throws InterruptedException {
        List<Trial> trials = new ArrayList<>();
        while (trials.size() < LOOK_UPS) {
            List<Genome> asked = strategy.ask(Math.min(BATCH, LOOK_UPS - trials.size()));
            if (asked.isEmpty()) {
                break;
            }
            List<Outcome> outcomes = device.table().evaluator().evaluate(asked);
            List<Trial> told = new ArrayList<>();
            for (int i = 0; i < asked.size(); i++) {
                told.add(new Trial(trials.size() + i, asked.get(i), outcomes.get(i)));
            }
            strategy.tell(told);
            trials.addAll(told);
        }
        trials.sort(Comparator.comparingDouble(MeasuredBoard::accuracyPercent).reversed());
        int checked = Math.min(CHECKS, trials.size());
        for (Trial trial : trials.subList(0, checked)) {
            if (latencyMs(trial.genome()) <= limitMs) {
                return Optional.of(trial);
            }
        }
        return trials.stream()
                .skip(checked)
                .filter(trial -> predicted(trial).boundMs(WIDE_MARGIN) <= limitMs)
                .findFirst();
    }

    private Prediction predicted(Trial trial) {
        return predictions.getOrDefault(trial.genome(), new Prediction(Double.MAX_VALUE, 0));
    }

    static double accuracyPercent(Trial trial) {
        return ((Outcome.Scored) trial.outcome()).scores().value(Metric.ACCURACY_PERCENT);
    }
}
