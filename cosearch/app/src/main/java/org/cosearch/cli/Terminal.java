package org.cosearch.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a command prints.
 *
 * @param interactive whether standard error is a terminal, on which a line can be drawn again
 */
record Terminal(PrintWriter out, PrintWriter err, boolean interactive) {

    /** The streams that the command line was given. */
    static Terminal of(CommandSpec command) {
        return new Terminal(
                command.commandLine().getOut(),
                command.commandLine().getErr(),
                Boolean.getBoolean("cosearch.interactive"));
    }

    /** Tells a person what may be wrong though the command goes on. */
    static void warn(CommandSpec command, String sentence) {
        command.commandLine().getErr().println("cosearch: " + sentence);
    }
}
