package org.cosearch.archive;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;

/**
 * The hypervolume of a set that grows row by row, as plotted over evaluations.
 *
 * <p>Each row adds its exclusive volume to that of the rows before it, so that a curve costs far less than the volume
 * of every prefix. Sums of volumes round: the value agrees with {@link Hypervolume#of} to about 12 digits.
 */
public final class GrowingHypervolume {

    private final Hypervolume hypervolume;
    private final int objectives;
    private final Staircase staircase;
    private final List<double[]> front = new ArrayList<>();
    private double value;
    private int rows;

    /** The volume up to the reference point of {@code hypervolume}, of no row yet. */
    public GrowingHypervolume(Hypervolume hypervolume) {
        this.hypervolume = hypervolume;
        double[] reference = hypervolume.reference();
        objectives = reference.length;
        staircase = new Staircase(reference[0], reference[objectives - 1], 16);
    }

    /**
     * The hypervolume after each trial, of the feasible trials up to it.
     *
     * @return {@code [trial]}, never falling
     */
    public static double[] curve(Hypervolume hypervolume, Problem problem, List<Trial> trials) {
        GrowingHypervolume growing = new GrowingHypervolume(hypervolume);
        double[] curve = new double[trials.size()];
        for (int i = 0; i < curve.length; i++) {
            if (trials.get(i).outcome() instanceof Outcome.Scored scored && problem.feasible(scored)) {
                growing.add(problem.costs(scored.scores()));
            }
            curve[i] = growing.value();
        }
        return curve;
    }

    /**
     * Adds a row of costs and returns the hypervolume of all rows so far; never less than before.
     *
     * @param costs {@code [objective]}, minimised
     * @throws IllegalArgumentException as for {@link Hypervolume#of}
     */
    public double add(double[] costs) {
        hypervolume.check(costs, rows++);
        if (hypervolume.inside(costs)) {
            value += objectives == 2 ? staircase.add(costs[0], costs[1]) : exclusive(costs.clone());
        }
        return value;
    }

    /**
     * What a row of costs would add; nothing changes.
     *
     * @param costs as for {@link #add}
     */
    public double gain(double[] costs) {
        hypervolume.check(costs, rows);
        if (!hypervolume.inside(costs)) {
            return 0;
        }
        return objectives == 2 ? staircase.gain(costs[0], costs[1]) : alone(costs);
    }

    /** The hypervolume of all rows so far. */
    public double value() {
        return value;
    }

    /** What {@code row} adds; takes it into the front in the place of the rows that it dominates. */
    private double exclusive(double[] row) {
        double alone = alone(row);
        if (alone > 0) {
            front.removeIf(other -> Rows.nowhereWorse(row, other));
            front.add(row);
        }
        return alone;
    }

    private double alone(double[] row) {
        double[][] limited = new double[front.size()][];
        for (int i = 0; i < limited.length; i++) {
            double[] other = front.get(i);
            if (Rows.nowhereWorse(other, row)) {
                return 0;
            }
            limited[i] = new double[objectives];
            for (int m = 0; m < objectives; m++) {
                limited[i][m] = Math.max(other[m], row[m]);
            }
        }
        double box = hypervolume.volume(new double[][] {row}, 1);
        return Math.max(0, box - hypervolume.volume(limited, limited.length));
    }
}
