package org.cosearch.accelerator.template;

import java.nio.file.Path;
import java.util.List;
import org.cosearch.hardware.ActionEnergy;
import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Default;
import org.cosearch.yaml.Description;
import org.cosearch.yaml.Name;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlException;
import org.cosearch.yaml.YamlNode;

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
        Dram dram,
        @Default("{by: registers}") BusArea bus) {

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

    private static final List<String> BUILT_IN =
            List.of("cmos-28nm-scaled", "cmos-32nm", "cmos-45nm", "cmos-65nm-scaled", "maestro-2019");

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
        return read(Yaml.parse(BuiltIn.text("technology", name, BUILT_IN), name + ".yaml"));
    }

    /**
     * Reads a technology file.
     *
     * @throws YamlException if the file is refused
     */
    public static Technology read(Path file) {
        return read(Yaml.read(file));
    }

    /** The area of a bus of so many words a cycle to so many elements in so many rows. */
    double busSquareMicrometers(long wordsPerCycle, long rows, long elements) {
        return bus.squareMicrometers(wordsPerCycle, rows, elements, register.squareMicrometers() * mac.bits());
    }

    /**
     * This technology at another node; see {@link NodeScaling}. DRAM, which is on another chip, stays as it is.
     *
     * @param voltage of the supply at both nodes
     */
    Technology at(String otherName, int otherNode, double voltage, double otherClock, String otherClockSource) {
        double energy = NodeScaling.energy(nodeNanometers, otherNode, voltage);
        double area = NodeScaling.area(nodeNanometers, otherNode);
        String scaled = " Scaled from %d nm to %d nm at %s V: energy × %.4g, area × %.4g."
                .formatted(nodeNanometers, otherNode, voltage, energy, area);
        return new Technology(
                otherName,
                otherNode,
                otherClock,
                otherClockSource,
                new Mac(mac.bits(), mac.picojoules() * energy, mac.squareMicrometers() * area, mac.source() + scaled),
                new Register(
                        register.readPicojoules() * energy,
                        register.writePicojoules() * energy,
                        register.leakPicojoules() * energy,
                        register.squareMicrometers() * area,
                        register.source() + scaled),
                sram.scaled(energy, area, scaled),
                dram,
                bus);
    }

    /** Reads a technology of its own, or one that is another one of {@code configs/technologies} at another node. */
    static Technology read(YamlNode root) {
        if (root.map().find("scaled_from").isEmpty()) {
            return root.bind(Technology.class);
        }
        Scaled scaled = root.bind(Scaled.class);
        Technology from = root.at("scaled_from").make(() -> named(scaled.scaledFrom()));
        return root.at("node_nm")
                .make(() -> from.at(
                        scaled.name(),
                        scaled.nodeNanometers(),
                        scaled.supplyVolts(),
                        scaled.clockMegahertz(),
                        scaled.clockSource()));
    }

    /** A technology that is another one at another node. */
    @Description("A technology that is another one at another node.")
    record Scaled(
            @Description("The name that run files use.") String name,

            @Description("The technology of configs/technologies that the figures are of.")
            String scaledFrom,

            @Name("node_nm") int nodeNanometers,

            @Description("Of both nodes.") @Bounds(above = 0, atMost = 5)
            double supplyVolts,

            @Bounds(above = 0, atMost = 1e6) @Name("clock_mhz")
            double clockMegahertz,

            String clockSource) {}

    /** The words that DRAM moves in a cycle. */
    double dramWordsPerCycle(int wordBits) {
        return dram.gigabytesPerSecond() * 1e9 * 8 / wordBits / (clockMegahertz * 1e6);
    }
}
