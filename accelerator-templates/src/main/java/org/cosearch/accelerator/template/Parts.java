package org.cosearch.accelerator.template;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.cosearch.hardware.ActionEnergy;
import org.cosearch.hardware.Bandwidth;
import org.cosearch.hardware.ComputeLevel;
import org.cosearch.hardware.LevelConstraint;
import org.cosearch.hardware.LevelConstraint.Factor;
import org.cosearch.hardware.LevelConstraint.Loops;
import org.cosearch.hardware.LevelConstraint.Relation;
import org.cosearch.hardware.Mesh;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.workload.LoopNest.Role;

/**
 * The parts that templates put together, costed in one technology.
 *
 * <p>The network on chip is a bus: a register for each word of its width in each row of the array, and one at each
 * processing element. That is its area; its wires have none, and moving words over it costs no energy beyond reading and
 * writing the memories at its ends. Its width limits what the global buffer reads and writes in a cycle.
 */
final class Parts {

    static final int WORD_BITS = 8;
    static final int DRAM_BLOCK_BITS = 64;
    private static final Set<Role> ALL = Set.of(Role.WEIGHTS, Role.INPUTS, Role.OUTPUTS);
    private static final List<String> DIMENSIONS = List.of("C", "M", "R", "S", "N", "P", "Q", "G");

    private final Technology technology;

    Parts(Technology technology) {
        this.technology = technology;
    }

    StorageLevel dram() {
        double block = technology.dram().picojoulesPerBit() * DRAM_BLOCK_BITS;
        return new StorageLevel(
                "dram",
                Mesh.SINGLE,
                StorageLevel.UNBOUNDED,
                1,
                0,
                WORD_BITS,
                DRAM_BLOCK_BITS / WORD_BITS,
                1,
                new Bandwidth(
                        Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, technology.dramWordsPerCycle(WORD_BITS)),
                new ActionEnergy(block, block, block, 0),
                0);
    }

    StorageLevel globalBuffer(int kib, int nocWordsPerCycle) {
        long bits = kib * 1024L * 8;
        return new StorageLevel(
                "global_buffer",
                Mesh.SINGLE,
                bits / WORD_BITS,
                1,
                0,
                WORD_BITS,
                DRAM_BLOCK_BITS / WORD_BITS,
                1,
                Bandwidth.of(nocWordsPerCycle, nocWordsPerCycle),
                technology.sram().energy(kib * 1024.0, DRAM_BLOCK_BITS),
                technology.sram().areaSquareMicrometers(kib * 1024.0));
    }

    /** The network on chip to an array of {@code pes}, as the level that fans out to its rows. */
    StorageLevel network(String name, int wordsPerCycle, Mesh pes) {
        long registers = (long) wordsPerCycle * pes.y() + pes.instances();
        return wires(name, Mesh.SINGLE, technology.register().squareMicrometers() * registers * WORD_BITS);
    }

    /** A fan-out that keeps nothing and costs nothing. */
    StorageLevel wires(String name, Mesh mesh) {
        return wires(name, mesh, 0);
    }

    private static StorageLevel wires(String name, Mesh mesh, double areaSquareMicrometers) {
        return new StorageLevel(
                name, mesh, 0, 1, 0, 1, 1, 1, Bandwidth.UNLIMITED, ActionEnergy.NONE, areaSquareMicrometers);
    }

    /** An SRAM of its own in each of several processing elements, one word at a time. */
    StorageLevel sram(String name, Mesh mesh, long words, int wordBits) {
        double bytes = words * wordBits / 8.0;
        return local(
                name,
                mesh,
                words,
                wordBits,
                technology.sram().energy(bytes, wordBits),
                technology.sram().areaSquareMicrometers(bytes));
    }

    /** Registers in each of several processing elements, one word at a time. */
    StorageLevel registers(String name, Mesh mesh, long words, int wordBits) {
        long bits = words * wordBits;
        return local(
                name,
                mesh,
                words,
                wordBits,
                technology.register().energy(bits, wordBits),
                technology.register().squareMicrometers() * bits);
    }

    private static StorageLevel local(
            String name, Mesh mesh, long words, int wordBits, ActionEnergy energy, double areaSquareMicrometers) {
        return new StorageLevel(
                name, mesh, words, 1, 0, wordBits, 1, 1, Bandwidth.UNLIMITED, energy, areaSquareMicrometers);
    }

    ComputeLevel macs(Mesh mesh) {
        return new ComputeLevel(
                "mac", mesh, technology.mac().picojoules(), technology.mac().squareMicrometers());
    }

    /** The array of so many processing elements that is nearest to a square and no taller than wide. */
    static Mesh array(int pes) {
        int rows = (int) Math.floor(Math.sqrt(pes));
        while (pes % rows != 0) {
            rows--;
        }
        return new Mesh(pes / rows, rows);
    }

    /** A level that keeps these tensors, bypasses the others, and loops over these dimensions alone. */
    static LevelConstraint keeping(String level, Set<Role> keep, String... temporal) {
        return new LevelConstraint(level, only(temporal), Loops.FREE, OptionalInt.empty(), keep, bypass(keep));
    }

    /** A level that keeps these tensors and has any temporal loops. */
    static LevelConstraint storing(String level, Set<Role> keep) {
        return new LevelConstraint(level, Loops.FREE, Loops.FREE, OptionalInt.empty(), keep, bypass(keep));
    }

    /**
     * A level of wires that spreads these dimensions, the first preferred.
     *
     * @param columns along X, otherwise along Y
     */
    static LevelConstraint spreading(String level, boolean columns, String... spatial) {
        return spreading(level, Set.of(), columns, spatial);
    }

    /** A level that keeps these tensors, has no temporal loops, and spreads these dimensions, the first preferred. */
    static LevelConstraint spreading(String level, Set<Role> keep, boolean columns, String... spatial) {
        Loops allowed = only(spatial);
        return new LevelConstraint(
                level,
                only(),
                new Loops(allowed.factors(), List.of(spatial), List.of()),
                OptionalInt.of(columns ? DIMENSIONS.size() : 0),
                keep,
                bypass(keep));
    }

    private static Set<Role> bypass(Set<Role> keep) {
        return ALL.stream().filter(role -> !keep.contains(role)).collect(Collectors.toSet());
    }

    private static Loops only(String... dimensions) {
        List<String> allowed = Arrays.asList(dimensions);
        return new Loops(
                DIMENSIONS.stream()
                        .filter(dimension -> !allowed.contains(dimension))
                        .map(dimension -> new Factor(dimension, Relation.EQUAL, 1))
                        .toList(),
                List.of(),
                List.of());
    }
}
