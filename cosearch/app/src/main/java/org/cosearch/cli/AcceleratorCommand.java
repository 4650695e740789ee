package org.cosearch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Describes accelerators, costs mappings onto them, finds mappings, and writes their files. */
@Command(
        name = "accelerator",
        mixinStandardHelpOptions = true,
        description = "Describe accelerators, cost mappings onto them, find mappings, and export them.",
        subcommands = {
            AcceleratorDescribeCommand.class,
            AcceleratorEvaluateCommand.class,
            AcceleratorMapCommand.class,
            AcceleratorExportCommand.class
        })
final class AcceleratorCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing: describe, evaluate, map or export.");
    }
}
