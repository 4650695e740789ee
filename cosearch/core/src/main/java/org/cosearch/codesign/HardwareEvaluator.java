package org.cosearch.codesign;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.evaluate.Evaluator;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Scores;
import org.cosearch.hardware.NetworkCost;
import org.cosearch.hardware.NetworkCostModel;
import org.cosearch.workload.Network;

/**
 * Obtains what a cost model knows of designs: latency, energy and area, and the networks' parameters and
 * multiply-accumulates.
 *
 * <p>Latency and energy are of one inference of every network, one after another.
 */
public record HardwareEvaluator(NetworkCostModel costs) implements Evaluator<Design> {

    /** The metrics that a scored design has, in the order of its figures. */
    public static final List<Metric> METRICS =
            List.of(Metric.LATENCY_MS, Metric.ENERGY_MJ, Metric.AREA_MM2, Metric.PARAMETERS_M, Metric.MACS_M);

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
        double latencyMs = 0;
        double energyMillijoules = 0;
        double parameters = 0;
        double macs = 0;
        for (Network network : design.networks()) {
            NetworkCost cost = costs.cost(network, design.accelerator());
            if (cost instanceof NetworkCost.Costed costed) {
                latencyMs += costed.latencyMs();
                energyMillijoules += costed.energyMillijoules();
                parameters += network.parameters();
                macs += network.macs();
            } else if (cost instanceof NetworkCost.DoesNotFit misfit) {
                return new Outcome.Failed("Layer %s of %s does not fit %s: %s"
                        .formatted(
                                misfit.layer(),
                                network.name(),
                                design.accelerator().name(),
                                misfit.reason()));
            }
        }
        return new Outcome.Scored(Scores.of(
                Figure.of(Metric.LATENCY_MS, latencyMs, Origin.SIMULATED),
                Figure.of(Metric.ENERGY_MJ, energyMillijoules, Origin.SIMULATED),
                Figure.of(Metric.AREA_MM2, design.accelerator().areaSquareMicrometers() * 1e-6, Origin.SIMULATED),
                Figure.of(Metric.PARAMETERS_M, parameters * 1e-6, Origin.COUNTED),
                Figure.of(Metric.MACS_M, macs * 1e-6, Origin.COUNTED)));
    }
}
