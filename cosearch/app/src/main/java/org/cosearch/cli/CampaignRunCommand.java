package org.cosearch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cosearch.config.CampaignFile;
import org.cosearch.lab.CampaignFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code campaign run}: measures every network on every device. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Measure every network of a campaign on every device.",
        footer = {"", "Running it again measures what is missing.", "Example: cosearch campaign run host-settings"})
final class CampaignRunCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "CAMPAIGN", description = "Name in configs/campaigns, or path of a .yaml file.")
    private String campaign = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description = "The folder of the campaign. Without it runs/<name>.")
    private Optional<Path> output = Optional.empty();

    @Mixin
    private CampaignOutput shown = new CampaignOutput();

    @Override
    public Integer call() throws IOException, InterruptedException {
        CampaignFile file = CampaignFile.read(new ConfigReference("campaigns").file(campaign));
        Path folder = output.orElseGet(() -> Path.of("runs", file.config().name()));
        return shown.execute(CampaignFolder.begin(file, folder), Terminal.of(spec));
    }
}
