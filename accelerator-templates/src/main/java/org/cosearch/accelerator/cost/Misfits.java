package org.cosearch.accelerator.cost;

import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Misfit;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Role;

/** Says what is wrong with a mapping whose tiles are laid out. */
final class Misfits {

    private Misfits() {}

    static Misfit first(LoopNest nest, Accelerator accelerator, Operand[] operands, Tiles tiles) {
        for (int d = 0; d < tiles.dimensions; d++) {
            LoopNest.Dimension dimension = nest.dimensions().get(d);
            if (tiles.extent[d] != dimension.bound()) {
                return new Misfit.Factors(dimension.name(), tiles.extent[d], dimension.bound());
            }
        }
        for (Operand operand : operands) {
            if ((tiles.mapping.kept[0] & FlatMapping.bit(operand.role)) == 0) {
                return new Misfit.NotAtTheOutermost(accelerator.levels().get(0).name(), operand.role);
            }
        }
        for (int level = 0; level < tiles.levels; level++) {
            StorageLevel storage = accelerator.levels().get(level);
            long rows = tiles.spatialBound(level, 1);
            if (rows > accelerator.fanOut(level).y()) {
                return new Misfit.FanOut(
                        storage.name(), "Y", rows, accelerator.fanOut(level).y());
            }
            long columns = tiles.spatialBound(level, 2);
            if (columns > accelerator.fanOut(level).x()) {
                return new Misfit.FanOut(
                        storage.name(), "X", columns, accelerator.fanOut(level).x());
            }
            long needed = 0;
            long largest = -1;
            Role largestRole = Role.WEIGHTS;
            for (Operand operand : operands) {
                if ((tiles.mapping.kept[level] & FlatMapping.bit(operand.role)) != 0) {
                    long words = tiles.words(operand, level);
                    needed += words;
                    if (words > largest) {
                        largest = words;
                        largestRole = operand.role;
                    }
                }
            }
            long capacity = storage.effectiveCapacityWords();
            if (needed > capacity) {
                return new Misfit.Capacity(storage.name(), largestRole, largest, needed, capacity);
            }
            if (!storage.unbounded() && needed < storage.minUtilization() * capacity) {
                return new Misfit.Underfull(storage.name(), needed, storage.minUtilization() * capacity);
            }
        }
        throw new IllegalStateException("The mapping is legal.");
    }
}
