package org.cosearch.accelerator.template;

import java.nio.file.Path;
import java.util.List;
import org.cosearch.hardware.ActionEnergy;
import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Description;
import org.cosearch.yaml.Name;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlException;

/**
 * The energies and areas of a process technology, every figure with its source.
 *
 * <p>A file in {@code configs/technologies} is one of these.
 *
 * @param clockMegahertz of all accelerators in this technology
 */
@Description("Energies and areas of a process technology.")
public record Technology(
        @Description("The name that run files use.") String name,

        @Description("Feature size in nanometre.") @Name("node_nm") @Bounds(atLeast = 1)
        int nodeNanometers,

        @Description("Clock of accelerators in this technology.") @Bounds(above = 0, atMost = 1e6) @Name("clock_mhz")
        double clockMegahertz,

        @Description("Where the clock comes from.") String clockSource,
        Mac mac,
        Register register,
        Sram sram,
        Dram dram) {

    /** One multiply-accumulate unit. */
    @Description("One multiply-accumulate unit.")
    public record Mac(
            @Description("Width of both factors.") @Bounds(atLeast = 1)
            int bits,

            @Description("Of one multiply-accumulate.") @Bounds(atLeast = 0, atMost = 1e15) @Name("energy_pj")
            double picojoules,

            @Description("Of one unit.") @Bounds(atLeast = 0, atMost = 1e15) @Name("area_um2")
            double squareMicrometers,

            @Description("Where the figures come from.") String source) {}

    /** One bit of register. */
    @Description("One bit of register.")
    public record Register(
            @Bounds(atLeast = 0, atMost = 1e15) @Name("read_pj_per_bit")
            double readPicojoules,

            @Bounds(atLeast = 0, atMost = 1e15) @Name("write_pj_per_bit")
            double writePicojoules,

            @Bounds(atLeast = 0, atMost = 1e15) @Name("leak_pj_per_bit_cycle")
            double leakPicojoules,

            @Bounds(atLeast = 0, atMost = 1e15) @Name("area_um2_per_bit")
            double squareMicrometers,

            @Description("Where the figures come from.") String source) {

        /** The energies of {@code bits} of which {@code blockBits} are read or written at a time. */
        ActionEnergy energy(long bits, int blockBits) {
            double write = writePicojoules * blockBits;
            return new ActionEnergy(readPicojoules * blockBits, write, write, leakPicojoules * bits);
        }
    }

    /** Memory on another chip. */
    @Description("Memory on another chip.")
    public record Dram(
            @Description("Of reading or writing one bit.")
            @Bounds(atLeast = 0, atMost = 1e15)
            @Name("energy_pj_per_bit")
            double picojoulesPerBit,

            @Description("In both directions together, 10^9 bytes.") @Bounds(above = 0, atMost = 1e6)
            double gigabytesPerSecond,

            @Description("Where the figures come from.") String source) {}

    private static final List<String> BUILT_IN = List.of("cmos-32nm", "cmos-45nm");

    public Technology {
        if (!(clockMegahertz > 0)) {
            throw new IllegalArgumentException("the clock (%s MHz) is not above 0.".formatted(clockMegahertz));
        }
    }

    /** The names of all of {@code configs/technologies}, in alphabetical order. */
    public static List<String> builtIn() {
        return BUILT_IN;
    }

    /**
     * The one of {@code configs/technologies} of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Technology named(String name) {
        return Yaml.parse(BuiltIn.text("technology", name, BUILT_IN), name + ".yaml")
                .bind(Technology.class);
    }

    /**
     * Reads a technology file.
     *
     * @throws YamlException if the file is refused
     */
    public static Technology read(Path file) {
        return Yaml.read(file).bind(Technology.class);
    }

    /** The area of a bus of so many words a cycle to so many elements in so many rows, in registers. */
    double busSquareMicrometers(long wordsPerCycle, long rows, long elements) {
        return register.squareMicrometers() * (wordsPerCycle * rows + elements) * mac.bits();
    }

    /** The words that DRAM moves in a cycle. */
    double dramWordsPerCycle(int wordBits) {
        return dram.gigabytesPerSecond() * 1e9 * 8 / wordBits / (clockMegahertz * 1e6);
    }
}
