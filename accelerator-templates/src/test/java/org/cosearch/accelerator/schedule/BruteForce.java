package org.cosearch.accelerator.schedule;

import java.util.Arrays;

/**
 * The best schedules of a tiny problem by trying every order on every choice of sub-accelerators; no bound, no dominance,
 * none of the code under test.
 */
final class BruteForce {

    private final ScheduleProblem problem;
    private final long latencyCycles;
    /** {@code [network][layer]}. */
    private final long[][] end;
    /** {@code [network][layer]}, -1 while it is not scheduled. */
    private final int[][] place;

    private final long[] free;
    private long leastMakespan = Long.MAX_VALUE;
    private double energyOfLeastMakespan = Double.POSITIVE_INFINITY;
    private double leastEnergy = Double.POSITIVE_INFINITY;

    private BruteForce(ScheduleProblem problem, long latencyCycles) {
        this.problem = problem;
        this.latencyCycles = latencyCycles;
        end = new long[problem.networks().size()][];
        place = new int[problem.networks().size()][];
        for (int network = 0; network < end.length; network++) {
            int layers = problem.networks().get(network).layers().size();
            end[network] = new long[layers];
            place[network] = new int[layers];
            Arrays.fill(place[network], -1);
        }
        free = new long[problem.subAccelerators().size()];
        extend(0, 0, 0);
    }

    /**
     * The optima.
     *
     * @param energyOfLeastMakespan the least energy among the schedules of least makespan
     * @param leastEnergy among the schedules that end by the latency; infinite if there is none
     */
    record Optima(long leastMakespan, double energyOfLeastMakespan, double leastEnergy) {}

    static Optima optima(ScheduleProblem problem, long latencyCycles) {
        BruteForce search = new BruteForce(problem, latencyCycles);
        return new Optima(search.leastMakespan, search.energyOfLeastMakespan, search.leastEnergy);
    }

    private void extend(int scheduled, long makespan, double energy) {
        if (scheduled == problem.layers()) {
            if (makespan < leastMakespan || (makespan == leastMakespan && energy < energyOfLeastMakespan)) {
                leastMakespan = makespan;
                energyOfLeastMakespan = energy;
            }
            if (makespan <= latencyCycles && energy < leastEnergy) {
                leastEnergy = energy;
            }
            return;
        }
        for (int network = 0; network < place.length; network++) {
            for (int layer = 0; layer < place[network].length; layer++) {
                LayerTask task = problem.networks().get(network).layers().get(layer);
                int row = network;
                if (place[network][layer] < 0
                        && task.predecessors().stream().allMatch(before -> place[row][before] >= 0)) {
                    everywhere(network, layer, task, scheduled, makespan, energy);
                }
            }
        }
    }

    private void everywhere(int network, int layer, LayerTask task, int scheduled, long makespan, double energy) {
        for (int sub = 0; sub < free.length; sub++) {
            if (task.placements().get(sub) instanceof Placement.Runs runs) {
                long before = free[sub];
                long start = before;
                double added = runs.energyPicojoules();
                for (int predecessor : task.predecessors()) {
                    Transfer transfer = problem.networks()
                            .get(network)
                            .layers()
                            .get(predecessor)
                            .transfer();
                    boolean moved = place[network][predecessor] != sub;
                    start = Math.max(start, end[network][predecessor] + (moved ? transfer.cycles() : 0));
                    added += moved ? transfer.energyPicojoules() : 0;
                }
                end[network][layer] = start + runs.cycles();
                place[network][layer] = sub;
                free[sub] = end[network][layer];
                extend(scheduled + 1, Math.max(makespan, free[sub]), energy + added);
                free[sub] = before;
                place[network][layer] = -1;
            }
        }
    }
}
