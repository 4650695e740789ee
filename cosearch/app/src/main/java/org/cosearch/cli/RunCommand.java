package org.cosearch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cosearch.config.RunFile;
import org.cosearch.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

    @Override
    public Integer call() throws IOException {
        Path folder = Optional.ofNullable(output)
                .orElseGet(() -> Path.of(
                        "runs",
                        RunFile.read(runFile).config().name()
                                + "-"
                                + STAMP.format(Instant.now().atZone(ZoneId.systemDefault()))));
        return shown.execute(Session.begin(runFile, folder, InstantSource.system()), Terminal.standard());
    }
}
