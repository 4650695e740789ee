package org.cosearch.accelerator.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cosearch.yaml.YamlMap;
import org.cosearch.yaml.YamlNode;
import org.cosearch.yaml.YamlScalar;

/**
 * The tree of containers of a Timeloop architecture, laid flat.
 *
 * <p>Every container holds at most one other. The components of a container with a range, such as {@code PE[0..13]}, are
 * there once for each of its instances and for each instance of the containers around it.
 *
 * @param name of the outermost container
 * @param components outer to inner
 */
record TimeloopTree(String name, List<Component> components, List<YamlMap> containers) {

    /** What a container may say about the components inside it: nothing that the model counts by. */
    private static final List<String> CONTAINER_ATTRIBUTES = List.of(
            "technology",
            "global_cycle_seconds",
            "version",
            "has_power_gating",
            "power_gated_at",
            "latency",
            "action_latency_cycles");

    /** A component with the number of its instances in the whole accelerator. */
    record Component(ComponentName name, YamlMap map) {}

    static TimeloopTree read(YamlMap architecture) {
        List<Component> components = new ArrayList<>();
        List<YamlMap> containers = new ArrayList<>();
        Optional<YamlNode> subtree = Optional.of(architecture.value("subtree"));
        long instances = 1;
        while (subtree.isPresent()) {
            List<YamlNode> siblings = subtree.get().list().items();
            if (siblings.size() != 1) {
                throw subtree.get()
                        .error(
                                "%d containers side by side, not one.".formatted(siblings.size()),
                                "Maybe put one into the other: Timeloop's hierarchies are chains.");
            }
            YamlMap container = siblings.get(0).map().only("name", "attributes", "local", "subtree");
            container.find("attributes").ifPresent(TimeloopTree::checkAttributes);
            instances = times(container, ComponentName.read(container.value("name")), instances);
            if (container.find("local").isPresent()) {
                for (YamlNode local : container.value("local").list().items()) {
                    components.add(component(local, instances));
                }
            }
            containers.add(container);
            subtree = container.find("subtree");
        }
        return new TimeloopTree(
                ComponentName.read(containers.get(0).value("name")).name(), components, containers);
    }

    private static Component component(YamlNode node, long containers) {
        YamlMap map = node.map().only("name", "class", "subclass", "attributes", "required_actions", "enabled");
        map.find("enabled").filter(enabled -> !enabled.truth()).ifPresent(enabled -> {
            throw enabled.error("a component that is not enabled.", "Maybe leave the component out.");
        });
        ComponentName name = ComponentName.read(map.value("name"));
        return new Component(new ComponentName(name.name(), (int) times(map, name, containers)), map);
    }

    private static long times(YamlMap map, ComponentName name, long containers) {
        long instances = containers * name.instances();
        if (instances > Integer.MAX_VALUE) {
            throw map.value("name").error("%d instances are more than 2^31 - 1.".formatted(instances));
        }
        return instances;
    }

    private static void checkAttributes(YamlNode attributes) {
        for (YamlMap.Entry entry : attributes.map().entries()) {
            String key = entry.key().content();
            if (!CONTAINER_ATTRIBUTES.contains(key)) {
                throw entry.value()
                        .error(
                                "attribute (%s) of a container is not handed down.".formatted(key),
                                "Maybe give it to each component inside.");
            }
            if (key.equals("has_power_gating") && entry.value().truth()) {
                throw entry.value().error("has_power_gating is not modelled.", "Maybe set it to false.");
            }
        }
    }

    /** The technology of the innermost place that names one. */
    String technology(Component macs) {
        Optional<YamlNode> found = macs.map().value("attributes").map().find("technology");
        for (int i = containers.size() - 1; i >= 0 && found.isEmpty(); i--) {
            found = attribute(i, "technology");
        }
        return found.map(YamlNode::scalar).map(YamlScalar::content).orElse("unknown");
    }

    /** Of the cycle that the outermost container gives, or of a nanosecond. */
    double clockMegahertz() {
        return 1 / (attribute(0, "global_cycle_seconds").map(Numbers::aboveZero).orElse(1e-9) * 1e6);
    }

    private Optional<YamlNode> attribute(int container, String key) {
        return containers
                .get(container)
                .find("attributes")
                .flatMap(node -> node.map().find(key));
    }
}
