package org.cosearch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cosearch.lab.CampaignFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code campaign resume}: measures what is missing. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Measure what is missing of a campaign that was stopped, also while others are at it.")
final class CampaignResumeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "The folder of the campaign.")
    private Path folder = Path.of("");

    @Mixin
    private CampaignOutput shown = new CampaignOutput();

    @Override
    public Integer call() throws IOException, InterruptedException {
        return shown.execute(CampaignFolder.existing(folder), Terminal.of(spec));
    }
}
