package org.cosearch.accelerator.breakdown;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.LayerCost.Treatment;

/**
 * What a batch of inferences of a network costs on an accelerator, layer by layer.
 *
 * <p>Layers run one after the other, each over the whole batch. Between layers all activations go through DRAM.
 *
 * @param batch inferences at a time, at least 1
 * @param layers in the order of the network's nodes, none left out unless by {@link #only}
 */
public record NetworkBreakdown(String network, Accelerator accelerator, int batch, List<Layer> layers) {

    /**
     * What one layer costs for the whole batch.
     *
     * @param kind short name of its operation
     * @param treatment where it runs
     * @param macs of the layer, without those that a mapper adds by rounding bounds up
     * @param utilization {@code macs} over what all MACs could do in {@code cycles}; 0 off the array
     * @param boundBy what sets the cycles: {@code compute}, the name of a storage level, or {@code nothing}
     * @param levels of the accelerator, outer to inner; those that the layer does not use are there with zeros
     * @param computePicojoules of the MACs
     */
    public record Layer(
            String name,
            String kind,
            Treatment treatment,
            long macs,
            long cycles,
            double utilization,
            String boundBy,
            List<Level> levels,
            double computePicojoules) {
        public Layer {
            levels = List.copyOf(levels);
        }

        /** All levels and the MACs. */
        public double energyPicojoules() {
            return computePicojoules
                    + levels.stream().mapToDouble(Level::energyPicojoules).sum();
        }

        /** Words that are read from DRAM or written to it. */
        public long dramWords() {
            return levels.get(0).words();
        }
    }

    /**
     * The part of one storage level in the cost of a layer.
     *
     * @param words read from or written to all of its instances
     * @param energyPicojoules with leakage
     */
    public record Level(String name, long words, double energyPicojoules) {}

    public NetworkBreakdown {
        layers = List.copyOf(layers);
    }

    /** These layers alone, as a chip that runs no others would. */
    public NetworkBreakdown only(Predicate<Layer> chosen) {
        return new NetworkBreakdown(
                network, accelerator, batch, layers.stream().filter(chosen).toList());
    }

    /** The sum over the layers. */
    public long macs() {
        return layers.stream().mapToLong(Layer::macs).sum();
    }

    /** The sum over the layers, which run one after the other. */
    public long cycles() {
        return layers.stream().mapToLong(Layer::cycles).sum();
    }

    /** From the first layer to the last, of the batch. */
    public double latencyMs() {
        return cycles() / (accelerator.clockMegahertz() * 1e3);
    }

    /** Inferences that end in a second, batch after batch; 0 where nothing takes time. */
    public double inferencesPerSecond() {
        return cycles() == 0 ? 0 : batch * 1e3 / latencyMs();
    }

    /** Of the batch. */
    public double energyMillijoules() {
        return layers.stream().mapToDouble(Layer::energyPicojoules).sum() * 1e-9;
    }

    /** Of the batch, without DRAM, which is on another chip. */
    public double onChipEnergyMillijoules() {
        double dram = layers.stream()
                .mapToDouble(layer -> layer.levels().get(0).energyPicojoules())
                .sum();
        return energyMillijoules() - dram * 1e-9;
    }

    /** The average over the batch without DRAM; 0 where nothing takes time. */
    public double onChipPowerMilliwatts() {
        return cycles() == 0 ? 0 : onChipEnergyMillijoules() / latencyMs() * 1e3;
    }

    /** Words read from DRAM or written to it for each multiply-accumulate; 0 where there is none. */
    public double dramWordsPerMac() {
        long words = layers.stream().mapToLong(Layer::dramWords).sum();
        return macs() == 0 ? 0 : (double) words / macs();
    }

    /** The energy of the batch by where it goes, in millijoule: the levels outer to inner, then the MACs. */
    public Map<String, Double> energyMillijoulesByPart() {
        Map<String, Double> parts = new LinkedHashMap<>();
        accelerator.levels().forEach(level -> parts.put(level.name(), 0.0));
        for (Layer layer : layers) {
            layer.levels().forEach(level -> parts.merge(level.name(), level.energyPicojoules() * 1e-9, Double::sum));
            parts.merge(accelerator.compute().name(), layer.computePicojoules() * 1e-9, Double::sum);
        }
        return parts;
    }
}
