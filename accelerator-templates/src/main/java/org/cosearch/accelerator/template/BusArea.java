package org.cosearch.accelerator.template;

import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Description;
import org.cosearch.yaml.Name;
import org.cosearch.yaml.Variants;

/** The silicon area of a network on chip between a buffer and an array of processing elements. */
@Variants("by")
@Description("The area of a network on chip.")
public sealed interface BusArea {

    /**
     * The area.
     *
     * @param wordsPerCycle its width
     * @param rows of elements
     * @param elements all of them
     * @param register area of a register of one word
     */
    double squareMicrometers(long wordsPerCycle, long rows, long elements, double register);

    /**
     * A register for each word of the width in each row, and one at each element; the wires have no area.
     */
    @Description("A register for each word of the width in each row, and one at each element.")
    record Registers() implements BusArea {
        @Override
        public double squareMicrometers(long wordsPerCycle, long rows, long elements, double register) {
            return register * (wordsPerCycle * rows + elements);
        }
    }

    /**
     * Polynomials fitted to synthesised designs, as in MAESTRO: a bus whose area grows with width · elements, and an arbiter
     * whose area grows with the square of the elements.
     */
    @Description("A bus of width * elements and an arbiter of elements * elements, as MAESTRO counts them.")
    record Polynomials(
            @Name("bus_um2") @Bounds(atLeast = 0, atMost = 1e15)
            double busUnit,

            @Description("Of the elements, beside a constant 1.")
            double busPerElement,

            double busConstant,

            @Name("arbiter_um2") @Bounds(atLeast = 0, atMost = 1e15)
            double arbiterUnit,

            double arbiterPerElementSquared,
            double arbiterPerElement,
            double arbiterConstant,

            @Description("Where the figures come from.") String source)
            implements BusArea {
        @Override
        public double squareMicrometers(long wordsPerCycle, long rows, long elements, double register) {
            double bus = busUnit * (busPerElement * elements + busConstant) * wordsPerCycle;
            double arbiter = arbiterUnit
                    * (arbiterPerElementSquared * elements * elements + arbiterPerElement * elements + arbiterConstant);
            return Math.max(0, bus) + Math.max(0, arbiter);
        }
    }
}
