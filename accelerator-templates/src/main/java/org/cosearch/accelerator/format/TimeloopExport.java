package org.cosearch.accelerator.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.LevelConstraint;
import org.cosearch.hardware.LevelConstraint.Loops;
import org.cosearch.hardware.Mapping;
import org.cosearch.hardware.Mapping.Loop;
import org.cosearch.hardware.Mesh;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Dimension;
import org.cosearch.workload.LoopNest.Operand;
import org.cosearch.workload.LoopNest.Role;
import org.cosearch.workload.LoopNest.Term;
import org.cosearch.yaml.Yaml;

/** The writer of Timeloop v0.4 files. What it writes, the readers of this package read back as it was. */
public final class TimeloopExport {

    private static final String VERSION = "0.4";
    private static final String SYSTEM = "system";
    /** Names that Timeloop's layer shapes give to the coefficients of a convolution's inputs. */
    private static final Map<String, String> COEFFICIENTS =
            Map.of("P", "Wstride", "R", "Wdilation", "Q", "Hstride", "S", "Hdilation");

    private TimeloopExport() {}

    /** The architecture file. */
    public static String architecture(Accelerator accelerator) {
        List<Object> components = new ArrayList<>();
        for (StorageLevel level : accelerator.levels()) {
            Map<String, Object> attributes = new LinkedHashMap<>();
            if (level.capacityWords() % level.blockWords() == 0 && !level.unbounded()) {
                attributes.put("depth", level.capacityWords() / level.blockWords());
            } else if (!level.unbounded()) {
                attributes.put("entries", level.capacityWords());
            }
            attributes.put("width", (long) level.wordBits() * level.blockWords() * level.clusterSize());
            attributes.put("datawidth", level.wordBits());
            attributes.put("cluster_size", level.clusterSize());
            attributes.put("multiple_buffering", level.multipleBuffering());
            attributes.put("min_utilization", level.minUtilization());
            putFinite(attributes, "read_bandwidth", level.bandwidth().readWordsPerCycle());
            putFinite(attributes, "write_bandwidth", level.bandwidth().writeWordsPerCycle());
            putFinite(attributes, "shared_bandwidth", level.bandwidth().sharedWordsPerCycle());
            components.add(component(
                    level.name(),
                    level.mesh(),
                    level.unbounded() ? "DRAM" : level.capacityWords() == 0 ? "dummy_storage" : "smartbuffer_SRAM",
                    attributes));
        }
        Map<String, Object> mac = new LinkedHashMap<>();
        mac.put("technology", accelerator.technology());
        components.add(
                component(accelerator.compute().name(), accelerator.compute().mesh(), "intmac", mac));

        Map<String, Object> system = new LinkedHashMap<>();
        system.put("name", accelerator.name());
        system.put("attributes", Map.of("global_cycle_seconds", 1 / (accelerator.clockMegahertz() * 1e6)));
        system.put("local", components);
        return root("architecture", "subtree", List.of(system));
    }

    private static Map<String, Object> component(String name, Mesh mesh, String kind, Map<String, Object> attributes) {
        attributes.put("meshX", mesh.x());
        attributes.put("meshY", mesh.y());
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("name", ranged(name, mesh));
        component.put("class", kind);
        component.put("attributes", attributes);
        return component;
    }

    private static void putFinite(Map<String, Object> attributes, String key, double value) {
        if (!Double.isInfinite(value)) {
            attributes.put(key, value);
        }
    }

    private static String ranged(String name, Mesh mesh) {
        return "%s[1..%d]".formatted(name, mesh.instances());
    }

