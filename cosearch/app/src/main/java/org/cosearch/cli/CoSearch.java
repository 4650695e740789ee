package org.cosearch.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.cosearch.yaml.YamlException;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line {@code cosearch}. */
@Command(
        name = "cosearch",
        description = "Designs a neural network and the hardware that runs it, together.",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = VersionCommand.Provider.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            ResumeCommand.class,
            PlanCommand.class,
            ReportCommand.class,
            ExportCommand.class,
            SpaceCommand.class,
            NetworkCommand.class,
            PredictorCommand.class,
            AcceleratorCommand.class,
            DeviceCommand.class,
            CampaignCommand.class,
            VersionCommand.class,
            AutoComplete.GenerateCompletion.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All is done.",
            "1:It failed: a file cannot be read or written, or there is a fault in CoSearch.",
            "2:The command line or a file that it names is refused; nothing was begun.",
            "3:The run is over, and no design meets the specs; a mapping does not fit; or an adapter fails its check.",
            "130:Stopped by Ctrl-C; the run can be resumed."
        },
        footer = {"", "Begin with: bin/cosearch run configs/runs/quickstart.yaml"})
public final class CoSearch {

    private CoSearch() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command line with all commands; what a person did wrong is told without a stack trace. */
    static CommandLine commandLine() {
        return new CommandLine(new CoSearch()).setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(message(failure));
            return failure instanceof YamlException || failure instanceof IllegalArgumentException
                    ? ExitCode.REFUSED
                    : ExitCode.FAILED;
        });
    }

    private static String message(Exception failure) {
        if (failure instanceof YamlException
                || failure instanceof IllegalArgumentException
                || failure instanceof IOException
                || failure instanceof UncheckedIOException
                || failure instanceof org.cosearch.training.data.DatasetException
                || failure instanceof org.cosearch.campaign.store.StoreException) {
            return "cosearch: " + failure.getMessage();
        }
        StringBuilder text = new StringBuilder("cosearch: a fault in CoSearch; please report it with these lines.\n");
        java.io.StringWriter trace = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(trace));
        return text.append(trace).toString();
    }
}
