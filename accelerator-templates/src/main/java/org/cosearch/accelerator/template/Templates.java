package org.cosearch.accelerator.template;

import java.util.List;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.AcceleratorTemplate;
import org.cosearch.space.Codec;
import org.cosearch.space.Genome;
import org.cosearch.space.Option;
import org.cosearch.space.Space;
import org.cosearch.yaml.Yaml;

/** The accelerators that come with the library, and the choice among several. */
public final class Templates {

    private static final List<String> BUILT_IN = List.of(
            "eyeriss",
            "eyeriss-v1",
            "gemmini",
            "nvdla",
            "shidiannao",
            "simba",
            "simple-output-stationary",
            "simple-weight-stationary",
            "tpu-input-stationary",
            "tpu-output-stationary",
            "tpu-weight-stationary");

    private Templates() {}

    /** The names of all of {@code configs/accelerators}, in alphabetical order. */
    public static List<String> builtIn() {
        return BUILT_IN;
    }

    /**
     * The one of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static TemplateSource named(String name) {
        return TemplateSource.read(Yaml.parse(text(name), name + ".yaml"));
    }

    /**
     * The template of that name with these ranges.
     *
     * @throws IllegalArgumentException if there is none, or it lacks one of the parameters
     */
    public static AcceleratorTemplate named(String name, TemplateRanges ranges, Technology technology) {
        return ranges.on(named(name)).in(technology);
    }

    /** The templates of NASAIC (Jiang et al., DAC 2020): {@code shidiannao}, {@code eyeriss} and {@code nvdla}. */
    public static List<AcceleratorTemplate> all(TemplateRanges ranges, Technology technology) {
        return List.of(
                named("shidiannao", ranges, technology),
                named("eyeriss", ranges, technology),
                named("nvdla", ranges, technology));
    }

    /**
     * The text of the file of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static String text(String name) {
        return BuiltIn.text("accelerator template", name, BUILT_IN);
    }

    /** The choice of one of several templates, then of its parameters. */
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
