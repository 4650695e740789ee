package org.cosearch.accelerator.mapping;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Bandwidth;
import org.cosearch.hardware.Cost;
import org.cosearch.hardware.LayerCost;
import org.cosearch.hardware.LayerCost.Treatment;
import org.cosearch.hardware.Mapper;
import org.cosearch.hardware.NetworkCost;
import org.cosearch.hardware.NetworkCostModel;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.workload.Activation;
import org.cosearch.workload.BatchNorm;
import org.cosearch.workload.ClassToken;
import org.cosearch.workload.Concat;
import org.cosearch.workload.Dropout;
import org.cosearch.workload.Flatten;
import org.cosearch.workload.Input;
import org.cosearch.workload.Layer;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.Network;
import org.cosearch.workload.Node;
import org.cosearch.workload.Reshape;
import org.cosearch.workload.SelectToken;
import org.cosearch.workload.Shape;
import org.cosearch.workload.ToTokens;
import org.cosearch.workload.Zero;

/**
 * The cost of a network whose layers run one after the other, each with the mapping of a {@link Mapper}.
 *
 * <p>Between layers all activations go through DRAM: every layer reads its inputs from there and writes its outputs there,
 * even where they would fit on the chip.
 *
 * <p>Layers with loop nests run on the array. Activation functions, normalisations that fold into weights, dropout,
 * concatenations and changes of shape are part of the layers around them and cost nothing. All others (pooling, sums,
 * products, softmax, …) run on a vector unit beside the array: their words come from DRAM through the outermost memory on
 * the chip and go back the same way, as fast as those two let them; the unit's arithmetic costs no energy and is never the
 * limit.
 *
 * <p>Not counted: biases, and the softmax inside an attention layer.
 */
public final class LayerByLayerCostModel implements NetworkCostModel {

    private final Mapper mapper;
    private final Executor executor;

    /** A cost model that maps one layer after the other, in the calling thread, until one does not fit. */
    public LayerByLayerCostModel(Mapper mapper) {
        // what nobody has run, the caller runs when its turn comes
        this(mapper, task -> {});
    }

    /**
     * A cost model that maps layers side by side; its answers are the same.
     *
     * @param executor runs the mapper for layers ahead of the calling thread, which helps
     */
    public LayerByLayerCostModel(Mapper mapper, Executor executor) {
        this.mapper = mapper;
        this.executor = executor;
    }

    /**
     * {@inheritDoc}
     *
     * @throws CancellationException if the calling thread is interrupted; it stays so
     */
    @Override
    public NetworkCost cost(Network network, Accelerator accelerator) {
        List<FutureTask<Mapper.Result>> mappings = new ArrayList<>();
        for (Node node : network.nodes()) {
            for (LoopNest nest : node.nests()) {
                mappings.add(new FutureTask<>(() -> mapper.map(nest, accelerator)));
            }
        }
        try {
            mappings.forEach(executor::execute);
            return cost(network, accelerator, mappings.iterator());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("The costing of a network was interrupted.");
            cancelled.initCause(interrupted);
            throw cancelled;
        } finally {
            mappings.forEach(mapping -> mapping.cancel(true));
        }
    }

    /** @param mappings of all nests in order */
    private static NetworkCost cost(
            Network network, Accelerator accelerator, Iterator<FutureTask<Mapper.Result>> mappings)
            throws InterruptedException {
        List<LayerCost> layers = new ArrayList<>();
        for (Node node : network.nodes()) {
            int nests = node.nests().size();
            if (nests == 0) {
                layers.add(isFused(node.layer()) ? fused(node) : streamed(node, accelerator));
                continue;
            }
            List<Cost> costs = new ArrayList<>();
            for (int i = 0; i < nests; i++) {
                Mapper.Result result = result(mappings.next());
                if (result instanceof Mapper.Mapped mapped) {
                    costs.add(mapped.cost());
                } else if (result instanceof Mapper.Unmappable unmappable) {
                    return new NetworkCost.DoesNotFit(node.name(), unmappable.reason());
                }
            }
            layers.add(onArray(node, costs, accelerator));
        }
        return new NetworkCost.Costed(layers, accelerator.clockMegahertz(), accelerator.areaSquareMicrometers() * 1e-6);
    }

