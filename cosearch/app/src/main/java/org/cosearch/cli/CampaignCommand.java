package org.cosearch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plans, runs and resumes measurement campaigns, and writes their data sets. */
@Command(
        name = "campaign",
        mixinStandardHelpOptions = true,
        description = "Measure many networks on many devices, and write data sets for latency predictors.",
        subcommands = {
            CampaignPlanCommand.class,
            CampaignRunCommand.class,
            CampaignResumeCommand.class,
            CampaignStatusCommand.class,
            CampaignExportCommand.class
        })
final class CampaignCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing: plan, run, resume, status or export.");
    }
}
