package org.cosearch.accelerator.template;

import java.util.List;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.AcceleratorTemplate;
import org.cosearch.space.Codec;
import org.cosearch.space.Genome;
import org.cosearch.space.Option;
import org.cosearch.space.Space;

/** The templates by name, and the choice among several. */
public final class Templates {

    private Templates() {}

    /** All templates, in the order in which they were published. */
    public static List<AcceleratorTemplate> all(TemplateRanges ranges, Technology technology) {
        return List.of(
                new OutputStationary(ranges, technology),
                new RowStationary(ranges, technology),
                new WeightStationary(ranges, technology));
    }

    /**
     * The template of that name: {@code eyeriss}, {@code nvdla} or {@code shidiannao}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static AcceleratorTemplate named(String name, TemplateRanges ranges, Technology technology) {
        List<AcceleratorTemplate> all = all(ranges, technology);
        return all.stream()
                .filter(template -> template.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no accelerator template (%s).\nMaybe one of %s."
                                .formatted(
                                        name,
                                        all.stream()
                                                .map(AcceleratorTemplate::name)
                                                .toList())));
    }

    /** The choice of one of several templates, then of its resources. */
    public static Codec<Accelerator> anyOf(List<? extends AcceleratorTemplate> templates) {
        List<AcceleratorTemplate> choices = List.copyOf(templates);
        Space space = Space.oneOf(choices.stream()
                .map(template -> Space.option(template.name(), template.space()))
                .toArray(Option[]::new));
        return new Codec<>() {
            @Override
            public Space space() {
                return space;
            }

            @Override
            public Accelerator decode(Genome genome) {
                for (AcceleratorTemplate template : choices) {
                    if (template.name().equals(genome.choice())) {
                        return template.decode(genome.chosen());
                    }
                }
                throw new IllegalArgumentException("The genome %s is of another space.".formatted(genome));
            }
        };
    }
}
