package org.cosearch.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.cosearch.accelerator.format.AcceleratorYaml;
import org.cosearch.accelerator.format.LoopNestYaml;
import org.cosearch.accelerator.format.MappingYaml;
import org.cosearch.accelerator.format.TimeloopArchitecture;
import org.cosearch.accelerator.format.TimeloopMapping;
import org.cosearch.accelerator.format.TimeloopProblem;
import org.cosearch.accelerator.format.TimeloopTables;
import org.cosearch.accelerator.template.Technology;
import org.cosearch.accelerator.template.TemplateSource;
import org.cosearch.accelerator.template.Templates;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Mapping;
import org.cosearch.workload.LoopNest;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlNode;

/**
 * What one accelerator is read from: its architecture in CoSearch's own YAML, in Timeloop's with tables of energies and
 * areas, or a template with a technology and values of its parameters.
 *
 * @param architecture a file, or the name of a template of the project or of CoSearch
 * @param ert energies; empty where accesses cost nothing
 * @param art areas; empty where nothing has one
 * @param technology a name or a file
 * @param values by parameter
 */
record ArchitectureFiles(
        Path architecture, Optional<Path> ert, Optional<Path> art, String technology, Map<String, Long> values) {

    private static final String EXTENSION = ".yaml";

    /** A file with tables. */
    static ArchitectureFiles of(Path architecture, Optional<Path> ert, Optional<Path> art) {
        return new ArchitectureFiles(architecture, ert, art, "cmos-45nm", Map.of());
    }

    /**
     * Reads the accelerator.
     *
     * @throws org.cosearch.yaml.YamlException if a file is refused
     */
    Accelerator read() {
        YamlNode root = root();
        if (root.map().find("architecture").isPresent()) {
            if (!values.isEmpty()) {
                throw root.error("this is not a template, so it has no parameters.", "Maybe leave out --set.");
            }
            return TimeloopArchitecture.read(root, tables());
        }
        if (ert.isPresent() || art.isPresent()) {
            throw root.error(
                    "this is not a Timeloop architecture, so it has its energies and areas in itself.",
                    "Maybe leave out --ert and --art.");
        }
        return root.map().find("parameters").isPresent()
                ? TemplateSource.read(root).member(values, technology(technology))
                : AcceleratorYaml.read(root);
    }

    /** The template that this is, if it is one with parameters. */
    Optional<TemplateSource> template() {
        YamlNode root = root();
        return root.map().find("parameters").map(any -> TemplateSource.read(root));
    }

    private YamlNode root() {
        String text = architecture.toString();
        if (Files.exists(architecture)) {
            return Yaml.read(architecture);
        }
        ConfigReference project = new ConfigReference("accelerators");
        return project.exists(text)
                ? Yaml.read(project.file(text))
                : Yaml.parse(Templates.text(text), text + EXTENSION);
    }

    private static Technology technology(String text) {
        ConfigReference project = new ConfigReference("technologies");
        return project.exists(text) ? Technology.read(project.file(text)) : Technology.named(text);
    }

    private TimeloopTables tables() {
        if (ert.isEmpty()) {
            if (art.isPresent()) {
                throw new IllegalArgumentException(
                        "The areas of %s come without energies.\nMaybe add --ert ERT.yaml.".formatted(art.get()));
            }
            return TimeloopTables.none();
        }
        YamlNode energies = Yaml.read(ert.get());
        return art.map(areas -> TimeloopTables.read(energies, Yaml.read(areas)))
                .orElseGet(() -> TimeloopTables.readEnergy(energies));
    }

    /** Reads a loop nest, in CoSearch's own YAML or in Timeloop's. */
    static LoopNest nest(Path problem) {
        YamlNode root = Yaml.read(problem);
        return root.map().find("problem").isPresent() ? TimeloopProblem.read(root) : LoopNestYaml.read(root);
    }

    /** Reads a mapping, in CoSearch's own YAML or in Timeloop's. */
    static Mapping mapping(Path file, LoopNest nest, Accelerator accelerator) {
        YamlNode root = Yaml.read(file);
        return root.map().find("mapping").isPresent()
                ? TimeloopMapping.read(root, nest, accelerator)
                : MappingYaml.read(root);
    }
}
