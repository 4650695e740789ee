package org.cosearch.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.cosearch.accelerator.format.AcceleratorYaml;
import org.cosearch.accelerator.format.LoopNestYaml;
import org.cosearch.accelerator.format.MappingYaml;
import org.cosearch.accelerator.format.TimeloopArchitecture;
import org.cosearch.accelerator.format.TimeloopMapping;
import org.cosearch.accelerator.format.TimeloopProblem;
import org.cosearch.accelerator.format.TimeloopTables;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Mapping;
import org.cosearch.workload.LoopNest;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlNode;

/**
 * The files of one accelerator: its architecture, in CoSearch's own YAML or in Timeloop's with tables of energies and
 * areas.
 *
 * @param ert energies; empty where accesses cost nothing
 * @param art areas; empty where nothing has one
 */
record ArchitectureFiles(Path architecture, Optional<Path> ert, Optional<Path> art) {

    /**
     * Reads the accelerator.
     *
     * @throws org.cosearch.yaml.YamlException if a file is refused
     */
    Accelerator read() {
        YamlNode root = Yaml.read(architecture);
        if (root.map().find("architecture").isEmpty()) {
            if (ert.isPresent() || art.isPresent()) {
                throw root.error(
                        "this is not a Timeloop architecture, so it has its energies and areas in itself.",
                        "Maybe leave out --ert and --art.");
            }
            return AcceleratorYaml.read(root);
        }
        return TimeloopArchitecture.read(root, tables());
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
