package org.cosearch.config;

import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Description;
import org.cosearch.yaml.Variants;

/** Which accelerator a simulated device is. */
@Variants("from")
public sealed interface ChipConfig {

    /** The reference to the one file that it names. */
    String reference();

    /** The key of {@link #reference}. */
    String key();

    /** The folder of {@code configs} where that file is looked up. */
    String kind();

    /** This chip with another reference. */
    ChipConfig with(String otherReference);

    /** An accelerator in CoSearch's own YAML. */
    record File(
            @Description("A file of configs/accelerators by its name, or a path relative to this file that ends in"
                    + " .yaml.")
            String accelerator)
            implements ChipConfig {

        @Override
        public String reference() {
            return accelerator;
        }

        @Override
        public String key() {
            return "accelerator";
        }

        @Override
        public String kind() {
            return "accelerators";
        }

        @Override
        public ChipConfig with(String otherReference) {
            return new File(otherReference);
        }
    }

    /** A point of an accelerator template. */
    record Template(
            @Description("The dataflow template.") TemplateName template,

            @Description("How many processing elements.") @Bounds(atLeast = 1)
            int pes,

            @Description("The capacity of the global buffer, in KiB.") @Bounds(atLeast = 1)
            int globalBufferKib,

            @Description("The bandwidth of the network on chip, in words per cycle.") @Bounds(atLeast = 1)
            int nocWordsPerCycle,

            @Description("The technology: a file of configs/technologies by its name, or a path relative to this file"
                    + " that ends in .yaml.")
            String technology)
            implements ChipConfig {

        @Override
        public String reference() {
            return technology;
        }

        @Override
        public String key() {
            return "technology";
        }

        @Override
        public String kind() {
            return "technologies";
        }

        @Override
        public ChipConfig with(String otherReference) {
            return new Template(template, pes, globalBufferKib, nocWordsPerCycle, otherReference);
        }
    }
}
