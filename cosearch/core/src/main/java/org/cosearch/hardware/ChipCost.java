package org.cosearch.hardware;

import java.util.List;

/** What one inference of each of several networks costs on a chip. */
public sealed interface ChipCost {

    /**
     * Every layer runs: the schedule, from which all figures follow.
     *
     * @param runs in the order of the networks and of their nodes; layers that are part of others are left out
     * @param clockMegahertz of the chip, which turns cycles into time
     * @param idlePicojoules what the sub-accelerators leak while they wait for one another
     * @param areaSquareMillimeters of the chip
     */
    record Costed(List<LayerRun> runs, double clockMegahertz, double idlePicojoules, double areaSquareMillimeters)
            implements ChipCost {
        public Costed {
            runs = List.copyOf(runs);
        }

        /** The cycle by which all networks have ended. */
        public long cycles() {
            return runs.stream().mapToLong(LayerRun::endCycle).max().orElse(0);
        }

        /** From the common start to the end of the last network, in milliseconds. */
        public double latencyMs() {
            return milliseconds(cycles());
        }

        /** From the common start to the end of the network at that place, in milliseconds. */
        public double latencyMs(int network) {
            return milliseconds(runs.stream()
                    .filter(run -> run.network() == network)
                    .mapToLong(LayerRun::endCycle)
                    .max()
                    .orElse(0));
        }

        private double milliseconds(long cycles) {
            return cycles / (clockMegahertz * 1e3);
        }

        /** Of one inference of every network and of waiting, in millijoule. */
        public double energyMillijoules() {
            double work = runs.stream().mapToDouble(LayerRun::energyPicojoules).sum();
            return (work + idlePicojoules) * 1e-9;
        }
    }

    /**
     * A layer at its place in time: a bar of a Gantt chart.
     *
     * @param network place of its network among the networks, from 0
     * @param layer name of the node
     * @param subAccelerator place of the one that runs it, from 0
     * @param startCycle its first cycle, from 0
     * @param endCycle the cycle after its last
     * @param energyPicojoules all levels, all instances, leakage and the transfer of its inputs included
     */
    record LayerRun(
            int network, String layer, int subAccelerator, long startCycle, long endCycle, double energyPicojoules) {
        public LayerRun {
            if (startCycle < 0 || endCycle < startCycle || !(energyPicojoules >= 0)) {
                throw new IllegalArgumentException("Layer %s runs from cycle (%d) to (%d) and needs (%s) pJ."
                        .formatted(layer, startCycle, endCycle, energyPicojoules));
            }
        }
    }

    /**
     * A layer runs on no sub-accelerator.
     *
     * @param network place of its network among the networks, from 0
     * @param layer name of the node
     * @param reason one sentence for people
     */
    record DoesNotFit(int network, String layer, String reason) implements ChipCost {}
}
