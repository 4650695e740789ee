package org.cosearch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.cosearch.lab.CampaignFolder;
import org.cosearch.lab.CampaignSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code campaign status}: how far a campaign is, device by device. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show how far a campaign is and what its measurements are worth, device by device.")
final class CampaignStatusCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "The folder of the campaign.")
    private Path folder = Path.of("");

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (CampaignSession session = CampaignSession.open(CampaignFolder.existing(folder), InstantSource.system())) {
            if (json) {
                out.println(Json.of(CampaignOutput.json(session)));
            } else {
                CampaignOutput.table(session, out);
            }
        }
        return ExitCode.OK;
    }
}