    private static Mapper.Result result(FutureTask<Mapper.Result> mapping) throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
        mapping.run();
        try {
            return mapping.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw new AssertionError("mappers throw no checked exception", failed);
        }
    }

    /** Whether a layer is applied to words that another layer writes anyway, or changes their shape alone. */
    private static boolean isFused(Layer layer) {
        return layer instanceof Activation
                || layer instanceof BatchNorm
                || layer instanceof Dropout
                || layer instanceof Input
                || layer instanceof Flatten
                || layer instanceof Concat
                || layer instanceof Zero
                || layer instanceof Reshape
                || layer instanceof ToTokens
                || layer instanceof ClassToken
                || layer instanceof SelectToken;
    }

    private static LayerCost fused(Node node) {
        return new LayerCost(node.name(), node.layer().kind(), Treatment.FUSED, node.macs(), 0, 0, 0, "nothing");
    }

    private static LayerCost onArray(Node node, List<Cost> costs, Accelerator accelerator) {
        long cycles = 0;
        double energy = 0;
        Cost longest = costs.get(0);
        for (Cost cost : costs) {
            cycles += cost.cycles();
            energy += cost.energyPicojoules();
            longest = cost.cycles() > longest.cycles() ? cost : longest;
        }
        // of the layer's own multiply-accumulates: those that rounding adds are no use
        double utilization = (double) node.macs() / accelerator.compute().mesh().instances() / cycles;
        return new LayerCost(
                node.name(),
                node.layer().kind(),
                Treatment.ARRAY,
                node.macs(),
                cycles,
                energy,
                utilization,
                longest.boundBy());
    }

    private static LayerCost streamed(Node node, Accelerator accelerator) {
        long in = node.inputShapes().stream().mapToLong(Shape::elements).sum();
        long out = node.output().elements();
        StorageLevel dram = accelerator.levels().get(0);
        StorageLevel buffer = onChip(accelerator);
        // everything passes both, in on one side and out on the other
        double dramCycles = cycles(dram.bandwidth(), in, out);
        double bufferCycles = buffer.equals(dram) ? 0 : cycles(buffer.bandwidth(), in + out, in + out);
        long cycles = Math.max(1, (long) Math.ceil(Math.max(dramCycles, bufferCycles)));
        double energy = energy(dram, in, out, cycles);
        if (!buffer.equals(dram)) {
            energy += energy(buffer, in + out, in + out, cycles);
        }
        String bound = dramCycles >= bufferCycles ? dram.name() : buffer.name();
        return new LayerCost(
                node.name(), node.layer().kind(), Treatment.VECTOR_UNIT, node.macs(), cycles, energy, 0, bound);
    }

    private static double cycles(Bandwidth bandwidth, long reads, long writes) {
        return Math.max(
                (reads + writes) / bandwidth.sharedWordsPerCycle(),
                Math.max(reads / bandwidth.readWordsPerCycle(), writes / bandwidth.writeWordsPerCycle()));
    }

    private static double energy(StorageLevel level, long reads, long writes, long cycles) {
        return blocks(reads, level) * level.energy().readPicojoules()
                + blocks(writes, level) * level.energy().writePicojoules()
                + level.energy().leakPicojoules() * cycles;
    }

    private static long blocks(long words, StorageLevel level) {
        return (words + level.blockWords() - 1) / level.blockWords();
    }

    /** The outermost level inside DRAM that stores something, or DRAM if there is none. */
    private static StorageLevel onChip(Accelerator accelerator) {
        for (StorageLevel level :
                accelerator.levels().subList(1, accelerator.levels().size())) {
            if (level.capacityWords() > 0) {
                return level;
            }
        }
        return accelerator.levels().get(0);
    }
}
