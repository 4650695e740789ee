package org.cosearch.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.cosearch.accelerator.schedule.Interconnect;
import org.cosearch.accelerator.schedule.LayerTask;
import org.cosearch.accelerator.schedule.NetworkJob;
import org.cosearch.accelerator.schedule.NetworkJobs;
import org.cosearch.accelerator.schedule.Placement;
import org.cosearch.accelerator.schedule.ScheduleProblem;
import org.cosearch.accelerator.schedule.Transfer;
import org.cosearch.accelerator.template.Technology;
import org.cosearch.config.ScheduleConfig.TabulatedLayer;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.NetworkCostModel;
import org.cosearch.workload.Network;
import org.cosearch.workload.json.NetworkJson;
import org.cosearch.workload.json.NetworkJsonException;
import org.cosearch.workload.zoo.KnownNetwork;
import org.cosearch.yaml.Nearest;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlException;
import org.cosearch.yaml.YamlNode;

/**
 * A schedule file that was read, with the files that it refers to.
 *
 * @param problem what is to be scheduled
 * @param clockMegahertz of the sub-accelerators, where the file says it
 */
public record ScheduleFile(ScheduleProblem problem, OptionalDouble clockMegahertz) {

    private static final String TECHNOLOGIES = "technologies";
    private static final String JSON = ".json";

    /**
     * Reads a schedule file, in YAML or JSON.
     *
     * @param costs what layers cost where the file does not say it
     * @throws YamlException at the first thing that is wrong in it or in a file that it refers to
     */
    public static ScheduleFile read(Path file, NetworkCostModel costs) {
        YamlNode tree = Yaml.read(file);
        ScheduleConfig config = tree.bind(ScheduleConfig.class);
        if (config instanceof ScheduleConfig.Table table) {
            return new ScheduleFile(problem(table, tree), OptionalDouble.empty());
        }
        return modelled((ScheduleConfig.Model) config, tree, ProjectFiles.of(file), costs);
    }

