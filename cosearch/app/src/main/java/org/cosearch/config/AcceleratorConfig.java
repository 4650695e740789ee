package org.cosearch.config;

import java.util.List;
import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Default;
import org.cosearch.yaml.Description;

/** The accelerators that a run searches: dataflow templates and the ranges of their resources. */
public record AcceleratorConfig(
        @Description("The dataflow templates to choose from.")
        List<TemplateName> templates,

        @Description("How many sub-accelerators share the chip, each of any template.") @Default("{}")
        SubAcceleratorCount subAccelerators,

        @Description("How many processing elements a sub-accelerator has; max is also the most of the whole chip.")
        CountRange pes,

        @Description("The capacities of the global buffer of a sub-accelerator to choose from, in KiB.")
        @Bounds(atLeast = 1)
        List<Integer> globalBufferKib,

        @Description(
                "The bandwidth of the network on chip of a sub-accelerator, in words per cycle; max is also the most"
                        + " of the whole chip.")
        CountRange nocWordsPerCycle,

        @Description("The technology that energies and areas are for: a file of configs/technologies by its name, or a"
                + " path relative to this file that ends in .yaml.")
        String technology) {

    public AcceleratorConfig {
        templates = List.copyOf(templates);
        globalBufferKib = List.copyOf(globalBufferKib);
        Lists.requireSome("templates", templates);
        Lists.requireDistinct("templates", templates);
        Lists.requireSome("global_buffer_kib", globalBufferKib);
        Lists.requireDistinct("global_buffer_kib", globalBufferKib);
    }

    /** This space with another reference to its technology file. */
    AcceleratorConfig withTechnology(String reference) {
        return new AcceleratorConfig(templates, subAccelerators, pes, globalBufferKib, nocWordsPerCycle, reference);
    }
}
