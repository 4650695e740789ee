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
 * Accelerators in the manner of NVDLA (NVIDIA Deep Learning Accelerator, version 1): parallel in input and output
 * channels, weights stay in the array.
 *
 * <p>Each row of the array is one output channel with an accumulator for its partial sums; its columns multiply one input
 * channel each and add across. A vector of input channels is broadcast to all rows in every cycle. A depthwise
 * convolution has one input channel per group, so its groups may stand in for output channels.
 */
public final class WeightStationary implements AcceleratorTemplate {

    private static final String WEIGHT_WORDS = "weight_words";
    private static final String ACCUMULATOR_WORDS = "accumulator_words";
    private static final int ACCUMULATOR_BITS = 24;

    private final TemplateRanges ranges;
    private final Technology technology;
    private final Space space;

    public WeightStationary(TemplateRanges ranges, Technology technology) {
        this.ranges = ranges;
        this.technology = technology;
        space = ranges.space(
                Space.field(WEIGHT_WORDS, Space.powersOfTwo(1, 16)),
                Space.field(ACCUMULATOR_WORDS, Space.powersOfTwo(16, 256)));
    }

    @Override
    public String name() {
        return "nvdla";
    }

    @Override
    public String source() {
        return "NVIDIA Deep Learning Accelerator, version 1: parallel in C and K";
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
                        parts.network("kernels", resources.nocWordsPerCycle(), array),
                        parts.sram(
                                "accumulator",
                                new Mesh(1, array.y()),
                                genome.integer(ACCUMULATOR_WORDS),
                                ACCUMULATOR_BITS),
                        parts.wires("channels", new Mesh(1, array.y())),
                        parts.registers("weight_registers", array, genome.integer(WEIGHT_WORDS), Parts.WORD_BITS)),
                parts.macs(array),
                new Dataflow(
                        List.of(
                                Parts.storing("global_buffer", Set.of(Role.WEIGHTS, Role.INPUTS, Role.OUTPUTS)),
                                Parts.spreading("kernels", false, "M", "G"),
                                Parts.keeping("accumulator", Set.of(Role.OUTPUTS), "C", "R", "S"),
                                Parts.spreading("channels", true, "C"),
                                Parts.keeping("weight_registers", Set.of(Role.WEIGHTS), "R", "S", "Q", "P")),
                        0));
    }
}
