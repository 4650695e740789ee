package org.cosearch.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that complete an architecture: tables for one of Timeloop, technology and parameters for a template. */
final class ArchitectureOptions {

    @Option(
            names = "--ert",
            paramLabel = "FILE",
            description = "Energies of a Timeloop architecture. Without it every access costs nothing.")
    Optional<Path> ert = Optional.empty();

    @Option(names = "--art", paramLabel = "FILE", description = "Areas of a Timeloop architecture.")
    Optional<Path> art = Optional.empty();

    @Option(
            names = "--technology",
            paramLabel = "NAME",
            defaultValue = "cmos-45nm",
            description = "The technology of a template: a name or a file. Default: ${DEFAULT-VALUE}")
    String technology = "cmos-45nm";

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            split = ",",
            description = "Parameters of a template; those left out are in the middle of their ranges.")
    Map<String, Long> values = Map.of();

    ArchitectureFiles files(Path architecture) {
        return new ArchitectureFiles(architecture, ert, art, technology, values);
    }
}
