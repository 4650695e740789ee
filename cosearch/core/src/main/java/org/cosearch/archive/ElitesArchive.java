package org.cosearch.archive;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Trial;

/**
 * The best feasible trial of each cell of the descriptors, of all that were added (Mouret and Clune 2015).
 *
 * <p>Quality is the first objective of the problem; descriptors are metrics. Ties: of equal quality the first added stays.
 */
public final class ElitesArchive {

    /** What became of a trial that was added, from worse to better. */
    public enum Addition {
        /** Infeasible, without a figure for a descriptor, or outside all cells; nothing has changed. */
        REJECTED,
        /** No better than the elite of its cell; nothing has changed. */
        NOT_ADDED,
        /** The elite of its cell now, in the place of another. */
        IMPROVED,
        /** The first of its cell. */
        NEW
    }

    private final Problem problem;
    private final Objective quality;
    private final List<Metric> descriptors;
    private final Niches niches;
    private final Map<Integer, Trial> elites = new TreeMap<>();

    /** @param descriptors in the order of the axes of {@code niches} */
    public ElitesArchive(Problem problem, List<Metric> descriptors, Niches niches) {
        if (descriptors.size() != niches.descriptors()) {
            throw new IllegalArgumentException("There are descriptors %s but (%d) axes."
                    .formatted(descriptors.stream().map(Metric::name).toList(), niches.descriptors()));
        }
        this.problem = problem;
        this.quality = problem.objectives().get(0);
        this.descriptors = List.copyOf(descriptors);
        this.niches = niches;
    }

    /** Adds a trial. */
    public Addition add(Trial trial) {
        if (!(trial.outcome() instanceof Outcome.Scored scored) || !problem.feasible(scored)) {
            return Addition.REJECTED;
        }
        OptionalInt cell = cell(scored.scores());
        if (cell.isEmpty()) {
            return Addition.REJECTED;
        }
        Trial before = elites.get(cell.getAsInt());
        if (before != null && cost(before) <= cost(trial)) {
            return Addition.NOT_ADDED;
        }
        elites.put(cell.getAsInt(), trial);
        return before == null ? Addition.NEW : Addition.IMPROVED;
    }

    private OptionalInt cell(Scores scores) {
        double[] point = new double[descriptors.size()];
        for (int i = 0; i < point.length; i++) {
            if (!scores.has(descriptors.get(i))) {
                return OptionalInt.empty();
            }
            point[i] = scores.value(descriptors.get(i));
        }
        return niches.cell(point);
    }

    private double cost(Trial trial) {
        return quality.cost(((Outcome.Scored) trial.outcome()).scores().value(quality.metric()));
    }

    /** The elites by cell, ascending; a copy. */
    public Map<Integer, Trial> elites() {
        return new TreeMap<>(elites);
    }

    /** The elites by ascending cell. */
    public List<Trial> trials() {
        return List.copyOf(elites.values());
    }

    public int size() {
        return elites.size();
    }

    /** The share of the cells that have an elite, from 0 to 1. */
    public double coverage() {
        return (double) elites.size() / niches.cells();
    }

    /**
     * The sum over the elites of how much better each is than {@code worst} (Pugh et al. 2016), in units of the quality.
     *
     * @param worst a value of the quality that no design falls short of; better elites than it add, worse ones subtract
     */
    public double qdScore(double worst) {
        double sum = 0;
        for (Trial elite : elites.values()) {
            sum += quality.cost(worst) - cost(elite);
        }
        return sum;
    }
}
