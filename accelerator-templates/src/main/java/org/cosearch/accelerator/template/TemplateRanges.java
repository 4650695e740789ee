package org.cosearch.accelerator.template;

import java.util.List;

/**
 * Ranges of the resources that most templates have.
 *
 * @param pes how many processing elements
 * @param globalBufferKib the capacities of the global buffer to choose from, distinct
 * @param nocWordsPerCycle words that the network on chip moves in a cycle, in each direction
 */
public record TemplateRanges(Steps pes, List<Integer> globalBufferKib, Steps nocWordsPerCycle) {

    /** The parameter of a template for {@link #pes}. */
    public static final String PES = "pes";

    /** The parameter of a template for {@link #globalBufferKib}. */
    public static final String GLOBAL_BUFFER_KIB = "global_buffer_kib";

    /** The parameter of a template for {@link #nocWordsPerCycle}. */
    public static final String NOC_WORDS_PER_CYCLE = "noc_words_per_cycle";

    /** The whole numbers min, min + step, … up to max. */
    public record Steps(int min, int max, int step) {
        private Domain domain() {
            return new Domain.Steps(min, max, step);
        }
    }

    public TemplateRanges {
        globalBufferKib = List.copyOf(globalBufferKib);
    }

    /**
     * The template with these ranges in the place of its own.
     *
     * @throws IllegalArgumentException if it lacks one of the parameters
     */
    TemplateSource on(TemplateSource source) {
        return source.with(PES, pes.domain())
                .with(GLOBAL_BUFFER_KIB, new Domain.Choices(globalBufferKib))
                .with(NOC_WORDS_PER_CYCLE, nocWordsPerCycle.domain());
    }
}
