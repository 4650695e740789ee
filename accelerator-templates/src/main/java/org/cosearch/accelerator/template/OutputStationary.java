package org.cosearch.accelerator.template;

import java.util.List;
import java.util.Set;
import org.cosearch.accelerator.template.TemplateRanges.Resources;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.AcceleratorTemplate;
import org.cosearch.hardware.Dataflow;
import org.cosearch.hardware.Mesh;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.cosearch.workload.LoopNest.Role;

/**
 * Accelerators in the manner of ShiDianNao (Du et al., ISCA 2015): each processing element sums up one output position,
 * neighbours hand inputs on, weights are broadcast.
 *
 * <p>Rows and columns of the array are rows and columns of one output map. Output channels or groups fill what a small map
 * leaves, as the paper does for classifier layers alone.
 */
public final class OutputStationary implements AcceleratorTemplate {

    private static final String INPUT_WORDS = "input_words";
    private static final String OUTPUT_WORDS = "output_words";
    private static final int OUTPUT_BITS = 24;

    private final TemplateRanges ranges;
    private final Technology technology;
    private final Space space;

    public OutputStationary(TemplateRanges ranges, Technology technology) {
        this.ranges = ranges;
        this.technology = technology;
        space = ranges.space(
                Space.field(INPUT_WORDS, Space.powersOfTwo(1, 16)), Space.field(OUTPUT_WORDS, Space.powersOfTwo(1, 8)));
    }

    @Override
    public String name() {
        return "shidiannao";
    }

    @Override
    public String source() {
        return "Du et al.: ShiDianNao, ISCA 2015; small maps are filled up with channels";
    }

    @Override
    public Space space() {
        return space;
    }

    @Override
    public Accelerator decode(Genome genome) {
        Resources resources = ranges.decode(genome);
        Parts parts = new Parts(technology);
        Mesh array = Parts.array(resources.pes());
        return new Accelerator(
                name(),
                technology.name(),
                technology.clockMegahertz(),
                List.of(
                        parts.dram(),
                        parts.globalBuffer(resources.globalBufferKib(), resources.nocWordsPerCycle()),
                        parts.network("rows", resources.nocWordsPerCycle(), array),
                        parts.wires("columns", new Mesh(1, array.y())),
                        parts.registers("input_registers", array, genome.integer(INPUT_WORDS), Parts.WORD_BITS),
                        parts.registers("output_registers", array, genome.integer(OUTPUT_WORDS), OUTPUT_BITS)),
                parts.macs(array),
                new Dataflow(
                        List.of(
                                Parts.storing("global_buffer", Set.of(Role.WEIGHTS, Role.INPUTS, Role.OUTPUTS)),
                                Parts.spreading("rows", false, "P", "M", "G"),
                                Parts.spreading("columns", true, "Q", "M", "G"),
                                Parts.keeping("input_registers", Set.of(Role.INPUTS), "S", "R", "C"),
                                Parts.keeping("output_registers", Set.of(Role.OUTPUTS), "M")),
                        0));
    }
}
