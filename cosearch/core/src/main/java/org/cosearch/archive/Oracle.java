package org.cosearch.archive;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;

/**
 * The exact front of a problem all of whose designs are known, and how far searches are from it.
 *
 * <p>Costs are scaled so that the front goes from 0 to 1 in each objective, and volumes are taken up to 1.1, which a design
 * beyond the front's extremes adds nothing to. An objective in which the whole front is equal is scaled by 1.
 */
public final class Oracle {

    private static final double REFERENCE = 1.1;

    private final Problem problem;
    private final List<Trial> front;
    private final double[] from;
    private final double[] ranges;
    private final Hypervolume hypervolume;
    private final double volume;

    /**
     * @param all every design of the space
     * @throws IllegalArgumentException if none is feasible
     */
    public Oracle(Problem problem, List<Trial> all) {
        this.problem = problem;
        ParetoArchive archive = new ParetoArchive(problem);
        all.forEach(archive::add);
        front = archive.front();
        if (front.isEmpty()) {
            throw new IllegalArgumentException("None of the (%d) designs is feasible.".formatted(all.size()));
        }
        int objectives = problem.objectives().size();
        from = new double[objectives];
        ranges = new double[objectives];
        double[][] costs = front.stream().map(this::costs).toArray(double[][]::new);
        for (int m = 0; m < objectives; m++) {
            double[] column = Rows.column(costs, m);
            from[m] = Arrays.stream(column).min().orElseThrow();
            double range = Arrays.stream(column).max().orElseThrow() - from[m];
            ranges[m] = range > 0 ? range : 1;
        }
        double[] reference = new double[objectives];
        Arrays.fill(reference, REFERENCE);
        hypervolume = Hypervolume.upTo(reference);
        volume = hypervolume.of(front.stream().map(this::scaled).toArray(double[][]::new));
    }

    /** The exact front, by ascending id. */
    public List<Trial> front() {
        return front;
    }

    /** The hypervolume found after each trial as a share of that of the exact front, {@code [trial]}, at most 1. */
    public double[] shares(List<Trial> trials) {
        GrowingHypervolume growing = new GrowingHypervolume(hypervolume);
        double[] shares = new double[trials.size()];
        for (int i = 0; i < shares.length; i++) {
            if (problem.feasible(trials.get(i).outcome())) {
                growing.add(scaled(trials.get(i)));
            }
            shares[i] = Math.min(1, growing.value() / volume);
        }
        return shares;
    }

    /** The share of the exact hypervolume that a search has missed, from 0 to 1. */
    public double regret(List<Trial> trials) {
        double[] shares = shares(trials);
        return 1 - (shares.length == 0 ? 0 : shares[shares.length - 1]);
    }

    /** After how many trials a share of the exact hypervolume was found; none if it never was. */
    public OptionalInt evaluationsTo(double share, List<Trial> trials) {
        double[] shares = shares(trials);
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] >= share) {
                return OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }

    private double[] scaled(Trial trial) {
        double[] costs = costs(trial);
        for (int m = 0; m < costs.length; m++) {
            costs[m] = (costs[m] - from[m]) / ranges[m];
        }
        return costs;
    }

    private double[] costs(Trial trial) {
        return problem.costs(((Outcome.Scored) trial.outcome()).scores());
    }
}
