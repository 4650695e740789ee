package org.cosearch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.cosearch.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code resume}: goes on with a run that was stopped or killed. */
@Command(
        name = "resume",
        description = "Go on with a run that was stopped or killed; the result is that of an undisturbed run.",
        footer = {"", "Example: cosearch resume runs/fashion-three-chips-20261122-101500"})
final class ResumeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", description = "The folder of the run.")
    Path folder = Path.of(".");

    @Mixin
    RunOutput shown = new RunOutput();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        return shown.execute(Session.reopen(folder, InstantSource.system()), Terminal.of(command));
    }
}
