package org.cosearch.accelerator.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.ActionEnergy;
import org.cosearch.hardware.Bandwidth;
import org.cosearch.hardware.ComputeLevel;
import org.cosearch.hardware.Dataflow;
import org.cosearch.hardware.LevelConstraint;
import org.cosearch.hardware.LevelConstraint.Factor;
import org.cosearch.hardware.LevelConstraint.Loops;
import org.cosearch.hardware.Mesh;
import org.cosearch.hardware.Pipeline;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.workload.LoopNest.Role;
import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Default;
import org.cosearch.yaml.Description;
import org.cosearch.yaml.Name;
import org.cosearch.yaml.Nearest;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlException;
import org.cosearch.yaml.YamlNode;

/** Accelerators in our own YAML: every attribute that counts, with its unit, and nothing that does not. */
public final class AcceleratorYaml {

    private AcceleratorYaml() {}

    /** A whole file. */
    @Description("An accelerator: storage levels outer to inner, the MACs below them, and the mappings it allows.")
    record File(
            String name,

            @Description("The process that energies and areas belong to.")
            String technology,

            @Bounds(above = 0, atMost = 1e6) @Name("clock_mhz")
            double clockMegahertz,

            @Description("Outer (DRAM) to inner (registers).")
            List<Level> levels,

            Mac mac,

            @Description("What mappings may do; levels that are left out may do anything.") @Default("[]")
            List<Constraint> dataflow,

            @Description("Least share of the MACs that a mapping uses.") @Default("0")
            double minParallelism) {}

    /** A storage level. */
    @Description("A storage level: equal memories, or mere wires with a capacity of 0.")
    record Level(
            String name,
            @Description("Columns and rows of instances.") List<Integer> mesh,

            @Description("Words of one instance; without limit if left out.")
            Optional<Long> capacityWords,

            @Default("1") double multipleBuffering,
            @Default("0") double minUtilization,
            int wordBits,

            @Description("Words that one action moves.") @Default("1")
            int blockWords,

            @Description("Neighbouring instances that one action serves.") @Default("1")
            int clusterSize,

            @Description("Without limit if left out.") @Bounds(above = 0, atMost = Numbers.LARGEST)
            Optional<Double> readWordsPerCycle,

            @Description("Fills and updates; without limit if left out.") @Bounds(above = 0, atMost = Numbers.LARGEST)
            Optional<Double> writeWordsPerCycle,

            @Description("Both directions; without limit if left out.") @Bounds(above = 0, atMost = Numbers.LARGEST)
            Optional<Double> sharedWordsPerCycle,

            @Description("Of reading a block.")
            @Bounds(atLeast = 0, atMost = Numbers.LARGEST)
            @Name("read_pj")
            @Default("0")
            double readPicojoules,

            @Description("Of filling a block.")
            @Bounds(atLeast = 0, atMost = Numbers.LARGEST)
            @Name("write_pj")
            @Default("0")
            double writePicojoules,

            @Description("Of updating a block.")
            @Bounds(atLeast = 0, atMost = Numbers.LARGEST)
            @Name("update_pj")
            @Default("0")
            double updatePicojoules,

            @Bounds(atLeast = 0, atMost = Numbers.LARGEST) @Name("leak_pj_per_cycle") @Default("0")
            double leakPicojoules,

            @Description("Of one instance.")
            @Bounds(atLeast = 0, atMost = Numbers.LARGEST)
            @Name("area_um2")
            @Default("0")
            double areaSquareMicrometers) {}

    /** The MACs. */
    @Description("The multiply-accumulate units.")
    record Mac(
            String name,
            @Description("Columns and rows of units.") List<Integer> mesh,

            @Bounds(atLeast = 0, atMost = Numbers.LARGEST) @Name("energy_pj")
            double picojoules,

            @Bounds(atLeast = 0, atMost = Numbers.LARGEST) @Name("area_um2") @Default("0")
            double areaSquareMicrometers,

            @Description("The tensor that rests in a systolic array; no systolic array if left out.")
            Optional<Role> systolic) {}

