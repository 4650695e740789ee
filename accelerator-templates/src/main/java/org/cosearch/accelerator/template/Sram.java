package org.cosearch.accelerator.template;

import java.util.List;
import java.util.Optional;
import org.cosearch.hardware.ActionEnergy;
import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Description;
import org.cosearch.yaml.Name;

/**
 * SRAM of any capacity: energy per bit, leakage and area as power laws through two published points.
 *
 * <p>Between the points this is a straight line in logarithms; outside it goes on in the same direction. Wide words cost
 * less per bit than the law says: it knows the capacity alone.
 *
 * @param small the point of the smaller capacity
 * @param large the point of the larger capacity
 * @param checks published figures that the law was not fitted to, each with its error
 */
@Description("SRAM: power laws of the capacity through two points.")
public record Sram(Point small, Point large, List<Check> checks) {

    /** One published memory. */
    @Description("One published memory.")
    public record Point(
            double capacityBytes,
            @Description("Bits that one action moves.") int widthBits,

            @Description("Of one read of the width.") @Bounds(above = 0, atMost = 1e15) @Name("read_pj")
            double readPicojoules,

            @Description("Of one write of the width.") @Bounds(above = 0, atMost = 1e15) @Name("write_pj")
            double writePicojoules,

            @Bounds(atLeast = 0, atMost = 1e15) @Name("leak_pj_per_cycle")
            double leakPicojoules,

            @Bounds(above = 0, atMost = 1e15) @Name("area_um2")
            double squareMicrometers,

            String source) {
        public Point {
            if (!(capacityBytes > 0) || widthBits < 1) {
                throw new IllegalArgumentException(
                        "a memory of (%s) bytes and (%d) bits is empty.".formatted(capacityBytes, widthBits));
            }
        }

        private Point scaled(double energy, double area, String note) {
            return new Point(
                    capacityBytes,
                    widthBits,
                    readPicojoules * energy,
                    writePicojoules * energy,
                    leakPicojoules * energy,
                    squareMicrometers * area,
                    source + note);
        }
    }

    /**
     * A published memory to judge the law by.
     *
     * @param errorPercent energy of a read by the law over the published one, minus 1
     * @param areaErrorPercent the same of the area
     */
    @Description("A published memory that the law was not fitted to.")
    public record Check(
            double capacityBytes,
            int widthBits,

            @Bounds(above = 0, atMost = 1e15) @Name("read_pj")
            double readPicojoules,

            @Description("Law over figure, minus 1.") double errorPercent,
            @Name("area_um2") Optional<Double> squareMicrometers,

            @Description("Law over figure, minus 1.") Optional<Double> areaErrorPercent,

            String source) {
        public Check {
            if (squareMicrometers.isPresent() != areaErrorPercent.isPresent()) {
                throw new IllegalArgumentException("the area and its error belong together.");
            }
        }
    }

    public Sram {
        checks = List.copyOf(checks);
        if (!(small.capacityBytes() < large.capacityBytes())) {
            throw new IllegalArgumentException("the small memory (%s bytes) is not below the large one (%s bytes)."
                    .formatted(small.capacityBytes(), large.capacityBytes()));
        }
    }

    /** This law with other energies and areas; its checks are left behind. */
    Sram scaled(double energy, double area, String note) {
        return new Sram(small.scaled(energy, area, note), large.scaled(energy, area, note), List.of());
    }

    ActionEnergy energy(double capacityBytes, int blockBits) {
        double write = blockBits
                * law(
                        capacityBytes,
                        small.writePicojoules() / small.widthBits(),
                        large.writePicojoules() / large.widthBits());
        return new ActionEnergy(
                blockBits
                        * law(
                                capacityBytes,
                                small.readPicojoules() / small.widthBits(),
                                large.readPicojoules() / large.widthBits()),
                write,
                write,
                law(capacityBytes, small.leakPicojoules(), large.leakPicojoules()));
    }

    double areaSquareMicrometers(double capacityBytes) {
        return law(capacityBytes, small.squareMicrometers(), large.squareMicrometers());
    }

    private double law(double capacityBytes, double atSmall, double atLarge) {
        double position = Math.log(capacityBytes / small.capacityBytes())
                / Math.log(large.capacityBytes() / small.capacityBytes());
        return atSmall == atLarge ? atSmall : atSmall * Math.pow(atLarge / atSmall, position);
    }
}
