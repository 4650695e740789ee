package org.cosearch.hardware;

/**
 * What one node of a network costs on one accelerator, for one inference.
 *
 * @param layer name of the node
 * @param kind short name of its operation
 * @param treatment where it runs
 * @param macs multiply-accumulates of the layer, without those that a mapper adds by rounding bounds up
 * @param cycles from the first to the last
 * @param energyPicojoules all levels, all instances, leakage included
 * @param utilization {@code macs} over what all MACs could do in {@code cycles}; 0 off the array
 * @param boundBy what sets the cycles: {@code compute}, the name of a storage level, or {@code nothing}
 */
public record LayerCost(
        String layer,
        String kind,
        Treatment treatment,
        long macs,
        long cycles,
        double energyPicojoules,
        double utilization,
        String boundBy) {

    /** Where a layer runs. */
    public enum Treatment {
        /** On the array of MACs, one loop nest after the other. */
        ARRAY,
        /** Element by element beside the array, through the storage level that feeds it. */
        VECTOR_UNIT,
        /** Within the layer that produces or consumes its data: no cycles and no energy of its own. */
        FUSED
    }

    public LayerCost {
        if (macs < 0 || cycles < 0 || !(energyPicojoules >= 0)) {
            throw new IllegalArgumentException("The cost of layer %s is negative: %d MACs, %d cycles, %s pJ."
                    .formatted(layer, macs, cycles, energyPicojoules));
        }
    }
}
