package org.cosearch.accelerator.cost;

import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.StorageLevel;

/** An accelerator as flat arrays, by storage level outer to inner. */
final class Chip {

    final int levels;
    final int[] columns;
    final int[] rows;
    final long[] capacity;
    final double[] leastWords;
    final long[] block;
    final long[] clusters;
    /** Whether any bandwidth is finite. */
    final boolean[] limited;

    final double[] readBandwidth;
    final double[] writeBandwidth;
    final double[] sharedBandwidth;
    final double[] readEnergy;
    final double[] writeEnergy;
    final double[] updateEnergy;
    final double[] leakEnergy;
    final long macInstances;
    final double macEnergy;

    Chip(Accelerator accelerator) {
        levels = accelerator.levels().size();
        columns = new int[levels];
        rows = new int[levels];
        capacity = new long[levels];
        leastWords = new double[levels];
        block = new long[levels];
        clusters = new long[levels];
        limited = new boolean[levels];
        readBandwidth = new double[levels];
        writeBandwidth = new double[levels];
        sharedBandwidth = new double[levels];
        readEnergy = new double[levels];
        writeEnergy = new double[levels];
        updateEnergy = new double[levels];
        leakEnergy = new double[levels];
        for (int l = 0; l < levels; l++) {
            StorageLevel level = accelerator.levels().get(l);
            columns[l] = accelerator.fanOut(l).x();
            rows[l] = accelerator.fanOut(l).y();
            capacity[l] = level.effectiveCapacityWords();
            leastWords[l] = level.unbounded() ? 0 : level.minUtilization() * level.effectiveCapacityWords();
            block[l] = level.blockWords();
            // the instances in use spread over all clusters before they share one
            clusters[l] = Math.max(1, level.mesh().instances() / level.clusterSize());
            readBandwidth[l] = level.bandwidth().readWordsPerCycle();
            writeBandwidth[l] = level.bandwidth().writeWordsPerCycle();
            sharedBandwidth[l] = level.bandwidth().sharedWordsPerCycle();
            limited[l] = readBandwidth[l] < Double.POSITIVE_INFINITY
                    || writeBandwidth[l] < Double.POSITIVE_INFINITY
                    || sharedBandwidth[l] < Double.POSITIVE_INFINITY;
            readEnergy[l] = level.energy().readPicojoules();
            writeEnergy[l] = level.energy().writePicojoules();
            updateEnergy[l] = level.energy().updatePicojoules();
            leakEnergy[l] = level.energy().leakPicojoules();
        }
        macInstances = accelerator.compute().mesh().instances();
        macEnergy = accelerator.compute().macPicojoules();
    }
}
