package org.cosearch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.cosearch.accelerator.breakdown.BreakdownModel;
import org.cosearch.accelerator.breakdown.NetworkBreakdown;
import org.cosearch.accelerator.breakdown.NetworkBreakdown.Layer;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.mapping.BoundedMapper;
import org.cosearch.accelerator.mapping.MappingGoal;
import org.cosearch.accelerator.mapping.TilingMapper;
import org.cosearch.accelerator.systolic.SystolicCost;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.LayerCost.Treatment;
import org.cosearch.hardware.Mapper;
import org.cosearch.workload.Network;
import org.cosearch.yaml.Nearest;

/** {@code accelerator evaluate --network}: what a whole network costs, layer by layer. */
final class NetworkEvaluation {

    private static final String BETWEEN_LAYERS =
            "Every layer reads its inputs from DRAM and writes its outputs there, whatever fits on the chip.";

    private final NetworkOptions options;
    private final InputCounts counts;

    NetworkEvaluation(NetworkOptions options, InputCounts counts) {
        this.options = options;
        this.counts = counts;
    }

    /** Prints the breakdown; returns the exit code. */
    int print(Accelerator accelerator, boolean json, PrintWriter out) throws IOException {
        Network network = options.read();
        Predicate<Layer> chosen = chosen(network);
        BreakdownModel.Result result = new BreakdownModel(mapper()).of(network, accelerator, options.batchSize);
        if (result instanceof BreakdownModel.DoesNotFit misfit) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("fits", false);
            object.put("layer", misfit.layer());
            object.put("reason", misfit.reason());
            out.println(
                    json
                            ? Json.of(object)
                            : "Layer %s does not fit %s: %s"
                                    .formatted(misfit.layer(), accelerator.name(), misfit.reason()));
            return ExitCode.DOES_NOT_FIT;
        }
        NetworkBreakdown all = ((BreakdownModel.Broken) result).breakdown();
        NetworkBreakdown breakdown = all.only(chosen);
        if (json) {
            out.println(Json.of(described(breakdown)));
        } else {
            table(breakdown, all.layers().size() - breakdown.layers().size(), out);
        }
        return ExitCode.OK;
    }

    private Mapper mapper() {
        if (options.steps.isEmpty()) {
            return SystolicCost.of(new TilingMapper(counts));
        }
        BoundedMapper bounded = new BoundedMapper(counts, MappingGoal.EDP, options.steps.get());
        TilingMapper tiling = new TilingMapper(counts);
        return SystolicCost.of((nest, chip) -> better(bounded.map(nest, chip, () -> false), tiling.map(nest, chip)));
    }

    /** The mapping of the lower energy-delay product: the search keeps to perfect factors, the fast mapper does not. */
    private static Mapper.Result better(BoundedMapper.Answer searched, Mapper.Result fast) {
        if (!(searched instanceof BoundedMapper.Found found)) {
            return fast;
        }
        return fast instanceof Mapper.Mapped mapped
                        && mapped.cost().energyDelayJouleCycles()
                                < found.mapped().cost().energyDelayJouleCycles()
                ? fast
                : found.mapped();
    }

    private Predicate<Layer> chosen(Network network) {
        Set<String> kinds = new LinkedHashSet<>();
        network.nodes().forEach(node -> kinds.add(node.layer().kind()));
        for (String kind : options.only) {
            if (!kinds.contains(kind)) {
                throw new IllegalArgumentException("%s has no layer of kind (%s).%n%s"
                        .formatted(network.name(), kind, Nearest.advice(kind, kinds)));
            }
        }
        return layer -> options.only.isEmpty() || options.only.contains(layer.kind());
    }

    private static void table(NetworkBreakdown breakdown, int leftOut, PrintWriter out) {
        Table table = new Table(
                List.of("layer", "kind", "runs on", "MACs", "cycles", "energy uJ", "util %", "DRAM words", "bound by"),
                List.of(3, 4, 5, 6, 7));
        for (Layer layer : breakdown.layers()) {
            table.add(
                    layer.name(),
                    layer.kind(),
                    name(layer.treatment()),
                    layer.macs(),
                    layer.cycles(),
                    String.format(Locale.ROOT, "%,.2f", layer.energyPicojoules() * 1e-6),
                    layer.treatment() == Treatment.ARRAY
                            ? String.format(Locale.ROOT, "%.1f", 100 * layer.utilization())
                            : "",
                    layer.dramWords(),
                    layer.boundBy());
        }
        table.print(out);
        out.println();
        out.printf(
                "%s on %s, batch of %d%n",
                breakdown.network(), breakdown.accelerator().name(), breakdown.batch());
        for (Treatment treatment : Treatment.values()) {
            List<String> layers = breakdown.layers().stream()
                    .filter(layer -> layer.treatment() == treatment)
                    .map(Layer::name)
                    .toList();
            out.printf("  %-24s %d layers%n", name(treatment), layers.size());
        }
        if (leftOut > 0) {
            out.printf("  %-24s %d layers, not of the kinds asked for%n", "left out", leftOut);
        }
        out.printf(Locale.ROOT, "  %-24s %,d%n", "MACs", breakdown.macs());
        out.printf(Locale.ROOT, "  %-24s %,.4f ms, %,d cycles%n", "latency", breakdown.latencyMs(), breakdown.cycles());
        out.printf(Locale.ROOT, "  %-24s %,.2f inferences/s%n", "throughput", breakdown.inferencesPerSecond());
        out.printf(Locale.ROOT, "  %-24s %,.4f mJ%n", "energy", breakdown.energyMillijoules());
        breakdown
                .energyMillijoulesByPart()
                .forEach((part, energy) -> out.printf(Locale.ROOT, "    %-22s %,.4f mJ%n", part, energy));
        out.printf(Locale.ROOT, "  %-24s %,.1f mW%n", "power without DRAM", breakdown.onChipPowerMilliwatts());
        out.printf(Locale.ROOT, "  %-24s %.5f%n", "DRAM words per MAC", breakdown.dramWordsPerMac());
        out.println();
        out.println(BETWEEN_LAYERS);
        out.println("Beside the array, words stream through the buffer at its bandwidth; arithmetic there is free.");
        out.println("Fused layers are part of the ones around them and cost nothing.");
    }

    private static String name(Treatment treatment) {
        return switch (treatment) {
            case ARRAY -> "array";
            case VECTOR_UNIT -> "vector unit";
            case FUSED -> "fused (free)";
        };
    }

    private static Map<String, Object> described(NetworkBreakdown breakdown) {
        List<Object> layers = new ArrayList<>();
        for (Layer layer : breakdown.layers()) {
            List<Object> levels = new ArrayList<>();
            for (NetworkBreakdown.Level level : layer.levels()) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("name", level.name());
                entry.put("words", level.words());
                entry.put("energy_pj", level.energyPicojoules());
                levels.add(entry);
            }
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("name", layer.name());
            object.put("kind", layer.kind());
            object.put("runs_on", name(layer.treatment()));
            object.put("macs", layer.macs());
            object.put("cycles", layer.cycles());
            object.put("utilization_percent", 100 * layer.utilization());
            object.put("bound_by", layer.boundBy());
            object.put("energy_pj", layer.energyPicojoules());
            object.put("compute_pj", layer.computePicojoules());
            object.put("levels", levels);
            layers.add(object);
        }
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("network", breakdown.network());
        described.put("accelerator", breakdown.accelerator().name());
        described.put("batch", breakdown.batch());
        described.put("between_layers", BETWEEN_LAYERS);
        described.put("macs", breakdown.macs());
        described.put("cycles", breakdown.cycles());
        described.put("latency_ms", breakdown.latencyMs());
        described.put("inferences_per_second", breakdown.inferencesPerSecond());
        described.put("energy_mj", breakdown.energyMillijoules());
        described.put("energy_mj_by_part", breakdown.energyMillijoulesByPart());
        described.put("power_without_dram_mw", breakdown.onChipPowerMilliwatts());
        described.put("dram_words_per_mac", breakdown.dramWordsPerMac());
        described.put("area_mm2", breakdown.accelerator().areaSquareMicrometers() * 1e-6);
        described.put("layers", layers);
        return described;
    }
}
