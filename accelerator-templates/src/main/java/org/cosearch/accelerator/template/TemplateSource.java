package org.cosearch.accelerator.template;

import java.util.Map;
import org.cosearch.hardware.AcceleratorTemplate;
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
     * Reads a file: a template, or an accelerator in our own YAML.
     *
     * @throws YamlException if it is refused
     */
    static TemplateSource read(YamlNode root) {
        return root.map().find("parameters").isPresent() ? DeclaredTemplate.read(root) : FixedAccelerator.read(root);
    }
}
