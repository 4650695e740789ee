package org.cosearch.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.predict.SpaceColumns;
import picocli.CommandLine.Option;

/** The options that name a latency data set, who learns from what in it, and what its columns mean. */
final class DatasetOptions {

    @Option(names = "--dataset", required = true, paramLabel = "DIR", description = "Folder of the data set.")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    Path folder;

    @Option(names = "--splits", paramLabel = "FILE", description = "Other than splits.yaml of the folder.")
    Optional<Path> splits = Optional.empty();

    @Option(
            names = "--space",
            paramLabel = "SPACE",
            description = "The space whose decisions are the columns: name in configs/spaces, or path of a .yaml file."
                    + " Without it the columns are as the data set has them.")
    private Optional<String> space = Optional.empty();

    /** The columns of the space that is named, if one is. */
    Optional<DecisionSpace> columns() {
        return space.map(reference ->
                SpaceColumns.of(reference, SpaceReference.read(reference).space()));
    }
}
