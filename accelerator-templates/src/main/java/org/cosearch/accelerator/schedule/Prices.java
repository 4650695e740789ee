package org.cosearch.accelerator.schedule;

import java.util.Arrays;

/** The prices of a {@link Relaxation} and the lower bound that follows from them. Mutable; for one thread. */
final class Prices {

    private final FlatProblem problem;
    /** Whether the bound is one of energy, in picojoule; otherwise it is one of the makespan, in cycles. */
    final boolean energyCounts;
    /** By which every layer has to end, where energy counts. */
    final long latency;
    /** {@code [sub]}, per cycle. */
    final double[] ofSub;
    /** {@code [network]}, per cycle of its path. */
    final double[] ofPath;
    /** {@code [layer * subs + sub]}: what the cycles of a layer cost there. */
    private final double[] ofCycles;
    /** {@code [layer]}: what it costs where it is cheapest, its energy included where energy counts. */
    final double[] least;
    /** {@code [layer]}: the sub-accelerator where it is cheapest, the first of equals. */
    final int[] choice;

    private double bound;

    Prices(FlatProblem problem, boolean energyCounts, long latency) {
        this.problem = problem;
        this.energyCounts = energyCounts;
        this.latency = latency;
        ofSub = new double[problem.subs];
        ofPath = new double[problem.networks];
        ofCycles = new double[problem.layers * problem.subs];
        least = new double[problem.layers];
        choice = new int[problem.layers];
    }

    /** The lower bound of any schedule's figure. */
    double bound() {
        return bound;
    }

    /** What the cycles of a layer cost on a sub-accelerator that it runs on. */
    double ofCycles(int layer, int sub) {
        return ofCycles[layer * problem.subs + sub];
    }

    /** Lets every layer choose, which sets the bound. */
    void settle(boolean[] onPath) {
        bound = -latency * (Relaxation.sum(ofSub) + Relaxation.sum(ofPath));
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (int layer = 0; layer < problem.layers; layer++) {
            double path = onPath[layer] ? ofPath[problem.network[layer]] : 0;
            for (int sub : problem.choices[layer]) {
                int at = layer * problem.subs + sub;
                ofCycles[at] = (ofSub[sub] + path) * problem.cycles[at];
                double cost = ofCycles[at] + (energyCounts ? problem.energy[at] : 0);
                if (cost < least[layer]) {
                    least[layer] = cost;
                    choice[layer] = sub;
                }
            }
            bound += least[layer];
        }
    }

    void copy(Prices other) {
        System.arraycopy(other.ofSub, 0, ofSub, 0, ofSub.length);
        System.arraycopy(other.ofPath, 0, ofPath, 0, ofPath.length);
        System.arraycopy(other.ofCycles, 0, ofCycles, 0, ofCycles.length);
        System.arraycopy(other.least, 0, least, 0, least.length);
        System.arraycopy(other.choice, 0, choice, 0, choice.length);
        bound = other.bound;
    }
}