    /** What a level may do. */
    @Description("What mappings may do at one level.")
    record Constraint(
            String level,
            Optional<LoopRules> temporal,
            Optional<LoopRules> spatial,

            @Description("How many of the spatial dimensions, inner to outer, lie on X.")
            Optional<Integer> split,

            @Default("[]") List<Role> keep,
            @Default("[]") List<Role> bypass) {}

    /** What loops of one kind may be. */
    @Description("What the loops of one kind may be.")
    record LoopRules(
            @Description("Such as C=1, M<=8, P>=2; 0 is the whole dimension.") @Default("[]")
            List<String> factors,

            @Description("Innermost dimensions, inner to outer.") @Default("[]")
            List<String> innermost,

            @Description("Outermost dimensions, inner to outer.") @Default("[]")
            List<String> outermost) {}

    /**
     * Reads a file.
     *
     * @throws YamlException if the file is refused
     */
    public static Accelerator read(Path file) {
        return read(Yaml.read(file));
    }

    /** Reads a node; see {@link #read(Path)}. */
    public static Accelerator read(YamlNode node) {
        File file = node.bind(File.class);
        List<StorageLevel> levels = new ArrayList<>();
        for (int i = 0; i < file.levels().size(); i++) {
            Level level = file.levels().get(i);
            levels.add(node.at("levels[%d]".formatted(i)).make(() -> level(level)));
        }
        List<LevelConstraint> constraints = new ArrayList<>();
        for (int i = 0; i < file.dataflow().size(); i++) {
            Constraint constraint = file.dataflow().get(i);
            constraints.add(node.at("dataflow[%d]".formatted(i)).make(() -> constraint(constraint)));
        }
        for (int i = 0; i < constraints.size(); i++) {
            String level = constraints.get(i).level();
            List<String> names = levels.stream().map(StorageLevel::name).toList();
            if (!names.contains(level)) {
                throw node.at("dataflow[%d].level".formatted(i))
                        .error("unknown storage level (%s).".formatted(level), Nearest.advice(level, names));
            }
        }
        ComputeLevel compute = node.at("mac").make(() -> compute(file.mac()));
        for (int i = 1; i <= levels.size(); i++) {
            Mesh outer = levels.get(i - 1).mesh();
            Mesh inner = i < levels.size() ? levels.get(i).mesh() : compute.mesh();
            if (inner.x() % outer.x() != 0 || inner.y() % outer.y() != 0) {
                throw node.at(i < levels.size() ? "levels[%d].mesh".formatted(i) : "mac.mesh")
                        .error(
                                "the mesh %d × %d is no multiple of the mesh %d × %d above it."
                                        .formatted(inner.x(), inner.y(), outer.x(), outer.y()),
                                "Maybe give every instance above the same number below.");
            }
        }
        return node.make(() -> new Accelerator(
                file.name(),
                file.technology(),
                file.clockMegahertz(),
                levels,
                compute,
                new Dataflow(constraints, file.minParallelism())));
    }

    /** The text of a file that reads back as an equal accelerator. */
    public static String write(Accelerator accelerator) {
        return Yaml.write(new File(
                accelerator.name(),
                accelerator.technology(),
                accelerator.clockMegahertz(),
                accelerator.levels().stream().map(AcceleratorYaml::entry).toList(),
                new Mac(
                        accelerator.compute().name(),
                        entry(accelerator.compute().mesh()),
                        accelerator.compute().macPicojoules(),
                        accelerator.compute().areaSquareMicrometers(),
                        accelerator.compute().pipeline() instanceof Pipeline.Systolic systolic
                                ? Optional.of(systolic.resting())
                                : Optional.empty()),
                accelerator.dataflow().levels().stream()
                        .map(AcceleratorYaml::entry)
                        .toList(),
                accelerator.dataflow().minParallelism()));
    }