    private static String root(String name, String list, List<?> items) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("version", VERSION);
        content.put(list, items);
        return Yaml.write(Map.of(name, content));
    }

    /** The energy table (ERT). */
    public static String energies(Accelerator accelerator) {
        List<Object> tables = new ArrayList<>();
        for (StorageLevel level : accelerator.levels()) {
            Map<String, Double> actions = new LinkedHashMap<>();
            actions.put("read", level.energy().readPicojoules());
            actions.put("write", level.energy().writePicojoules());
            actions.put("update", level.energy().updatePicojoules());
            actions.put("leak", level.energy().leakPicojoules());
            tables.add(energies(ranged(level.name(), level.mesh()), actions));
        }
        tables.add(energies(
                ranged(accelerator.compute().name(), accelerator.compute().mesh()),
                Map.of("compute", accelerator.compute().macPicojoules())));
        return root("ERT", "tables", tables);
    }

    private static Map<String, Object> energies(String name, Map<String, Double> picojoules) {
        List<Object> actions = new ArrayList<>();
        picojoules.forEach((action, energy) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", action);
            entry.put("arguments", Map.of());
            entry.put("energy", energy);
            actions.add(entry);
        });
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("name", SYSTEM + "." + name);
        table.put("actions", actions);
        return table;
    }

    /** The area table (ART). */
    public static String areas(Accelerator accelerator) {
        List<Object> tables = new ArrayList<>();
        accelerator
                .levels()
                .forEach(level -> tables.add(area(ranged(level.name(), level.mesh()), level.areaSquareMicrometers())));
        tables.add(area(
                ranged(accelerator.compute().name(), accelerator.compute().mesh()),
                accelerator.compute().areaSquareMicrometers()));
        return root("ART", "tables", tables);
    }

    private static Map<String, Object> area(String name, double squareMicrometers) {
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("name", SYSTEM + "." + name);
        table.put("area", squareMicrometers);
        return table;
    }

    /** The problem file. */
    public static String problem(LoopNest nest) {
        Map<String, Object> instance = new LinkedHashMap<>();
        nest.dimensions().forEach(dimension -> instance.put(dimension.name(), dimension.bound()));
        List<Object> coefficients = new ArrayList<>();
        List<Object> spaces = new ArrayList<>();
        for (Operand operand : nest.operands()) {
            List<Object> projection = new ArrayList<>();
            for (LoopNest.Axis axis : operand.axes()) {
                List<Object> terms = new ArrayList<>();
                for (Term term : axis.terms()) {
                    String name = nest.dimensions().get(term.dimension()).name();
                    if (axis.terms().size() == 1 && term.coefficient() == 1) {
                        terms.add(List.of(name));
                        continue;
                    }
                    String coefficient = COEFFICIENTS.getOrDefault(name, name + "step");
                    instance.put(coefficient, term.coefficient());
                    Map<String, Object> declared = new LinkedHashMap<>();
                    declared.put("name", coefficient);
                    declared.put("default", 1);
                    if (!coefficients.contains(declared)) {
                        coefficients.add(declared);
                    }
                    terms.add(List.of(name, coefficient));
                }
                projection.add(terms);
            }
            Map<String, Object> space = new LinkedHashMap<>();
            space.put("name", operand.role().label());
            space.put("projection", projection);
            space.put("read_write", operand.role() == Role.OUTPUTS);
            spaces.add(space);
        }
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("name", "nest");
        shape.put("dimensions", names(nest));
        shape.put("coefficients", coefficients);
        shape.put("data_spaces", spaces);
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("version", VERSION);
        problem.put("shape", shape);
        problem.put("instance", instance);
        return Yaml.write(Map.of("problem", problem));
    }

    /**
     * The mapping file.
     *
     * @throws IllegalArgumentException if a level has two loops of one kind over one dimension, which the format cannot say
     */
    public static String mapping(Mapping mapping, LoopNest nest, Accelerator accelerator) {
        List<Object> entries = new ArrayList<>();
        for (int level = mapping.levels().size() - 1; level >= 0; level--) {
            Mapping.Level part = mapping.levels().get(level);
            Map<String, Object> kept = entry(part.name(), "datatype");
            kept.put("keep", labels(part, true));
            kept.put("bypass", labels(part, false));
            entries.add(kept);
            if (accelerator.fanOut(level).instances() > 1) {
                List<Loop> across = innerFirst(part.spatialX());
                Map<String, Object> spatial = entry(part.name(), "spatial");
                int split = across.size();
                across.addAll(innerFirst(part.spatialY()));
                spatial.put("factors", factors(part.name(), across, nest));
                spatial.put("permutation", permutation(across, nest));
                spatial.put("split", part.spatialY().isEmpty() ? names(nest).size() : split);
                entries.add(spatial);
            }
            List<Loop> inTime = innerFirst(part.temporal());
            Map<String, Object> temporal = entry(part.name(), "temporal");
            temporal.put("factors", factors(part.name(), inTime, nest));
            temporal.put("permutation", permutation(inTime, nest));
            entries.add(temporal);
        }
        return Yaml.write(Map.of("mapping", entries));
    }

    /** The constraints file of an accelerator's dataflow. */
    public static String constraints(Accelerator accelerator) {
        List<Object> targets = new ArrayList<>();
        for (LevelConstraint constraint : accelerator.dataflow().levels()) {
            if (!constraint.temporal().equals(Loops.FREE)) {
                targets.add(loops(constraint.level(), "temporal", constraint.temporal()));
            }
            if (!constraint.spatial().equals(Loops.FREE) || constraint.split().isPresent()) {
                Map<String, Object> spatial = loops(constraint.level(), "spatial", constraint.spatial());
                constraint.split().ifPresent(split -> spatial.put("split", split));
                targets.add(spatial);
            }
            if (!constraint.keep().isEmpty() || !constraint.bypass().isEmpty()) {
                Map<String, Object> kept = entry(constraint.level(), "datatype");
                kept.put(
                        "keep",
                        constraint.keep().stream().map(Role::label).sorted().toList());
                kept.put(
                        "bypass",
                        constraint.bypass().stream().map(Role::label).sorted().toList());
                targets.add(kept);
            }
        }
        if (accelerator.dataflow().minParallelism() > 0) {
            int innermost = accelerator.levels().size() - 1;
            Map<String, Object> parallelism =
                    entry(accelerator.levels().get(innermost).name(), "utilization");
            parallelism.put("min", accelerator.dataflow().minParallelism());
            targets.add(parallelism);
        }
        return Yaml.write(Map.of("architecture_constraints", Map.of("targets", targets)));
    }

    private static Map<String, Object> loops(String level, String type, Loops loops) {
        Map<String, Object> entry = entry(level, type);
        if (!loops.factors().isEmpty()) {
            entry.put(
                    "factors",
                    String.join(
                            ",",
                            loops.factors().stream()
                                    .map(factor -> factor.dimension()
                                            + factor.relation().symbol()
                                            + factor.value())
                                    .toList()));
        }
        if (!loops.innermost().isEmpty() || !loops.outermost().isEmpty()) {
            String outer = loops.outermost().isEmpty() ? "" : "_" + String.join("", loops.outermost());
            entry.put("permutation", String.join("", loops.innermost()) + outer);
        }
        return entry;
    }

    private static Map<String, Object> entry(String level, String type) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("target", level);
        entry.put("type", type);
        return entry;
    }

    private static List<String> labels(Mapping.Level part, boolean kept) {
        List<String> labels = new ArrayList<>();
        for (Role role : Role.values()) {
            if (part.kept().contains(role) == kept) {
                labels.add(role.label());
            }
        }
        return labels;
    }

    private static List<Loop> innerFirst(List<Loop> outerFirst) {
        List<Loop> reversed = new ArrayList<>(outerFirst);
        Collections.reverse(reversed);
        return reversed;
    }

    private static List<String> names(LoopNest nest) {
        return nest.dimensions().stream().map(Dimension::name).toList();
    }

    private static String factors(String level, List<Loop> loops, LoopNest nest) {
        Map<String, Integer> bounds = new LinkedHashMap<>();
        names(nest).forEach(name -> bounds.put(name, 1));
        for (Loop loop : loops) {
            Integer before = bounds.put(loop.dimension(), loop.bound());
            if (before == null || before > 1) {
                throw new IllegalArgumentException("Level %s has two loops over %s, which Timeloop's format cannot say."
                        .formatted(level, loop.dimension()));
            }
        }
        List<String> texts = new ArrayList<>();
        bounds.forEach((name, bound) -> texts.add(name + "=" + bound));
        return String.join(",", texts);
    }

    /** The dimensions with loops, then the others outside them. */
    private static String permutation(List<Loop> innerFirst, LoopNest nest) {
        List<String> order = new ArrayList<>();
        innerFirst.forEach(loop -> order.add(loop.dimension()));
        names(nest).stream().filter(name -> !order.contains(name)).forEach(order::add);
        boolean letters = order.stream().allMatch(name -> name.length() == 1);
        return String.join(letters ? "" : ",", order);
    }
}
