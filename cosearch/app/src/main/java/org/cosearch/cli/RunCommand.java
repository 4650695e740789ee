package org.cosearch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cosearch.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}: a co-design run from its run file to its report. */
@Command(
        name = "run",
        description = "Search networks and accelerators together, as a run file says.",
        footer = {"", "Example: cosearch run configs/runs/quickstart.yaml"})
final class RunCommand implements Callable<Integer> {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    @Parameters(paramLabel = "RUN_FILE", description = "The run file (YAML).")
    Path runFile = Path.of("run.yaml");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description = "The folder of the run, new or empty. Without it runs/<name>-<time>.")
    @Nullable
    Path output;

    @Mixin
    RunOutput shown = new RunOutput();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Session session = Session.begin(
                runFile,
                name -> Optional.ofNullable(output)
                        .orElseGet(() -> Path.of(
                                "runs", name + "-" + STAMP.format(Instant.now().atZone(ZoneId.systemDefault())))),
                InstantSource.system());
        return shown.execute(session, Terminal.of(command));
    }
}
