package org.cosearch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.cosearch.report.Summary;
import org.cosearch.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report}: writes the report of a run as it is now. */
@Command(
        name = "report",
        description = {
            "Write the report of a run as it is now, without searching on.",
            "Baselines are not run again: resume a finished run to get them."
        },
        footer = {"", "Example: cosearch report runs/fashion-three-chips-20261122-101500"})
final class ReportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", description = "The folder of the run.")
    Path folder = Path.of(".");

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Session.Ended ended = Session.reopen(folder, InstantSource.system()).report();
        command.commandLine()
                .getOut()
                .print(Summary.of(ended.report(), ended.files().page()));
        return ExitCode.OK;
    }
}
