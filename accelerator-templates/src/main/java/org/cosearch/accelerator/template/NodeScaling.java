package org.cosearch.accelerator.template;

/**
 * The change of energy and area from one process node to another (Stillmaker and Baas: Scaling equations for the accurate
 * prediction of CMOS device performance from 180 nm to 7 nm, Integration 58, 2017, pages 74 to 81; coefficients and area
 * ratios as tabulated in Accelergy's library plug-in, commit 2af89ab).
 *
 * <p>Energy is a polynomial of the supply voltage at each node; area ratios are relative to 45 nm. Between nodes both are
 * straight lines in the logarithm of the node. The equations are for logic; see {@code TechnologyTest} for their error on
 * memories.
 */
final class NodeScaling {

    private static final double[] NODES = {130, 90, 65, 45, 32, 20, 16, 14, 10, 7};

    /** Of V², V and 1, by node. */
    private static final double[][] ENERGY = {
        {7.171, -6.709, 2.904},
        {4.762, -4.781, 2.092},
        {3.755, -4.398, 1.975},
        {1.103, -0.362, 0.2767},
        {0.9559, -0.7823, 0.471},
        {0.373, -0.1582, 0.04104},
        {0.2958, -0.1241, 0.03024},
        {0.2363, -0.09675, 0.02239},
        {0.2068, -0.09311, 0.02375},
        {0.1776, -0.09097, 0.02447},
    };

    /** Relative to 45 nm. */
    private static final double[] AREA = {6.4, 2.8, 1.5, 1, 0.46, 0.21, 0.19, 0.17, 0.1, 0.059};

    private NodeScaling() {}

    /** Energy at {@code to} over energy at {@code from}. */
    static double energy(int from, int to, double volts) {
        return energy(to, volts) / energy(from, volts);
    }

    private static double energy(int node, double volts) {
        return interpolated(node, i -> (ENERGY[i][0] * volts + ENERGY[i][1]) * volts + ENERGY[i][2]);
    }

    /** Area at {@code to} over area at {@code from}. */
    static double area(int from, int to) {
        return interpolated(to, i -> AREA[i]) / interpolated(from, i -> AREA[i]);
    }

    private static double interpolated(int node, java.util.function.IntToDoubleFunction value) {
        if (node > NODES[0] || node < NODES[NODES.length - 1]) {
            throw new IllegalArgumentException("The node (%d nm) is not in [%d, %d] nm."
                    .formatted(node, (int) NODES[NODES.length - 1], (int) NODES[0]));
        }
        int below = 0;
        while (NODES[below] > node) {
            below++;
        }
        if (NODES[below] == node) {
            return value.applyAsDouble(below);
        }
        double position = Math.log(node / NODES[below]) / Math.log(NODES[below - 1] / NODES[below]);
        return value.applyAsDouble(below) * (1 - position) + value.applyAsDouble(below - 1) * position;
    }
}
