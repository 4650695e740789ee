package org.cosearch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists devices, describes them, and checks adapters. */
@Command(
        name = "device",
        mixinStandardHelpOptions = true,
        description = "List the devices that networks can be measured on, describe them, and check adapters.",
        subcommands = {DeviceListCommand.class, DeviceDescribeCommand.class, DeviceCheckCommand.class})
final class DeviceCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing: list, describe or check.");
    }
}
