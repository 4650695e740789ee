package org.cosearch.accelerator.template;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.cosearch.hardware.ActionEnergy;
import org.cosearch.hardware.Bandwidth;
import org.cosearch.hardware.ComputeLevel;
import org.cosearch.hardware.LevelConstraint;
import org.cosearch.hardware.LevelConstraint.Factor;
import org.cosearch.hardware.LevelConstraint.Loops;
import org.cosearch.hardware.LevelConstraint.Relation;
import org.cosearch.hardware.Mesh;
import org.cosearch.hardware.Pipeline;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.workload.LoopNest.Role;

/** The parts that templates put together, costed in one technology. */
final class Parts {

    static final int DRAM_BLOCK_BITS = 64;
    /** The dimensions of the loop nests that layers have. */
    static final List<String> DIMENSIONS = List.of("C", "M", "R", "S", "N", "P", "Q", "G");

    private final Technology technology;

    Parts(Technology technology) {
        this.technology = technology;
    }

    StorageLevel dram(String name, int wordBits, int blockWords) {
        double block = technology.dram().picojoulesPerBit() * wordBits * blockWords;
        return new StorageLevel(
                name,
                Mesh.SINGLE,
                StorageLevel.UNBOUNDED,
                1,
                0,
                wordBits,
                blockWords,
                1,
                new Bandwidth(
                        Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, technology.dramWordsPerCycle(wordBits)),
                new ActionEnergy(block, block, block, 0),
                0);
    }

    /** The area of a bus of so many words a cycle to so many elements in so many rows. */
    double busArea(long wordsPerCycle, long rows, long elements) {
        return technology.busSquareMicrometers(wordsPerCycle, rows, elements);
    }

    /** A fan-out that keeps nothing and whose actions cost nothing. */
    StorageLevel wires(String name, Mesh mesh, double areaSquareMicrometers) {
        return new StorageLevel(
                name, mesh, 0, 1, 0, 1, 1, 1, Bandwidth.UNLIMITED, ActionEnergy.NONE, areaSquareMicrometers);
    }

    /** What a memory is apart from its energies and area. */
    record Memory(
            String name,
            Mesh mesh,
            long words,
            double multipleBuffering,
            int wordBits,
            int blockWords,
            Bandwidth bandwidth) {

        private StorageLevel with(ActionEnergy energy, double areaSquareMicrometers) {
            return new StorageLevel(
                    name,
                    mesh,
                    words,
                    multipleBuffering,
                    0,
                    wordBits,
                    blockWords,
                    1,
                    bandwidth,
                    energy,
                    areaSquareMicrometers);
        }
    }

    /** An SRAM of its own in each instance. */
    StorageLevel sram(Memory memory) {
        double bytes = memory.words() * memory.wordBits() / 8.0;
        return memory.with(
                technology.sram().energy(bytes, memory.wordBits() * memory.blockWords()),
                technology.sram().areaSquareMicrometers(bytes));
    }

    /** A register file in each instance. */
    StorageLevel registers(Memory memory) {
        long bits = memory.words() * memory.wordBits();
        return memory.with(
                technology.register().energy(bits, memory.wordBits() * memory.blockWords()),
                technology.register().squareMicrometers() * bits);
    }

    ComputeLevel macs(String name, Mesh mesh, Pipeline pipeline) {
        return new ComputeLevel(
                name, mesh, technology.mac().picojoules(), technology.mac().squareMicrometers(), pipeline);
    }

    /** What mappings may do at a level. */
    static LevelConstraint constraint(TemplateForm.Level level) {
        boolean wires = level.memory() == TemplateForm.Memory.WIRES;
        Set<Role> keep = EnumSet.noneOf(Role.class);
        keep.addAll(level.keep());
        Set<Role> bypass = EnumSet.noneOf(Role.class);
        if (level.bypass().isPresent()) {
            bypass.addAll(level.bypass().get());
        } else if (level.memory() != TemplateForm.Memory.DRAM) {
            bypass.addAll(EnumSet.complementOf(EnumSet.copyOf(keep)));
        }
        Optional<List<String>> temporal = wires ? Optional.of(level.temporal().orElse(List.of())) : level.temporal();
        boolean spreads = level.spatialX().isPresent() || level.spatialY().isPresent();
        List<String> columns = level.spatialX().orElse(List.of());
        List<String> order = new ArrayList<>(columns);
        order.addAll(level.spatialY().orElse(List.of()));
        return new LevelConstraint(
                level.name(),
                new Loops(temporal.map(Parts::only).orElse(List.of()), level.innermost(), List.of()),
                spreads ? new Loops(only(order), order, List.of()) : Loops.FREE,
                spreads ? OptionalInt.of(split(level, columns)) : OptionalInt.empty(),
                keep,
                bypass);
    }

    /** Where the dimensions on columns end: behind all where none is on rows. */
    private static int split(TemplateForm.Level level, List<String> columns) {
        return level.spatialY().isEmpty() ? DIMENSIONS.size() : columns.size();
    }

    private static List<Factor> only(List<String> allowed) {
        return DIMENSIONS.stream()
                .filter(dimension -> !allowed.contains(dimension))
                .map(dimension -> new Factor(dimension, Relation.EQUAL, 1))
                .toList();
    }
}
