package org.cosearch.accelerator.template;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.AcceleratorTemplate;
import org.cosearch.space.Genome;
import org.cosearch.yaml.Nearest;
import org.cosearch.yaml.YamlException;
import org.cosearch.yaml.YamlNode;

/**
 * Accelerators as a file describes them, before a technology gives their parts energies and areas: a family with
 * parameters, or one accelerator that brings its own figures.
 */
public sealed interface TemplateSource permits DeclaredTemplate, FixedAccelerator {

    /** The name in run files. */
    String name();

    /** The ranges of its parameters by name; empty for a single accelerator. */
    Map<String, Domain> parameters();

    /**
     * The same with another range of one parameter.
     *
     * @throws IllegalArgumentException if it has no such parameter
     */
    TemplateSource with(String parameter, Domain range);

    /**
     * The codec of its accelerators.
     *
     * @throws YamlException if some values of the parameters give no accelerator: all are tried where there are few,
     *     otherwise the extremes and some hundred drawn at random
     */
    AcceleratorTemplate in(Technology technology);

    /**
     * One of its accelerators.
     *
     * @param values of some parameters; the others are in the middle of their ranges
     * @throws IllegalArgumentException if it has no such parameter, or the value is not in its range
     */
    default Accelerator member(Map<String, Long> values, Technology technology) {
        Map<String, Object> decisions = new LinkedHashMap<>();
        values.keySet().stream()
                .filter(name -> !parameters().containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("%s has no parameter (%s).%n%s"
                            .formatted(
                                    name(),
                                    name,
                                    Nearest.advice(name, parameters().keySet())));
                });
        parameters().forEach((name, domain) -> {
            long value = values.getOrDefault(name, (long) domain.middle());
            decisions.put(name, domain instanceof Domain.Choices ? (Object) String.valueOf(value) : (Object) value);
        });
        AcceleratorTemplate template = in(technology);
        return template.decode(Genome.of(template.space(), decisions));
    }

    /**
     * Reads a file: a template, or an accelerator in our own YAML.
     *
     * @throws YamlException if it is refused
     */
    static TemplateSource read(YamlNode root) {
        return root.map().find("parameters").isPresent() ? DeclaredTemplate.read(root) : FixedAccelerator.read(root);
    }
}
