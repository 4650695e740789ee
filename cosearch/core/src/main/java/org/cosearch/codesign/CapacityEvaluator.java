package org.cosearch.codesign;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.evaluate.Evaluator;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Scores;
import org.cosearch.workload.Network;

/**
 * Counts what stands in for the accuracy of networks where nothing may be trained: the weighted mean, over the tasks, of
 * the binary logarithm of a network's multiply-accumulates.
 *
 * <p>Within one family, accuracy rises with about the logarithm of the work; the order of two networks of equal work it
 * does not know. It is for comparisons of searches alone.
 *
 * @param weights one for each task, in the order of a design's networks, above 0; their sum need not be 1
 */
public record CapacityEvaluator(List<Double> weights) implements Evaluator<List<Network>> {

    /** The weighted mean of the binary logarithms of multiply-accumulates; one more is twice the work. */
    public static final Metric CAPACITY = new Metric("capacity_log2_macs", "");

    public CapacityEvaluator {
        weights = List.copyOf(weights);
    }

    @Override
    public List<Outcome> evaluate(List<List<Network>> designs) {
        List<Outcome> outcomes = new ArrayList<>(designs.size());
        for (List<Network> networks : designs) {
            outcomes.add(new Outcome.Scored(Scores.of(figure(networks))));
        }
        return outcomes;
    }

    /** The capacity of one network for each task. */
    public Figure figure(List<Network> networks) {
        double sum = 0;
        double whole = 0;
        for (int i = 0; i < weights.size(); i++) {
            sum += weights.get(i) * Math.log(Math.max(1, networks.get(i).macs())) / Math.log(2);
            whole += weights.get(i);
        }
        return Figure.of(CAPACITY, sum / whole, Origin.COUNTED);
    }
}
