package org.cosearch.accelerator.template;

/**
 * A systolic array and the tensor that rests in it, with the compute cycles of a convolution as a product of matrices
 * (SCALE-Sim v3, commit 1d62b68a, without stalls of memories).
 *
 * <p>Each fold of the product fills the array, streams through it and drains. The tool reports one cycle less than the sum;
 * so does this.
 *
 * @param rows at least 1
 * @param columns at least 1
 */
public record SystolicArray(int rows, int columns, Resting resting) {

    /** The tensor whose words stay in the processing elements during a fold. */
    public enum Resting {
        OUTPUTS,
        WEIGHTS,
        INPUTS
    }

    public SystolicArray {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "A systolic array has (%d) rows and (%d) columns, not at least 1.".formatted(rows, columns));
        }
    }

    /**
     * Cycles of the product {@code [positions, depth] × [depth, filters]}.
     *
     * @param positions output positions
     * @param depth kernel rows · kernel columns · channels
     * @param filters output channels
     */
    public long computeCycles(long positions, long depth, long filters) {
        return switch (resting) {
            case OUTPUTS -> folds(positions, rows) * folds(filters, columns) * (depth + rows + columns - 2) - 1;
            case WEIGHTS -> folds(depth, rows) * folds(filters, columns) * (positions + 2L * rows + columns - 2) - 1;
            case INPUTS -> folds(depth, rows) * folds(positions, columns) * (filters + 2L * rows + columns - 2) - 1;
        };
    }

    private static long folds(long size, int side) {
        if (size < 1) {
            throw new IllegalArgumentException("A side of a matrix has (%d) elements, not at least 1.".formatted(size));
        }
        return (size + side - 1) / side;
    }
}
