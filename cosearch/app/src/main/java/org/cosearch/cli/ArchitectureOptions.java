package org.cosearch.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that name the energies and areas of a Timeloop architecture. */
final class ArchitectureOptions {

    @Option(
            names = "--ert",
            paramLabel = "FILE",
            description = "Energies of a Timeloop architecture. Without it every access costs nothing.")
    Optional<Path> ert = Optional.empty();

    @Option(names = "--art", paramLabel = "FILE", description = "Areas of a Timeloop architecture.")
    Optional<Path> art = Optional.empty();

    ArchitectureFiles files(Path architecture) {
        return new ArchitectureFiles(architecture, ert, art);
    }
}
