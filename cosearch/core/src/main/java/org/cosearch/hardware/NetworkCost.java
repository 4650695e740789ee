package org.cosearch.hardware;

import java.util.List;

/** What a whole network costs on one accelerator, for one inference. */
public sealed interface NetworkCost {

    /**
     * Every layer runs.
     *
     * @param layers in the order of the network's nodes, none left out
     * @param clockMegahertz of the accelerator, which turns cycles into time
     * @param areaSquareMillimeters of the accelerator
     */
    record Costed(List<LayerCost> layers, double clockMegahertz, double areaSquareMillimeters) implements NetworkCost {
        public Costed {
            layers = List.copyOf(layers);
        }

        /** The sum over the layers: one runs after the other. */
        public long cycles() {
            return layers.stream().mapToLong(LayerCost::cycles).sum();
        }

        /** From input to output, in milliseconds. */
        public double latencyMs() {
            return cycles() / (clockMegahertz * 1e3);
        }

        /** Of one inference, in millijoule. */
        public double energyMillijoules() {
            return layers.stream().mapToDouble(LayerCost::energyPicojoules).sum() * 1e-9;
        }
    }

    /**
     * A layer does not run on this accelerator.
     *
     * @param layer name of the node
     * @param reason one sentence for people
     */
    record DoesNotFit(String layer, String reason) implements NetworkCost {}
}
