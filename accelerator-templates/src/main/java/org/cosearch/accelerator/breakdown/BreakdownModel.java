package org.cosearch.accelerator.breakdown;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.cosearch.accelerator.breakdown.NetworkBreakdown.Layer;
import org.cosearch.accelerator.breakdown.NetworkBreakdown.Level;
import org.cosearch.accelerator.mapping.LayerByLayerCostModel;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Cost;
import org.cosearch.hardware.LayerCost;
import org.cosearch.hardware.LayerCost.Treatment;
import org.cosearch.hardware.Mapper;
import org.cosearch.hardware.NetworkCost;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Dimension;
import org.cosearch.workload.Network;
import org.cosearch.workload.Node;
import org.cosearch.workload.Shape;

/**
 * The breakdown of networks whose layers run one after the other, costed as {@link LayerByLayerCostModel} does.
 *
 * <p>A batch is a larger bound of the dimension {@code N} of every loop nest, so that a mapping may hold weights for several
 * inferences. What runs on the vector unit costs as often as the batch is large.
 */
public final class BreakdownModel {

    private static final String BATCH = "N";

    private final Mapper mapper;

    public BreakdownModel(Mapper mapper) {
        this.mapper = mapper;
    }

    /** What a breakdown is asked for and answered with. */
    public sealed interface Result {}

    /** Every layer runs. */
    public record Broken(NetworkBreakdown breakdown) implements Result {}

    /**
     * A layer does not run on this accelerator.
     *
     * @param layer name of the node
     * @param reason one sentence for people
     */
    public record DoesNotFit(String layer, String reason) implements Result {}

    /**
     * The breakdown of {@code batch} inferences.
     *
     * @throws IllegalArgumentException if the batch is below 1
     */
    public Result of(Network network, Accelerator accelerator, int batch) {
        if (batch < 1) {
            throw new IllegalArgumentException("The batch (%d) is below 1.".formatted(batch));
        }
        List<Cost> costs = new ArrayList<>();
        Mapper recording = (nest, chip) -> {
            Mapper.Result result = mapper.map(batched(nest, batch), chip);
            if (result instanceof Mapper.Mapped mapped) {
                costs.add(mapped.cost());
            }
            return result;
        };
        NetworkCost cost = new LayerByLayerCostModel(recording).cost(network, accelerator);
        if (cost instanceof NetworkCost.DoesNotFit misfit) {
            return new DoesNotFit(misfit.layer(), misfit.reason());
        }
        Iterator<LayerCost> layerCosts = ((NetworkCost.Costed) cost).layers().iterator();
        Iterator<Cost> nestCosts = costs.iterator();
        List<Layer> layers = new ArrayList<>();
        for (Node node : network.nodes()) {
            List<Cost> own = new ArrayList<>();
            node.nests().forEach(nest -> own.add(nestCosts.next()));
            layers.add(layer(node, layerCosts.next(), own, accelerator, batch));
        }
        return new Broken(new NetworkBreakdown(network.name(), accelerator, batch, layers));
    }

    private static LoopNest batched(LoopNest nest, int batch) {
        List<Dimension> dimensions = nest.dimensions().stream()
                .map(dimension -> dimension.name().equals(BATCH)
                        ? new Dimension(BATCH, Math.multiplyExact(dimension.bound(), batch))
                        : dimension)
                .toList();
        return new LoopNest(dimensions, nest.operands());
    }

    private static Layer layer(Node node, LayerCost cost, List<Cost> nests, Accelerator accelerator, int batch) {
        boolean array = cost.treatment() == Treatment.ARRAY;
        long macs = cost.macs() * batch;
        long cycles = array ? cost.cycles() : cost.cycles() * batch;
        double compute = nests.stream().mapToDouble(Cost::computePicojoules).sum();
        return new Layer(
                cost.layer(),
                cost.kind(),
                cost.treatment(),
                macs,
                cycles,
                cost.utilization() * (array ? batch : 1),
                cost.boundBy(),
                array ? onArray(nests, accelerator) : beside(node, cost, accelerator, batch),
                compute);
    }

    private static List<Level> onArray(List<Cost> nests, Accelerator accelerator) {
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < accelerator.levels().size(); i++) {
            long words = 0;
            double energy = 0;
            for (Cost nest : nests) {
                Cost.LevelCost level = nest.levels().get(i);
                energy += level.energyPicojoules();
                for (Cost.Access access : level.tensors()) {
                    words += access.utilizedInstances() * (access.reads() + access.fills() + access.updates());
                }
            }
            levels.add(new Level(accelerator.levels().get(i).name(), words, energy));
        }
        return levels;
    }

    /** The vector unit streams from DRAM and back: DRAM's part is that of its words, the rest is the buffer's. */
    private static List<Level> beside(Node node, LayerCost cost, Accelerator accelerator, int batch) {
        boolean streams = cost.treatment() == Treatment.VECTOR_UNIT;
        long words = streams
                ? batch
                        * (node.inputShapes().stream()
                                        .mapToLong(Shape::elements)
                                        .sum()
                                + node.output().elements())
                : 0;
        List<Level> levels = new ArrayList<>();
        double dram = words
                / (double) accelerator.levels().get(0).blockWords()
                * accelerator.levels().get(0).energy().readPicojoules();
        double all = cost.energyPicojoules() * batch;
        boolean buffered = false;
        for (int i = 0; i < accelerator.levels().size(); i++) {
            boolean stores = i > 0 && accelerator.levels().get(i).capacityWords() > 0 && !buffered;
            buffered |= stores;
            double energy = i == 0 ? Math.min(all, dram) : stores ? Math.max(0, all - dram) : 0;
            levels.add(new Level(
                    accelerator.levels().get(i).name(), i == 0 ? words : stores ? 2 * words : 0, streams ? energy : 0));
        }
        return levels;
    }
}
