package org.cosearch.hardware;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cosearch.space.Codec;
import org.cosearch.space.Option;
import org.cosearch.space.Space;

/** A family of accelerators that share a dataflow: the space of their resources, and the accelerator of each point. */
public interface AcceleratorTemplate extends Codec<Accelerator> {

    /** The name in run files, such as {@code eyeriss}. */
    String name();

    /** The publication whose dataflow the family follows, and where it departs from it. */
    String source();

    /**
     * A codec of all accelerators of several templates: a choice of the template by its name, with the template's own
     * decisions below it.
     *
     * @param templates at least one, of distinct names
     */
    static Codec<Accelerator> anyOf(List<? extends AcceleratorTemplate> templates) {
        Map<String, AcceleratorTemplate> byName = new LinkedHashMap<>();
        templates.forEach(template -> byName.put(template.name(), template));
        Space space = Space.oneOf(templates.stream()
                .map(template -> Space.option(template.name(), template.space()))
                .toArray(Option[]::new));
        return Codec.of(space, genome -> {
            AcceleratorTemplate template = byName.get(genome.choice());
            if (template == null) {
                throw new AssertionError("the space has no other options");
            }
            return template.decode(genome.chosen());
        });
    }
}
