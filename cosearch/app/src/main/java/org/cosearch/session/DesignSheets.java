package org.cosearch.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.cosearch.codesign.Design;
import org.cosearch.config.AccuracyConfig;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Trial;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.ChipCostModel;
import org.cosearch.hardware.LayerCost;
import org.cosearch.hardware.LevelConstraint;
import org.cosearch.hardware.NetworkCostModel;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.report.DesignSheet;
import org.cosearch.report.Fact;
import org.cosearch.workload.Network;
import org.cosearch.workload.Node;
import org.cosearch.workload.Shape;
import org.cosearch.workload.json.NetworkJson;

/** What a report tells of single designs: their layers, their accelerator, their trainings. */
record DesignSheets(
        Blueprint blueprint,
        NetworkCostModel costs,
        ChipCostModel chipCosts,
        Map<String, TrainingLog.Entry> trainings) {

    DesignSheet of(Trial trial) {
        Design design = blueprint.codec().decode(trial.genome());
        DesignSchedule schedule = DesignSchedule.of(design, chipCosts);
        List<String> chip = design.chip().names();
        List<DesignSheet.NetworkSheet> networks = new ArrayList<>();
        List<DesignSheet.TrainingSheet> trained = new ArrayList<>();
        for (int i = 0; i < design.networks().size(); i++) {
            Blueprint.Task task = blueprint.tasks().get(i);
            Network network = design.networks().get(i);
            networks.add(network(task.name(), i, schedule));
            TrainingLog.Entry entry = trainings.get(task.name() + ":" + NetworkJson.fingerprint(network));
            if (entry != null && task.accuracy() instanceof AccuracyConfig.Training recipe) {
                trained.add(training(task, recipe, entry));
            }
        }
        List<DesignSheet.AcceleratorSheet> accelerators = new ArrayList<>();
        for (int i = 0; i < chip.size(); i++) {
            accelerators.add(
                    accelerator(chip.get(i), design.chip().subAccelerators().get(i)));
        }
        return new DesignSheet(trial.id(), networks, accelerators, schedule.chart(blueprint.taskNames()), trained);
    }

    private DesignSheet.NetworkSheet network(String task, int place, DesignSchedule schedule) {
        Network network = schedule.design().networks().get(place);
        List<DesignSheet.LayerRow> rows = new ArrayList<>();
        for (DesignSchedule.Placed placed : schedule.layers(place, costs)) {
            LayerCost layer = placed.cost();
            Node node = network.node(layer.layer());
            rows.add(new DesignSheet.LayerRow(
                    layer.layer(),
                    layer.kind(),
                    node.inputShapes().stream().map(DesignSheets::shown).collect(Collectors.joining(", ")),
                    shown(node.output()),
                    node.parameters(),
                    layer.macs(),
                    layer.cycles(),
                    layer.cycles() / (schedule.design().chip().clockMegahertz() * 1e3),
                    layer.energyPicojoules() * 1e-9,
                    layer.utilization(),
                    layer.boundBy(),
                    placed.subAccelerator(),
                    shown(layer.treatment())));
        }
        double energyMillijoules = rows.stream()
                .mapToDouble(DesignSheet.LayerRow::energyMillijoules)
                .sum();
        return new DesignSheet.NetworkSheet(
                task,
                rows,
                Scores.of(
                        Figure.of(Metric.LATENCY_MS, schedule.cost().latencyMs(place), Origin.SIMULATED),
                        Figure.of(Metric.ENERGY_MJ, energyMillijoules, Origin.SIMULATED),
                        Figure.of(Metric.PARAMETERS_M, network.parameters() * 1e-6, Origin.COUNTED),
                        Figure.of(Metric.MACS_M, network.macs() * 1e-6, Origin.COUNTED)));
    }

    private static String shown(Shape shape) {
        return shape.dimensions().stream().map(String::valueOf).collect(Collectors.joining("×"));
    }

    private static String shown(LayerCost.Treatment treatment) {
        return switch (treatment) {
            case ARRAY -> "simulated: mapped to the array";
            case VECTOR_UNIT -> "simulated: vector unit";
            case FUSED -> "fused: no cost of its own";
        };
    }

    private static DesignSheet.AcceleratorSheet accelerator(String name, Accelerator accelerator) {
        return new DesignSheet.AcceleratorSheet(
                name,
                List.of(
                        new Fact(
                                "PEs",
                                "%d × %d"
                                        .formatted(
                                                accelerator.compute().mesh().x(),
                                                accelerator.compute().mesh().y())),
                        new Fact("clock", "%s MHz".formatted(plain(accelerator.clockMegahertz()))),
                        new Fact("technology", accelerator.technology())),
                accelerator.levels().stream()
                        .map(level -> level(accelerator, level))
                        .toList(),
                accelerator.areaSquareMicrometers() * 1e-6);
    }

    private static DesignSheet.LevelRow level(Accelerator accelerator, StorageLevel level) {
        double bandwidth = level.bandwidth().readWordsPerCycle();
        return new DesignSheet.LevelRow(
                level.name(),
                holds(accelerator, level),
                level.mesh().instances(),
                level.unbounded()
                        ? OptionalLong.empty()
                        : OptionalLong.of(level.capacityWords() * level.wordBits() / 8),
                Double.isInfinite(bandwidth)
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(bandwidth * level.wordBits() / 8),
                level.unbounded()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(
                                level.areaSquareMicrometers() * level.mesh().instances() * 1e-6),
                level.wordBits(),
                level.energy().readPicojoules() / level.blockWords(),
                level.energy().writePicojoules() / level.blockWords());
    }

    private static String holds(Accelerator accelerator, StorageLevel level) {
        for (LevelConstraint constraint : accelerator.dataflow().levels()) {
            if (constraint.level().equals(level.name())) {
                return constraint.keep().stream()
                        .sorted()
                        .map(role -> role.label().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
            }
        }
        return "any";
    }

    private static DesignSheet.TrainingSheet training(
            Blueprint.Task task, AccuracyConfig.Training recipe, TrainingLog.Entry entry) {
        long images = Math.round(entry.imagesPerSecond() * entry.seconds());
        return new DesignSheet.TrainingSheet(
                task.name(),
                "%s, scored by the %s"
                        .formatted(
                                task.data().dataset().label(),
                                task.data().dataset().accuracy()),
                recipe.epochs(),
                images,
                entry.seconds(),
                List.of(new DesignSheet.EpochPoint(recipe.epochs(), entry.finalLoss(), entry.accuracyPercent())));
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
