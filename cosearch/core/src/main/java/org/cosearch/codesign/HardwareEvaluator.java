package org.cosearch.codesign;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.evaluate.Evaluator;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Scores;
import org.cosearch.hardware.ChipCost;
import org.cosearch.hardware.ChipCostModel;
import org.cosearch.workload.Network;

/**
 * Obtains what a cost model knows of designs: latency, energy and area, and the networks' parameters and
 * multiply-accumulates.
 *
 * <p>Latency and energy are of one inference of every network, all of which may start at once. Where there are several
 * networks, the latency of each is told as well: how long after the common start it ends.
 *
 * @param tasks names of what the networks are for, in the order of a design's networks
 */
public record HardwareEvaluator(ChipCostModel costs, List<String> tasks) implements Evaluator<Design> {

    public HardwareEvaluator {
        tasks = List.copyOf(tasks);
    }

    /** The metrics that a scored design of such tasks has, in the order of its figures. */
    public static List<Metric> metrics(List<String> tasks) {
        List<Metric> metrics = new ArrayList<>(
                List.of(Metric.LATENCY_MS, Metric.ENERGY_MJ, Metric.AREA_MM2, Metric.PARAMETERS_M, Metric.MACS_M));
        if (tasks.size() > 1) {
            tasks.forEach(task -> metrics.add(latency(task)));
        }
        return metrics;
    }

    /** The latency of one of several tasks. */
    public static Metric latency(String task) {
        return new Metric(Metric.LATENCY_MS.name() + "." + task, Metric.LATENCY_MS.unit());
    }

    @Override
    public List<Outcome> evaluate(List<Design> designs) throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>(designs.size());
        for (Design design : designs) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            outcomes.add(evaluate(design));
        }
        return outcomes;
    }

    private Outcome evaluate(Design design) {
        ChipCost cost = costs.cost(design.networks(), design.chip());
        if (cost instanceof ChipCost.DoesNotFit misfit) {
            return new Outcome.Failed("Layer %s of %s does not fit %s: %s"
                    .formatted(
                            misfit.layer(),
                            design.networks().get(misfit.network()).name(),
                            String.join(" or ", design.chip().names()),
                            misfit.reason()));
        }
        return new Outcome.Scored(scores(design, (ChipCost.Costed) cost));
    }

    private Scores scores(Design design, ChipCost.Costed cost) {
        double parameters = 0;
        double macs = 0;
        for (Network network : design.networks()) {
            parameters += network.parameters();
            macs += network.macs();
        }
        List<Figure> figures = new ArrayList<>(List.of(
                Figure.of(Metric.LATENCY_MS, cost.latencyMs(), Origin.SIMULATED),
                Figure.of(Metric.ENERGY_MJ, cost.energyMillijoules(), Origin.SIMULATED),
                Figure.of(Metric.AREA_MM2, cost.areaSquareMillimeters(), Origin.SIMULATED),
                Figure.of(Metric.PARAMETERS_M, parameters * 1e-6, Origin.COUNTED),
                Figure.of(Metric.MACS_M, macs * 1e-6, Origin.COUNTED)));
        if (tasks.size() > 1) {
            for (int i = 0; i < tasks.size(); i++) {
                figures.add(Figure.of(latency(tasks.get(i)), cost.latencyMs(i), Origin.SIMULATED));
            }
        }
        return new Scores(figures);
    }
}
