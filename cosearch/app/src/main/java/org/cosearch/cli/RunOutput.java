package org.cosearch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.OptionalInt;
import org.cosearch.evaluate.Problem;
import org.cosearch.report.Summary;
import org.cosearch.run.Run;
import org.cosearch.run.RunListener;
import org.cosearch.session.Session;
import picocli.CommandLine.Option;

/** What {@code run} and {@code resume} share: how many work at a time, and what is shown. */
final class RunOutput {

    private static final Session.Watcher NOBODY = new Session.Watcher() {
        @Override
        public RunListener searching(Problem problem, long evaluations) {
            return RunListener.none();
        }

        @Override
        public void trained(String task, double accuracyPercent) {}

        @Override
        public void comparing(long evaluations, long all) {}
    };

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    boolean quiet;

    @Option(names = "--json", description = "Print the result as one JSON object, and no progress.")
    boolean json;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Designs evaluated at a time, without effect on the result.")
    int workers;

    /** Executes a session to its end, or until Ctrl-C, and prints the result. */
    int execute(Session session, Terminal terminal) throws IOException {
        PrintWriter err = terminal.err();
        Progress progress = new Progress(err, terminal.interactive(), InstantSource.system());
        try (Interruption interruption = Interruption.ofThisThread()) {
            if (!quiet && !json) {
                err.printf("%s in %s%n", session.name(), session.folder());
                err.flush();
            }
            Session.Ended ended = session.execute(
                    workers > 0 ? OptionalInt.of(workers) : OptionalInt.empty(), quiet || json ? NOBODY : progress);
            progress.close();
            terminal.out()
                    .print(
                            json
                                    ? ResultJson.of(ended)
                                    : Summary.of(ended.report(), ended.files().page()));
            terminal.out().flush();
            if (ended.end() == Run.End.STOPPED) {
                err.println("Stopped. Resume with: bin/cosearch resume " + ended.folder());
                err.flush();
                return ExitCode.FAILED;
            }
            return ended.report().front().isEmpty() ? ExitCode.NONE_FEASIBLE : ExitCode.OK;
        }
    }
}
