package org.cosearch.accelerator.schedule;

import java.util.List;

/** The lower bounds that the states of a branch-and-bound carry, and where each cuts. For one thread. */
final class Limits {

    /** Figures are told apart to nine digits, which leaves room for the rounding of sums. */
    static final double DIGITS = 1e-9;

    private final int subs;
    private final int layers;
    private final boolean[] onPath;
    /** {@code [limit]}: the bound of the empty schedule. */
    private final double[] root;
    /** {@code [limit]}: the largest bound that is not cut. */
    private final double[] most;
    /** {@code [limit]}: 1 where energy counts, else 0. */
    private final double[] energyWeight;
    /** {@code [limit * subs + sub]}. */
    private final double[] subPrice;
    /** {@code [limit * layers + layer]}: the price of its path, 0 if it is on none. */
    private final double[] pathPrice;
    /** {@code [limit * layers + layer]}. */
    private final double[] least;

    Limits(FlatProblem problem, Relaxation relaxation, List<Prices> prices) {
        subs = problem.subs;
        layers = problem.layers;
        onPath = new boolean[layers];
        root = new double[prices.size()];
        most = new double[prices.size()];
        energyWeight = new double[prices.size()];
        subPrice = new double[prices.size() * subs];
        pathPrice = new double[prices.size() * layers];
        least = new double[prices.size() * layers];
        for (int layer = 0; layer < layers; layer++) {
            onPath[layer] = relaxation.onPath(layer);
        }
        for (int limit = 0; limit < prices.size(); limit++) {
            Prices its = prices.get(limit);
            root[limit] = its.bound();
            energyWeight[limit] = its.energyCounts ? 1 : 0;
            System.arraycopy(its.ofSub, 0, subPrice, limit * subs, subs);
            System.arraycopy(its.least, 0, least, limit * layers, layers);
            for (int layer = 0; layer < layers; layer++) {
                pathPrice[limit * layers + layer] = onPath[layer] ? its.ofPath[problem.network[layer]] : 0;
            }
        }
    }

    /** Cuts what does not end by {@code cycles}. */
    void makespan(int limit, long cycles) {
        most[limit] = cycles + DIGITS * Math.max(1, cycles * 1e-3);
    }

    /** Cuts what does not need less energy than {@code picojoules}. */
    void energyBelow(int limit, double picojoules) {
        most[limit] = picojoules * (1 - DIGITS);
    }

    int count() {
        return root.length;
    }

    double root(int limit) {
        return root[limit];
    }

    double most(int limit) {
        return most[limit];
    }

    boolean onPath(int layer) {
        return onPath[layer];
    }

    /**
     * By how much a bound grows as a layer goes to its place instead of where it would be cheapest.
     *
     * @param busy the cycles from when on its sub-accelerator was free to its end
     * @param pathBusy the cycles from the end of its network's path so far to its end
     */
    double rise(int limit, int layer, int sub, long busy, long pathBusy, double energy) {
        int at = limit * layers + layer;
        return subPrice[limit * subs + sub] * busy
                + pathPrice[at] * pathBusy
                + energyWeight[limit] * energy
                - least[at];
    }

    /** By how much a bound grows as a sub-accelerator idles. */
    double rise(int limit, int sub, long idle) {
        return subPrice[limit * subs + sub] * idle;
    }
}
