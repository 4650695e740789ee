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
 * Accelerators in the manner of Eyeriss (Chen, Emer and Sze, ISCA 2016): each processing element convolves one row.
 *
 * <p>Columns of the array hold output positions or output channels, rows hold kernel positions, input or output channels;
 * weights pass the global buffer by; each element has a small memory for inputs, for weights and for partial sums. The
 * levels are those of Timeloop's Eyeriss-like design, but a group of a grouped convolution may be spread as well.
 */
public final class RowStationary implements AcceleratorTemplate {

    private static final String WEIGHT_SPAD_WORDS = "weight_spad_words";
    private static final String PSUM_SPAD_WORDS = "psum_spad_words";
    private static final int INPUT_SPAD_WORDS = 16;
    private static final int PSUM_BITS = 16;

    private final TemplateRanges ranges;
    private final Technology technology;
    private final Space space;

    public RowStationary(TemplateRanges ranges, Technology technology) {
        this.ranges = ranges;
        this.technology = technology;
        space = ranges.space(
                Space.field(WEIGHT_SPAD_WORDS, Space.powersOfTwo(64, 512)),
                Space.field(PSUM_SPAD_WORDS, Space.powersOfTwo(8, 32)));
    }

    @Override
    public String name() {
        return "eyeriss";
    }

    @Override
    public String source() {
        return "Chen, Emer and Sze: Eyeriss, ISCA 2016; memories as in Timeloop's Eyeriss-like design";
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
                        parts.network("columns", resources.nocWordsPerCycle(), array),
                        parts.wires("rows", new Mesh(array.x(), 1)),
                        parts.registers("input_spad", array, INPUT_SPAD_WORDS, Parts.WORD_BITS),
                        parts.sram("weight_spad", array, genome.integer(WEIGHT_SPAD_WORDS), Parts.WORD_BITS),
                        parts.registers("psum_spad", array, genome.integer(PSUM_SPAD_WORDS), PSUM_BITS)),
                parts.macs(array),
                new Dataflow(
                        List.of(
                                Parts.storing("global_buffer", Set.of(Role.INPUTS, Role.OUTPUTS)),
                                Parts.spreading("columns", true, "Q", "M", "G"),
                                Parts.spreading("rows", false, "S", "C", "M", "G"),
                                Parts.keeping("input_spad", Set.of(Role.INPUTS)),
                                Parts.keeping("weight_spad", Set.of(Role.WEIGHTS), "R", "C"),
                                Parts.keeping("psum_spad", Set.of(Role.OUTPUTS), "M")),
                        0));
    }
}