    private static StorageLevel level(Level level) {
        return new StorageLevel(
                level.name(),
                mesh(level.mesh()),
                level.capacityWords().orElse(StorageLevel.UNBOUNDED),
                level.multipleBuffering(),
                level.minUtilization(),
                level.wordBits(),
                level.blockWords(),
                level.clusterSize(),
                new Bandwidth(
                        level.readWordsPerCycle().orElse(Double.POSITIVE_INFINITY),
                        level.writeWordsPerCycle().orElse(Double.POSITIVE_INFINITY),
                        level.sharedWordsPerCycle().orElse(Double.POSITIVE_INFINITY)),
                new ActionEnergy(
                        level.readPicojoules(),
                        level.writePicojoules(),
                        level.updatePicojoules(),
                        level.leakPicojoules()),
                level.areaSquareMicrometers());
    }

    private static ComputeLevel compute(Mac mac) {
        return new ComputeLevel(
                mac.name(),
                mesh(mac.mesh()),
                mac.picojoules(),
                mac.areaSquareMicrometers(),
                mac.systolic().<Pipeline>map(Pipeline.Systolic::new).orElse(Pipeline.STEPWISE));
    }

    private static Level entry(StorageLevel level) {
        Bandwidth bandwidth = level.bandwidth();
        ActionEnergy energy = level.energy();
        return new Level(
                level.name(),
                entry(level.mesh()),
                level.unbounded() ? Optional.empty() : Optional.of(level.capacityWords()),
                level.multipleBuffering(),
                level.minUtilization(),
                level.wordBits(),
                level.blockWords(),
                level.clusterSize(),
                finite(bandwidth.readWordsPerCycle()),
                finite(bandwidth.writeWordsPerCycle()),
                finite(bandwidth.sharedWordsPerCycle()),
                energy.readPicojoules(),
                energy.writePicojoules(),
                energy.updatePicojoules(),
                energy.leakPicojoules(),
                level.areaSquareMicrometers());
    }

    private static Optional<Double> finite(double value) {
        return Double.isInfinite(value) ? Optional.empty() : Optional.of(value);
    }

    private static Mesh mesh(List<Integer> sides) {
        if (sides.size() != 2) {
            throw new IllegalArgumentException("The mesh %s is not of columns and rows.".formatted(sides));
        }
        return new Mesh(sides.get(0), sides.get(1));
    }

    private static List<Integer> entry(Mesh mesh) {
        return List.of(mesh.x(), mesh.y());
    }

    private static LevelConstraint constraint(Constraint constraint) {
        return new LevelConstraint(
                constraint.level(),
                constraint.temporal().map(AcceleratorYaml::loops).orElse(Loops.FREE),
                constraint.spatial().map(AcceleratorYaml::loops).orElse(Loops.FREE),
                constraint.split().map(OptionalInt::of).orElse(OptionalInt.empty()),
                set(constraint.keep()),
                set(constraint.bypass()));
    }

    private static Constraint entry(LevelConstraint constraint) {
        return new Constraint(
                constraint.level(),
                entry(constraint.temporal()),
                entry(constraint.spatial()),
                constraint.split().isPresent() ? Optional.of(constraint.split().getAsInt()) : Optional.empty(),
                list(constraint.keep()),
                list(constraint.bypass()));
    }

    private static Loops loops(LoopRules rules) {
        return new Loops(rules.factors().stream().map(LoopText::factor).toList(), rules.innermost(), rules.outermost());
    }

    private static Optional<LoopRules> entry(Loops loops) {
        if (loops.equals(Loops.FREE)) {
            return Optional.empty();
        }
        return Optional.of(new LoopRules(
                loops.factors().stream().map(AcceleratorYaml::text).toList(), loops.innermost(), loops.outermost()));
    }

    private static String text(Factor factor) {
        return factor.dimension() + factor.relation().symbol() + factor.value();
    }

    private static Set<Role> set(List<Role> roles) {
        Set<Role> set = EnumSet.noneOf(Role.class);
        set.addAll(roles);
        return set;
    }

    static List<Role> list(Set<Role> roles) {
        return roles.stream().sorted(Comparator.naturalOrder()).toList();
    }
}
