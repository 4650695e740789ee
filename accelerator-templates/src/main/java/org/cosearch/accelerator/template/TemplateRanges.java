package org.cosearch.accelerator.template;

import java.util.List;
import org.cosearch.space.Field;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;

/**
 * The ranges of the resources that all templates have.
 *
 * @param pes how many processing elements
 * @param globalBufferKib the capacities of the global buffer to choose from, distinct
 * @param nocWordsPerCycle words that the network on chip moves in a cycle, in each direction
 */
public record TemplateRanges(Steps pes, List<Integer> globalBufferKib, Steps nocWordsPerCycle) {

    private static final String PES = "pes";
    private static final String GLOBAL_BUFFER_KIB = "global_buffer_kib";
    private static final String NOC_WORDS_PER_CYCLE = "noc_words_per_cycle";

    /** The whole numbers min, min + step, … up to max. */
    public record Steps(int min, int max, int step) {
        public Steps {
            if (min < 1 || max < min || step < 1) {
                throw new IllegalArgumentException(
                        "The range from (%d) to (%d) in steps of (%d) is empty or not positive."
                                .formatted(min, max, step));
            }
        }

        Space space() {
            return Space.integers(min, max, step);
        }
    }

    /** The resources of one accelerator. */
    record Resources(int pes, int globalBufferKib, int nocWordsPerCycle) {}

    public TemplateRanges {
        globalBufferKib = List.copyOf(globalBufferKib);
        if (globalBufferKib.isEmpty() || globalBufferKib.stream().anyMatch(kib -> kib < 1)) {
            throw new IllegalArgumentException(
                    "The global buffer sizes %s are not one or more positive numbers.".formatted(globalBufferKib));
        }
    }

    /** The product of these ranges and of a template's own fields. */
    Space space(Field... own) {
        Field[] fields = new Field[3 + own.length];
        fields[0] = Space.field(PES, pes.space());
        fields[1] = Space.field(
                GLOBAL_BUFFER_KIB,
                Space.oneOf(globalBufferKib.stream().map(String::valueOf).toArray(String[]::new)));
        fields[2] = Space.field(NOC_WORDS_PER_CYCLE, nocWordsPerCycle.space());
        System.arraycopy(own, 0, fields, 3, own.length);
        return Space.product(fields);
    }

    Resources decode(Genome genome) {
        return new Resources((int) genome.integer(PES), Integer.parseInt(genome.choice(GLOBAL_BUFFER_KIB)), (int)
                genome.integer(NOC_WORDS_PER_CYCLE));
    }
}
