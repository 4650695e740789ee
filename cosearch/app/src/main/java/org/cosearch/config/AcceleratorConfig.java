package org.cosearch.config;

import java.util.List;
import java.util.Optional;
import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Default;
import org.cosearch.yaml.Description;

/** The accelerators that a run searches: dataflow templates and the ranges of their resources. */
public record AcceleratorConfig(
        @Description("The templates and accelerators to choose from: files of configs/accelerators by their names, ones"
                + " that come with CoSearch, or paths relative to this file that end in .yaml.")
        List<String> templates,

        @Description("How many sub-accelerators share the chip, each of any template.") @Default("{}")
        SubAcceleratorCount subAccelerators,

        @Description(
                "How many processing elements, the ranges of the templates if left out; of several sub-accelerators, max"
                        + " is the most of the whole chip.")
        Optional<CountRange> pes,

        @Description("The capacities of the global buffer of a sub-accelerator to choose from, in KiB; those of the"
                + " templates if left out.")
        @Bounds(atLeast = 1)
        Optional<List<Integer>> globalBufferKib,

        @Description(
                "The bandwidth of the network on chip, in words per cycle, the ranges of the templates if left out; of"
                        + " several sub-accelerators, max is the most of the whole chip.")
        Optional<CountRange> nocWordsPerCycle,

        @Description("The technology that energies and areas are for: a file of configs/technologies by its name, or a"
                + " path relative to this file that ends in .yaml.")
        String technology) {

    public AcceleratorConfig {
        templates = List.copyOf(templates);
        globalBufferKib = globalBufferKib.map(List::copyOf);
        Lists.requireSome("templates", templates);
        Lists.requireDistinct("templates", templates);
        globalBufferKib.ifPresent(sizes -> {
            Lists.requireSome("global_buffer_kib", sizes);
            Lists.requireDistinct("global_buffer_kib", sizes);
        });
    }

    /** This space with other references to its templates and its technology. */
    AcceleratorConfig with(List<String> templateReferences, String technologyReference) {
        return new AcceleratorConfig(
                templateReferences, subAccelerators, pes, globalBufferKib, nocWordsPerCycle, technologyReference);
    }
}