    private static ScheduleProblem problem(ScheduleConfig.Table table, YamlNode tree) {
        List<NetworkJob> jobs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < table.networks().size(); i++) {
            YamlNode node = tree.at("networks[%d]".formatted(i));
            ScheduleConfig.TabulatedNetwork network = table.networks().get(i);
            requireNew(network.name(), "networks", names, node);
            List<LayerTask> tasks = new ArrayList<>();
            for (int k = 0; k < network.layers().size(); k++) {
                YamlNode layer = node.at("layers[%d]".formatted(k));
                tasks.add(task(network.layers().get(k), tasks, table.subAccelerators(), layer));
            }
            jobs.add(node.make(() -> new NetworkJob(network.name(), tasks)));
        }
        return tree.make(() -> new ScheduleProblem(table.subAccelerators(), jobs));
    }

    private static void requireNew(String name, String what, Set<String> names, YamlNode node) {
        if (!names.add(name)) {
            throw node.at("name")
                    .error(
                            "two %s have the name (%s).".formatted(what, name),
                            "Maybe number them: %s-1, %s-2.".formatted(name, name));
        }
    }

    private static LayerTask task(TabulatedLayer layer, List<LayerTask> before, List<String> subs, YamlNode node) {
        for (String sub : layer.costs().keySet()) {
            if (!subs.contains(sub)) {
                throw node.at("costs")
                        .error(
                                "layer (%s) has costs on (%s), which is no sub-accelerator."
                                        .formatted(layer.name(), sub),
                                Nearest.advice(sub, subs));
            }
        }
        List<Placement> placements = new ArrayList<>();
        for (String sub : subs) {
            ScheduleConfig.LayerCosts costs = layer.costs().get(sub);
            placements.add(
                    costs == null
                            ? new Placement.CannotRun("%s is not among the costs.".formatted(sub))
                            : node.at("costs")
                                    .make(() -> new Placement.Runs(costs.cycles(), costs.energyPicojoules())));
        }
        return node.make(() -> new LayerTask(
                layer.name(),
                predecessors(layer, before, node),
                placements,
                new Transfer(layer.transfer().cycles(), layer.transfer().energyPicojoules()),
                layer.fused()));
    }

    private static List<Integer> predecessors(TabulatedLayer layer, List<LayerTask> before, YamlNode node) {
        if (layer.after().isEmpty()) {
            return before.isEmpty() ? List.of() : List.of(before.size() - 1);
        }
        List<String> names = before.stream().map(LayerTask::layer).toList();
        List<Integer> predecessors = new ArrayList<>();
        for (int i = 0; i < layer.after().get().size(); i++) {
            String name = layer.after().get().get(i);
            if (!names.contains(name)) {
                throw node.at("after[%d]".formatted(i))
                        .error(
                                "layer (%s) waits for (%s), which is no layer before it.".formatted(layer.name(), name),
                                Nearest.advice(name, names));
            }
            predecessors.add(names.indexOf(name));
        }
        return predecessors;
    }

    private static ScheduleFile modelled(
            ScheduleConfig.Model model, YamlNode tree, ProjectFiles files, NetworkCostModel costs) {
        List<Accelerator> subs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < model.subAccelerators().size(); i++) {
            YamlNode node = tree.at("sub_accelerators[%d]".formatted(i));
            ScheduleConfig.SubAccelerator sub = model.subAccelerators().get(i);
            requireNew(sub.name(), "sub-accelerators", names, node);
            subs.add(accelerator(sub, node, files));
        }
        List<Network> networks = new ArrayList<>();
        names.clear();
        for (int i = 0; i < model.networks().size(); i++) {
            YamlNode node = tree.at("networks[%d]".formatted(i));
            ScheduleConfig.ModelledNetwork network = model.networks().get(i);
            requireNew(network.name(), "networks", names, node);
            networks.add(new Network(
                    network.name(), network(node.at("network"), files).nodes()));
        }
        Interconnect interconnect = model.networkOnChip()
                .map(noc ->
                        Interconnect.networkOnChip(noc.wordsPerCycle(), noc.latencyCycles(), noc.picojoulesPerWord()))
                .orElse(Interconnect.sharedDram());
        ScheduleProblem problem = tree.make(() -> new NetworkJobs(costs, interconnect).problem(networks, subs));
        return new ScheduleFile(
                new ScheduleProblem(
                        model.subAccelerators().stream()
                                .map(ScheduleConfig.SubAccelerator::name)
                                .toList(),
                        problem.networks()),
                OptionalDouble.of(subs.get(0).clockMegahertz()));
    }

    private static Accelerator accelerator(ScheduleConfig.SubAccelerator sub, YamlNode node, ProjectFiles files) {
        TemplateFile template = TemplateFile.read(node.at("accelerator"), files);
        Technology technology = node.map()
                .find("technology")
                .filter(reference -> files.has(sub.technology(), TECHNOLOGIES)
                        || !Technology.builtIn().contains(sub.technology()))
                .map(reference -> Technology.read(files.file(reference, TECHNOLOGIES, Technology.builtIn())))
                .orElseGet(() -> Technology.named(sub.technology()));
        return node.make(() -> template.source().member(sub.set(), technology));
    }

    private static Network network(YamlNode reference, ProjectFiles files) {
        String text = reference.text();
        if (text.endsWith(JSON)) {
            Path file = files.data(reference);
            try {
                return NetworkJson.read(Files.readString(file), text);
            } catch (IOException unreadable) {
                throw reference.error("the file (%s) cannot be read.".formatted(text));
            } catch (NetworkJsonException refusal) {
                throw reference.error(String.valueOf(refusal.getMessage()));
            }
        }
        List<String> labels =
                Arrays.stream(KnownNetwork.values()).map(KnownNetwork::label).toList();
        if (!labels.contains(text)) {
            throw reference.error("there is no network named (%s).".formatted(text), Nearest.advice(text, labels));
        }
        return KnownNetwork.named(text).network();
    }
}
