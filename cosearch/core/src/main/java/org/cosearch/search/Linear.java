package org.cosearch.search;

/** Small systems of linear equations. */
final class Linear {

    private Linear() {}

    /**
     * The solution of a square system by Gaussian elimination with partial pivots.
     *
     * @param system {@code [n, n + 1]}, the right-hand side last; changed
     * @return {@code [n]}, or nothing if the system is singular to rounding
     */
    static double[] solved(double[][] system) {
        int n = system.length;
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++) {
                pivot = Math.abs(system[row][column]) > Math.abs(system[pivot][column]) ? row : pivot;
            }
            if (!(Math.abs(system[pivot][column]) > 1e-14)) {
                return new double[0];
            }
            double[] swapped = system[pivot];
            system[pivot] = system[column];
            system[column] = swapped;
            for (int row = column + 1; row < n; row++) {
                double factor = system[row][column] / swapped[column];
                for (int k = column; k <= n; k++) {
                    system[row][k] -= factor * swapped[k];
                }
            }
        }
        double[] solution = new double[n];
        for (int row = n - 1; row >= 0; row--) {
            double value = system[row][n];
            for (int k = row + 1; k < n; k++) {
                value -= system[row][k] * solution[k];
            }
            solution[row] = value / system[row][row];
        }
        return solution;
    }
}
