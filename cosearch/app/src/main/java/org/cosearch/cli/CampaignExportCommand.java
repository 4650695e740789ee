package org.cosearch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cosearch.lab.CampaignFolder;
import org.cosearch.lab.CampaignSession;
import org.cosearch.lab.DatasetExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code campaign export}: the data set that latency predictors read. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Write the measured networks of one space as a data set for 'cosearch predictor'.",
        footer = {
            "",
            "Networks that are not measured on every device are left out, and their number is told.",
            "Example: cosearch campaign export runs/host-settings --networks mb --out data/host-mb"
        })
final class CampaignExportCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "The folder of the campaign.")
    private Path folder = Path.of("");

    @Option(names = "--networks", paramLabel = "NAME", description = "Which networks, if the campaign has several.")
    private Optional<String> networks = Optional.empty();

    @Option(names = "--only-ok", description = "Leave out measurements whose status is not ok.")
    private boolean onlyOk;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder of the data set.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        try (CampaignSession session = CampaignSession.open(CampaignFolder.existing(folder), InstantSource.system())) {
            DatasetExport export = session.export(networks, onlyOk);
            export.write(out);
            if (export.leftOut() > 0) {
                spec.commandLine()
                        .getErr()
                        .printf(
                                "cosearch: %d networks are left out: they are not measured on every device%s.%n",
                                export.leftOut(), onlyOk ? ", or not with status ok" : "");
            }
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%d networks on %d source and %d target devices: %s%n",
                            export.networks(),
                            export.sources().size(),
                            export.targets().size(),
                            out);
        }
        return ExitCode.OK;
    }
}
