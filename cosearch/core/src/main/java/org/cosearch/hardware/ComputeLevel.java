package org.cosearch.hardware;

/**
 * The array of multiply-accumulate units below the innermost storage level.
 *
 * @param mesh the units of the whole accelerator
 * @param macPicojoules of one multiply-accumulate
 * @param areaSquareMicrometers of one unit
 * @param pipeline how it spends cycles
 */
public record ComputeLevel(
        String name, Mesh mesh, double macPicojoules, double areaSquareMicrometers, Pipeline pipeline) {

    /** An array in which nothing has to fill or drain. */
    public ComputeLevel(String name, Mesh mesh, double macPicojoules, double areaSquareMicrometers) {
        this(name, mesh, macPicojoules, areaSquareMicrometers, Pipeline.STEPWISE);
    }

    public ComputeLevel {
        if (!(macPicojoules >= 0) || !(areaSquareMicrometers >= 0)) {
            throw new IllegalArgumentException("The energy (%s pJ) and the area (%s µm²) of %s are not at least 0."
                    .formatted(macPicojoules, areaSquareMicrometers, name));
        }
    }
}
