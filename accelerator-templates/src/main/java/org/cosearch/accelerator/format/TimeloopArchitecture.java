package org.cosearch.accelerator.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.ActionEnergy;
import org.cosearch.hardware.ComputeLevel;
import org.cosearch.hardware.Dataflow;
import org.cosearch.hardware.Mesh;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.yaml.YamlException;
import org.cosearch.yaml.YamlMap;
import org.cosearch.yaml.YamlNode;

/**
 * The reader of Timeloop architecture files of v0.2 to v0.4 with the key {@code subtree}, flattened or as a tree of
 * containers: storage outer to inner; the MACs lie below all of it, wherever they are listed.
 *
 * <p>Attributes that change what Timeloop counts and are not modelled, such as power gating, overbooking and named
 * networks, are refused unless they are off; so are attributes that nobody knows. Attributes that only an energy
 * estimator reads are passed over, as energies and areas come from tables.
 */
public final class TimeloopArchitecture {

    private static final Pattern STORAGE =
            Pattern.compile("dram|sram|regfile|smartbuffer|storage|register|_rf", Pattern.CASE_INSENSITIVE);
    private static final Pattern MACS = Pattern.compile("mac|compute|multiplier", Pattern.CASE_INSENSITIVE);

    private TimeloopArchitecture() {}

    /**
     * Reads the {@code architecture} of a file.
     *
     * @param tables energies and areas; a component without an entry costs nothing
     * @return an accelerator without constraints
     * @throws YamlException if the file is refused, or the tables name a component that it lacks
     */
    public static Accelerator read(YamlNode root, TimeloopTables tables) {
        YamlMap architecture = Sections.of(root, "architecture").map().only("version", "subtree");
        TimeloopTree tree = TimeloopTree.read(architecture);
        List<TimeloopTree.Component> components = tree.components();
        if (components.size() < 2) {
            throw architecture
                    .value("subtree")
                    .error("%d components, not storage and MACs.".formatted(components.size()));
        }

        List<TimeloopTree.Component> macs =
                components.stream().filter(TimeloopArchitecture::multiplies).toList();
        if (macs.size() != 1) {
            throw (macs.isEmpty() ? components.get(components.size() - 1) : macs.get(1))
                    .map()
                    .value("class")
                    .error(
                            "%d components are MACs, not one.".formatted(macs.size()),
                            "Maybe class: intmac for the one that multiplies.");
        }
        List<StorageLevel> levels = new ArrayList<>();
        for (TimeloopTree.Component component : components) {
            if (!multiplies(component)) {
                StorageLevel level = storage(component, tables);
                if (levels.stream().anyMatch(other -> other.name().equals(level.name()))) {
                    throw component
                            .map()
                            .value("name")
                            .error("two components have the name (%s).".formatted(level.name()));
                }
                levels.add(level);
            }
        }
        ComputeLevel compute = compute(macs.get(0), tables);

        List<String> names = new ArrayList<>();
        levels.forEach(level -> names.add(level.name()));
        names.add(compute.name());
        tables.refuseOthersThan(names);
        try {
            return new Accelerator(
                    tree.name(), tree.technology(macs.get(0)), tree.clockMegahertz(), levels, compute, Dataflow.FREE);
        } catch (IllegalArgumentException refusal) {
            throw architecture.error(String.valueOf(refusal.getMessage()));
        }
    }

    private static boolean multiplies(TimeloopTree.Component component) {
        String kind = component.map().value("class").text();
        return MACS.matcher(kind).find() && !STORAGE.matcher(kind).find();
    }

    private static StorageLevel storage(TimeloopTree.Component component, TimeloopTables tables) {
        ComponentName name = component.name();
        YamlMap map = component.map().value("attributes").map();
        YamlNode kind = component.map().value("class");
        if (!STORAGE.matcher(kind.text()).find()) {
            throw kind.error(
                    "class (%s) is neither storage nor MACs.".formatted(kind.text()),
                    "Maybe DRAM, SRAM, regfile, smartbuffer_SRAM, storage or intmac.");
        }
        TimeloopAttributes attributes = new TimeloopAttributes(map);
        attributes.refuseUnmodelled();
        boolean dummy = kind.text().equals("dummy_storage");
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

    private static ComputeLevel compute(TimeloopTree.Component component, TimeloopTables tables) {
        ComponentName name = component.name();
        YamlMap map = component.map().value("attributes").map();
        TimeloopAttributes attributes = new TimeloopAttributes(map);
        attributes.refuseUnmodelled();
        Mesh mesh = attributes.mesh(name.instances());
        double energy = tables.energy(name.name(), "random_compute", "mac_random", "compute")
                .orElse(0);
        return new ComputeLevel(name.name(), mesh, energy, tables.area(name.name()));
    }
}
