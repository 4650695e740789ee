package org.cosearch.archive;

import java.util.Arrays;

/**
 * The volume that costs dominate up to a reference point, exactly (Zitzler and Thiele 1998).
 *
 * <p>Points at or beyond the reference point in any objective add nothing; dominated and repeated points add nothing
 * either, so the rows need not be a front.
 *
 * <p>Two and three objectives are swept (Beume et al. 2009), and so are four (Guerreiro et al. 2012); more are reduced to
 * four by the exclusive volumes of WFG.
 *
 * @see <a href="https://doi.org/10.1109/TEVC.2010.2077298">While, Bradstreet and Barone 2012: a fast way of calculating
 *     exact hypervolumes (WFG)</a>
 * @see <a href="https://doi.org/10.1109/TEVC.2009.2015575">Beume et al. 2009: on the complexity of computing the
 *     hypervolume indicator</a>
 */
public final class Hypervolume {

    private final double[] reference;

    private Hypervolume(double[] reference) {
        this.reference = reference;
    }

    /**
     * Volumes up to {@code reference}, one cost per objective, in the units of the costs.
     *
     * @throws IllegalArgumentException if it is empty or not finite
     */
    public static Hypervolume upTo(double... reference) {
        if (reference.length == 0 || !Arrays.stream(reference).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "The reference point (%s) is not at least one finite cost.".formatted(Arrays.toString(reference)));
        }
        return new Hypervolume(reference.clone());
    }

    /** The reference point, {@code [objective]}. */
    public double[] reference() {
        return reference.clone();
    }

    /**
     * The volume of the union of the boxes between each row and the reference point. O(N log N) for M ≤ 3, O(N²) passes
     * for M = 4, exponential in M beyond.
     *
     * @param costs {@code [row, objective]}, minimised
     * @throws IllegalArgumentException if a row is of another size than the reference point, or a cost is not a number
     *     or −∞
     */
    public double of(double[][] costs) {
        double[][] inside = new double[costs.length][];
        int count = 0;
        for (int row = 0; row < costs.length; row++) {
            check(costs[row], row);
            if (inside(costs[row])) {
                inside[count++] = costs[row];
            }
        }
        return volume(inside, count);
    }

    /**
     * The volume that each row alone dominates: what the set loses without it. 0 for a row that is dominated, that has
     * an equal, or that is not better than the reference point. Two and three objectives are swept, O(N log N) for most
     * sets; more are limited row by row, O(N) volumes.
     *
     * @param costs as for {@link #of}
     * @return {@code [row]}
     * @throws IllegalArgumentException as for {@link #of}
     */
    public double[] contributions(double[][] costs) {
        int[] places = new int[costs.length];
        int count = 0;
        for (int row = 0; row < costs.length; row++) {
            check(costs[row], row);
            if (inside(costs[row])) {
                places[count++] = row;
            }
        }
        double[][] inside = new double[count][];
        for (int i = 0; i < count; i++) {
            inside[i] = costs[places[i]];
        }
        double[] alone = switch (reference.length) {
            case 1 -> lengths(inside);
            case 2, 3 -> ExclusiveAreas.of(inside, reference);
            default -> new ExclusiveVolumes(reference, count).each(inside);
        };
        double[] contributions = new double[costs.length];
        for (int i = 0; i < count; i++) {
            contributions[places[i]] = alone[i];
        }
        return contributions;
    }

    private double[] lengths(double[][] rows) {
        double[] sorted =
                Arrays.stream(rows).mapToDouble(row -> row[0]).sorted().toArray();
        double second = sorted.length > 1 ? sorted[1] : reference[0];
        return Arrays.stream(rows)
                .mapToDouble(row -> row[0] == sorted[0] ? second - row[0] : 0)
                .toArray();
    }

    /** The volume of the first {@code count} rows, all of them inside; may reorder them. */
    double volume(double[][] rows, int count) {
        if (count == 0) {
            return 0;
        }
        return switch (reference.length) {
            case 1 ->
                reference[0]
                        - Arrays.stream(rows, 0, count)
                                .mapToDouble(row -> row[0])
                                .min()
                                .getAsDouble();
            case 2 -> area(rows, count);
            default -> new ExclusiveVolumes(reference, count).volume(rows, count, reference.length);
        };
    }

    private double area(double[][] rows, int count) {
        Staircase staircase = new Staircase(reference[0], reference[1], 16);
        Arrays.sort(rows, 0, count, Rows::compareLexicographically);
        double area = 0;
        for (int i = 0; i < count; i++) {
            area += staircase.add(rows[i][0], rows[i][1]);
        }
        return area;
    }

    void check(double[] row, int index) {
        Rows.check(row, reference.length, index);
        for (double cost : row) {
            if (cost == Double.NEGATIVE_INFINITY) {
                throw new IllegalArgumentException("A cost of row %d is (-Infinity).".formatted(index));
            }
        }
    }

    /** Whether the row is better than the reference point in every objective. */
    boolean inside(double[] row) {
        for (int i = 0; i < row.length; i++) {
            if (row[i] >= reference[i]) {
                return false;
            }
        }
        return true;
    }
}
