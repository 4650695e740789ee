package org.cosearch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cosearch.session.DesignExport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code export}: writes what is needed to build one design of a run. */
@Command(
        name = "export",
        description = {
            "Write what is needed to build one design of a run:",
            "its accelerator, its networks, and the mapping of every layer, in our own and in Timeloop's files."
        },
        footer = {"", "Example: cosearch export runs/quickstart-20261122-101500 217 --train"})
final class ExportCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FOLDER", description = "The folder of the run.")
    Path folder = Path.of(".");

    @Parameters(
            index = "1",
            paramLabel = "TRIAL",
            description = "The id of the trial, as front.csv and the report give it.")
    long trial;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description = "A new folder for the design. Without it designs/<trial> in the folder of the run.")
    @Nullable
    Path output;

    @Option(
            names = "--train",
            description = "Train the networks again, to the weights that their scores are of, and write them as"
                    + " SavedModels and as ONNX.")
    boolean train;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path target = Optional.ofNullable(output)
                .orElseGet(() -> folder.resolve("designs").resolve(String.valueOf(trial)));
        int files = DesignExport.of(folder).write(trial, target, train).size();
        command.commandLine().getOut().println("%d files and models in %s".formatted(files, target));
        return ExitCode.OK;
    }
}
