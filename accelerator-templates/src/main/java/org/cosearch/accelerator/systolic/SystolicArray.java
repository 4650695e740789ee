package org.cosearch.accelerator.systolic;

import org.cosearch.hardware.Mesh;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Role;

/**
 * A systolic array and the tensor that rests in it, with the compute cycles of a convolution as a product of matrices
 * (SCALE-Sim v3, commit 1d62b68a, without stalls of memories).
 *
 * <p>Each fold of the product fills the array, streams through it and drains. The tool reports one cycle less than the sum;
 * so does this.
 *
 * @param mesh columns and rows
 * @param resting the tensor whose words stay in the processing elements during a fold
 */
public record SystolicArray(Mesh mesh, Role resting) {

    /**
     * Cycles of the product {@code [positions, depth] × [depth, filters]}.
     *
     * @param positions output positions
     * @param depth kernel rows · kernel columns · channels
     * @param filters output channels
     * @throws ArithmeticException beyond 2⁶³
     */
    public long computeCycles(long positions, long depth, long filters) {
        int rows = mesh.y();
        int columns = mesh.x();
        return switch (resting) {
            case OUTPUTS -> product(folds(positions, rows), folds(filters, columns), depth + rows + columns - 2) - 1;
            case WEIGHTS ->
                product(folds(depth, rows), folds(filters, columns), positions + 2L * rows + columns - 2) - 1;
            case INPUTS ->
                product(folds(depth, rows), folds(positions, columns), filters + 2L * rows + columns - 2) - 1;
        };
    }

    /**
     * Cycles of a loop nest as such products: dimensions of inputs and outputs are positions, those of weights and inputs
     * are depth, those of weights and outputs are filters. Dimensions of all three are groups, which run one after
     * another; SCALE-Sim has none.
     */
    public long computeCycles(LoopNest nest) {
        long positions = 1;
        long depth = 1;
        long filters = 1;
        long groups = 1;
        for (int d = 0; d < nest.dimensions().size(); d++) {
            int bound = nest.dimensions().get(d).bound();
            boolean weights = nest.operand(Role.WEIGHTS).dependsOn(d);
            boolean inputs = nest.operand(Role.INPUTS).dependsOn(d);
            boolean outputs = nest.operand(Role.OUTPUTS).dependsOn(d);
            if (weights && inputs && outputs) {
                groups = Math.multiplyExact(groups, bound);
            } else if (!outputs) {
                depth = Math.multiplyExact(depth, bound);
            } else if (weights) {
                filters = Math.multiplyExact(filters, bound);
            } else {
                positions = Math.multiplyExact(positions, bound);
            }
        }
        return Math.multiplyExact(groups, computeCycles(positions, depth, filters) + 1) - 1;
    }

    private static long product(long a, long b, long c) {
        return Math.multiplyExact(Math.multiplyExact(a, b), c);
    }

    private static long folds(long size, int side) {
        if (size < 1) {
            throw new IllegalArgumentException("A side of a matrix has (%d) elements, not at least 1.".formatted(size));
        }
        return (size + side - 1) / side;
    }
}
