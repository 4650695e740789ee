package org.cosearch.archive;

import java.util.Arrays;

/**
 * Volumes in three and more objectives, one point after the other.
 *
 * <p>With the points by descending last cost, what point i adds to the points after it is a prism: its last cost up to
 * the reference, over what it adds to them in the other objectives. That base is the box of the point less the volume
 * of the later points limited to the box (While et al. 2012, IV, with the slicing of IV-B). Three and four objectives are
 * swept, which ends the recursion two objectives earlier than in the paper.
 */
final class ExclusiveVolumes {

    private final double[] reference;
    private final Staircase staircase;
    private final FourVolumes four;
    private final double[][][] limited; // [objectives of the rows][row][objective], the scratch of each level

    ExclusiveVolumes(double[] reference, int rows) {
        this.reference = reference;
        staircase = new Staircase(reference[0], reference[1], 16);
        four = new FourVolumes(reference, reference.length < 4 ? 0 : rows);
        limited = new double[reference.length + 1][][];
        for (int m = 3; m <= reference.length; m++) {
            limited[m] = new double[rows][m];
        }
    }

    /** The volume of the first {@code count} rows in their first {@code m} ≥ 3 objectives; reorders the rows. */
    double volume(double[][] rows, int count, int m) {
        if (count == 1) {
            return box(rows[0], m);
        }
        return switch (m) {
            case 3 -> sweep(rows, count);
            case 4 -> four.volume(rows, count);
            default -> slice(rows, count, m);
        };
    }

    /** What each row adds to all others, in all objectives. */
    double[] each(double[][] rows) {
        double[] volumes = new double[rows.length];
        double[][] order = rows.clone();
        for (int i = 0; i < rows.length; i++) {
            order[0] = rows[i];
            order[i] = rows[0];
            volumes[i] = base(order, 0, order.length, reference.length);
            order[i] = rows[i];
        }
        return volumes;
    }

    /** Adds points by ascending third cost: the area that each adds below it lasts up to the reference. */
    private double sweep(double[][] rows, int count) {
        Arrays.sort(rows, 0, count, (a, b) -> Rows.compareFrom(2, a, b));
        staircase.clear();
        double volume = 0;
        for (int i = 0; i < count; i++) {
            volume += staircase.add(rows[i][0], rows[i][1]) * (reference[2] - rows[i][2]);
        }
        return volume;
    }

    private double slice(double[][] rows, int count, int m) {
        int last = m - 1;
        Arrays.sort(rows, 0, count, (a, b) -> Double.compare(b[last], a[last]));
        double volume = 0;
        for (int i = 0; i < count; i++) {
            volume += base(rows, i, count, last) * (reference[last] - rows[i][last]);
        }
        return volume;
    }

    /** What row {@code i} adds to the later rows in the first {@code m} objectives. */
    private double base(double[][] rows, int i, int count, int m) {
        double[][] within = limited[m];
        int kept = 0;
        for (int j = i + 1; j < count; j++) {
            double[] row = within[kept];
            boolean covers = true;
            for (int k = 0; k < m; k++) {
                covers &= rows[j][k] <= rows[i][k];
                row[k] = Math.max(rows[i][k], rows[j][k]);
            }
            if (covers) {
                return 0;
            }
            kept = m == 3 ? kept + 1 : keepNonDominated(within, kept);
        }
        double box = box(rows[i], m);
        return kept == 0 ? box : Math.max(0, box - volume(within, kept, m));
    }

    /** Takes the row at {@code kept} into the non-dominated rows before it; returns how many there are then. */
    private static int keepNonDominated(double[][] rows, int kept) {
        double[] row = rows[kept];
        int size = 0;
        for (int i = 0; i < kept; i++) {
            if (Rows.nowhereWorse(rows[i], row)) {
                return kept; // none before it can be dominated by it, or this one would be too
            }
            if (!Rows.nowhereWorse(row, rows[i])) {
                swap(rows, size++, i);
            }
        }
        swap(rows, size++, kept);
        return size;
    }

    private static void swap(double[][] rows, int i, int j) {
        double[] row = rows[i];
        rows[i] = rows[j];
        rows[j] = row;
    }

    private double box(double[] row, int m) {
        double volume = 1;
        for (int k = 0; k < m; k++) {
            volume *= reference[k] - row[k];
        }
        return volume;
    }
}
