package org.cosearch.accelerator.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.ActionEnergy;
import org.cosearch.hardware.ComputeLevel;
import org.cosearch.hardware.Dataflow;
import org.cosearch.hardware.Mesh;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.yaml.YamlException;
import org.cosearch.yaml.YamlMap;
import org.cosearch.yaml.YamlNode;
import org.cosearch.yaml.YamlScalar;

/**
 * The reader of flattened Timeloop v0.4 architecture files: components listed outer to inner, storage first, the MACs
 * last.
 *
 * <p>Attributes that change what Timeloop counts and are not modelled, such as power gating, overbooking and named
 * networks, are refused unless they are off; so are attributes that nobody knows. Attributes that only an energy
 * estimator reads are passed over, as energies and areas come from tables.
 */
public final class TimeloopArchitecture {

    private TimeloopArchitecture() {}

    /**
     * Reads the {@code architecture} of a file.
     *
     * @param tables energies and areas; a component without an entry costs nothing
     * @return an accelerator without constraints
     * @throws YamlException if the file is refused, or the tables name a component that it lacks
     */
    public static Accelerator read(YamlNode root, TimeloopTables tables) {
        YamlMap architecture = root.map().value("architecture").map().only("version", "subtree");
        List<YamlNode> subtree = architecture.value("subtree").list().items();
        if (subtree.size() != 1) {
            throw architecture.value("subtree").error("%d subtrees, not one.".formatted(subtree.size()), nesting());
        }
        YamlMap system = subtree.get(0).map();
        system.find("subtree").ifPresent(nested -> {
            throw nested.error("nested subtrees are not read.", nesting());
        });
        system.only("name", "attributes", "local");
        List<YamlNode> components = system.value("local").list().items();
        if (components.size() < 2) {
            throw system.value("local").error("%d components, not storage and MACs.".formatted(components.size()));
        }

        List<StorageLevel> levels = new ArrayList<>();
        for (YamlNode component : components.subList(0, components.size() - 1)) {
            levels.add(storage(component(component), tables));
        }
        YamlMap last = component(components.get(components.size() - 1));
        ComputeLevel compute = compute(last, tables);

        List<String> names = new ArrayList<>();
        levels.forEach(level -> names.add(level.name()));
        names.add(compute.name());
        tables.refuseOthersThan(names);
        try {
            return new Accelerator(
                    system.value("name").text(),
                    technology(last),
                    clockMegahertz(system),
                    levels,
                    compute,
                    Dataflow.FREE);
        } catch (IllegalArgumentException refusal) {
            throw system.error(String.valueOf(refusal.getMessage()));
        }
    }

    private static String nesting() {
        return "Maybe flatten the architecture with Accelergy first.";
    }

    private static YamlMap component(YamlNode node) {
        return node.map().only("name", "class", "subclass", "attributes", "required_actions", "enabled");
    }

    private static StorageLevel storage(YamlMap component, TimeloopTables tables) {
        ComponentName name = ComponentName.read(component.value("name"));
        YamlMap map = component.value("attributes").map();
        TimeloopAttributes attributes = new TimeloopAttributes(map);
        attributes.refuseUnmodelled();
        boolean dummy = component.value("class").text().equals("dummy_storage");
        int wordBits = attributes.wordBits();
        int clusterSize = attributes.clusterSize();
        int block = attributes.blockWords(wordBits, clusterSize);
        try {
            return new StorageLevel(
                    name.name(),
                    attributes.mesh(name.instances()),
                    attributes.capacityWords(block, wordBits),
                    attributes.number(1, "multiple_buffering", "multiple-buffering"),
                    attributes.number(0, "min_utilization", "min-utilization"),
                    wordBits,
                    block,
                    clusterSize,
                    attributes.bandwidth(),
                    energy(name.name(), tables),
                    dummy ? 0 : tables.area(name.name()));
        } catch (IllegalArgumentException refusal) {
            throw map.error(String.valueOf(refusal.getMessage()));
        }
    }

    private static ActionEnergy energy(String name, TimeloopTables tables) {
        return new ActionEnergy(
                tables.energy(name, "random_read", "read").orElse(0),
                tables.energy(name, "random_fill", "write").orElse(0),
                tables.energy(name, "random_update", "update", "write").orElse(0),
                tables.energy(name, "leak").orElse(0));
    }

    private static ComputeLevel compute(YamlMap component, TimeloopTables tables) {
        ComponentName name = ComponentName.read(component.value("name"));
        YamlMap map = component.value("attributes").map();
        if (map.find("depth").isPresent() || map.find("entries").isPresent()) {
            throw component.value("name").error("component (%s) is the innermost and stores.".formatted(name.name()));
        }
        TimeloopAttributes attributes = new TimeloopAttributes(map);
        attributes.refuseUnmodelled();
        Mesh mesh = attributes.mesh(name.instances());
        double energy = tables.energy(name.name(), "random_compute", "mac_random", "compute")
                .orElse(0);
        return new ComputeLevel(name.name(), mesh, energy, tables.area(name.name()));
    }

    private static String technology(YamlMap component) {
        return component
                .value("attributes")
                .map()
                .find("technology")
                .map(YamlNode::scalar)
                .map(YamlScalar::content)
                .orElse("unknown");
    }

    private static double clockMegahertz(YamlMap system) {
        Optional<YamlNode> seconds =
                system.find("attributes").flatMap(node -> node.map().find("global_cycle_seconds"));
        return 1 / (seconds.map(Numbers::aboveZero).orElse(1e-9) * 1e6);
    }
}
